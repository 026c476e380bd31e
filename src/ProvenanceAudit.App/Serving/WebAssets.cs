using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ProvenanceAudit.App.Serving;

/// <summary>Style sheet, script and picture of the pages, carried inside the program. Their addresses change with their content.</summary>
internal static class WebAssets
{
    private static readonly FrozenDictionary<string, Asset> All = typeof(WebAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("assets/", StringComparison.Ordinal))
        .Select(Read)
        .ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>Address of an asset, with a mark of its content, so that browsers may keep it for ever.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public static string PathOf(string name) => $"/assets/{name}?v={All[name].Mark}";

    /// <summary>Serves them, to anybody.</summary>
    public static void MapAssets(this IEndpointRouteBuilder routes) => routes.MapGet("/assets/{name}", (string name, HttpContext context) =>
    {
        if (!All.TryGetValue(name, out Asset? asset))
            return Results.NotFound();
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(asset.Content, asset.MediaType, entityTag: new EntityTagHeaderValue($"\"{asset.Mark}\""));
    }).AllowAnonymous();

    private static Asset Read(string resource)
    {
        using Stream stream = typeof(WebAssets).Assembly.GetManifestResourceStream(resource)!;
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        byte[] content = memory.ToArray();
        string name = resource["assets/".Length..];
        string mediaType = Path.GetExtension(name) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => throw new InvalidOperationException($"the asset '{name}' is of no known type"),
        };
        return new Asset(name, mediaType, content, Convert.ToHexStringLower(SHA256.HashData(content))[..12]);
    }

    private sealed record Asset(string Name, string MediaType, byte[] Content, string Mark);
}
