using Scalar.AspNetCore;

namespace ProvenanceAudit.App.Api;

/// <summary>The page on which the API is read and tried. Its script comes from this server, and it may run that alone.</summary>
internal static class ApiPage
{
    // The reference builds its page by script and styles it as it goes; its start is a script in the page itself.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>Maps it to <c>/api</c>.</summary>
    public static void MapApiPage(this IEndpointRouteBuilder routes) => routes.MapScalarApiReference("/api", options =>
    {
        options.Title = "ProvenanceAudit API";
        options.OpenApiRoutePattern = ApiErrors.Root + "/openapi.json";
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.HideClientButton = true;
        // It would ask somebody else.
        options.DisableAgent();
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
    }).AllowAnonymous().AddEndpointFilter(async (context, next) =>
    {
        context.HttpContext.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        return await next(context);
    });
}
