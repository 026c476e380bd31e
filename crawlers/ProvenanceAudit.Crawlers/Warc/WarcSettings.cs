namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>Where and how a <see cref="WarcWriter"/> writes.</summary>
public sealed record WarcSettings
{
    /// <summary>Folder of the files; made where it is missing.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// Beginning of the files' names: ASCII letters, digits, <c>-</c> and <c>_</c>. One writer at a time may use a prefix in
    /// a folder.
    /// </summary>
    public required string Prefix { get; init; }

    /// <summary>
    /// Size in bytes past which the next record goes into another file. 1 GiB, as the standard recommends (annex C).
    /// </summary>
    public long MaximumFileBytes { get; init; } = 1L << 30;

    /// <summary>Whether each record is a gzip member of its own.</summary>
    public bool Compress { get; init; } = true;

    /// <summary>
    /// What each file's <c>warcinfo</c> record states beside the format: <c>software</c>, <c>operator</c>,
    /// <c>http-header-user-agent</c>,
    /// <c>robots</c>, <c>description</c> (ISO 28500:2017, 6.2).
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Information { get; init; } = [];
}
