using Microsoft.AspNetCore.Http.Features;

namespace ProvenanceAudit.App.Serving;

/// <summary>How much a request may send where it sends a file, which is taken as it comes; all else is held to a few megabytes.</summary>
internal static class BodyLimit
{
    // What a form holds beside its file.
    private const int MostBesides = 1 << 20;

    /// <summary>Lets a request send a file as large as the settings allow. Before its body is read.</summary>
    public static void Raise(HttpContext context) =>
        Set(context, context.RequestServices.GetRequiredService<ServerSettings>().MaximumUploadBytes + MostBesides);

    /// <summary>Lets a request send so many bytes, and no more.</summary>
    public static void Set(HttpContext context, long most)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = most;
    }
}
