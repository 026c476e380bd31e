namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>Where a record stands.</summary>
/// <param name="File">Name of the file, without its folder.</param>
/// <param name="Offset">First byte of the record, or of its gzip member, from 0.</param>
/// <param name="Length">Length in bytes as stored.</param>
public readonly record struct WarcPlace(string File, long Offset, long Length);
