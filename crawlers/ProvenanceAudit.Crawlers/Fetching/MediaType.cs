namespace ProvenanceAudit.Crawlers.Fetching;

/// <summary>Media types as headers, records and elements state them.</summary>
internal static class MediaType
{
    /// <summary>The type without its parameters, in lower case; empty where none is stated.</summary>
    public static string Of(string? stated) => (stated ?? "").Split(';')[0].Trim().ToLowerInvariant();
}
