using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Template;

namespace ProvenanceAudit.App.Api;

/// <summary>Answers addresses of the API that are none, and tells those that are, but take another method or another kind of body.</summary>
internal static class UnknownAddress
{
    /// <summary>404, 405 with Allow, or 415.</summary>
    public static IResult Answer(HttpContext context, EndpointDataSource endpoints)
    {
        HttpRequest request = context.Request;
        RouteEndpoint[] here = [.. endpoints.Endpoints.OfType<RouteEndpoint>().Where(e =>
            !e.RoutePattern.Parameters.Any(p => p.IsCatchAll)
            && new TemplateMatcher(new RouteTemplate(e.RoutePattern), []).TryMatch(request.Path, []))];
        string[] methods = [.. here.SelectMany(MethodsOf).Distinct().Order(StringComparer.Ordinal)];
        if (methods.Length == 0)
            return Results.NotFound();
        if (!methods.Contains(request.Method))
        {
            context.Response.Headers.Allow = string.Join(", ", methods);
            return ApiErrors.Answer(StatusCodes.Status405MethodNotAllowed, $"This address takes {string.Join(", ", methods)}.");
        }
        IAcceptsMetadata? accepts = here.Where(e => MethodsOf(e).Contains(request.Method))
            .Select(e => e.Metadata.GetMetadata<IAcceptsMetadata>()).FirstOrDefault(a => a is not null);
        // Of the right method and yet not taken: the body is of the wrong kind, or a part of the address is malformed.
        return accepts is not null && request.ContentType is string sent
            && !accepts.ContentTypes.Any(type => sent.StartsWith(type, StringComparison.OrdinalIgnoreCase))
            ? ApiErrors.Answer(StatusCodes.Status415UnsupportedMediaType, $"Send the body as {string.Join(" or ", accepts.ContentTypes)}.")
            : Results.NotFound();
    }

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
}
