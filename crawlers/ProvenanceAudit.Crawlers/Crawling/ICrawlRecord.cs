using ProvenanceAudit.Crawlers.Duplicates;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>
/// What a crawl knows and has found, kept so that a run that was broken off goes on, and the next run builds on it. One run uses it
/// at a time.
/// </summary>
public interface ICrawlRecord
{
    /// <summary>
    /// Up to where the WARC files are taken up in the record: answers written after it are taken up when a run goes on. Null where
    /// nothing was.
    /// </summary>
    Task<WrittenRecord?> CheckpointAsync(CancellationToken cancellation);

    /// <summary>All addresses known, in the order of their finding.</summary>
    IAsyncEnumerable<KnownAddress> LoadAsync(CancellationToken cancellation);

    /// <summary>Pages whose text the record holds, with their sketches.</summary>
    IAsyncEnumerable<KnownPage> LoadPagesAsync(CancellationToken cancellation);

    /// <summary>Keeps all of it or nothing.</summary>
    Task CommitAsync(CrawlBatch batch, CancellationToken cancellation);
}

/// <summary>A page of an earlier visit.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Sketch">Sketch of its text.</param>
public sealed record KnownPage(string Address, PageSketch Sketch);

/// <summary>What was found out since the last batch.</summary>
/// <param name="Found">New addresses, in the order of their finding.</param>
/// <param name="Visits">Visits that are done, in their order; of addresses found in this batch or before.</param>
/// <param name="Checkpoint">Where the next record of the WARC files would stand; null where nothing was written.</param>
public sealed record CrawlBatch(
    IReadOnlyList<FrontierEntry> Found, IReadOnlyList<PageVisit> Visits, WrittenRecord? Checkpoint);
