using System.Text.Json;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>JSON as people write it by hand: with comments, commas at the end, a byte-order mark.</summary>
internal static class LenientJson
{
    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = 64,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is no JSON even so, or nests deeper than 64.</exception>
    public static JsonDocument Parse(string text) => JsonDocument.Parse(WellFormedText.Of(text).TrimStart('\ufeff'), Options);
}
