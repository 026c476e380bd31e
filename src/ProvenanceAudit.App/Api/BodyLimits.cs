using Microsoft.AspNetCore.Http.Metadata;
using ProvenanceAudit.App.Serving;

namespace ProvenanceAudit.App.Api;

/// <summary>Holds bodies of requests to the API to a megabyte, but where a resource takes a file.</summary>
internal sealed class BodyLimits(RequestDelegate next)
{
    /// <summary>Media type of resources that take a file as it is.</summary>
    public const string File = "application/octet-stream";

    /// <summary>Most that other resources take, in bytes.</summary>
    public const int LargestJson = 1 << 20;

    /// <summary>Sets the limit before anything is read.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments(ApiErrors.Root))
        {
            if (TakesFile(context))
                BodyLimit.Raise(context);
            else
                BodyLimit.Set(context, LargestJson);
        }
        return next(context);
    }

    /// <summary>Whether the resource that was asked takes a file.</summary>
    public static bool TakesFile(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains(File) == true;
}
