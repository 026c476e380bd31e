using System.Runtime.CompilerServices;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>A record in memory: for a look at a site that need not be kept.</summary>
public sealed class MemoryCrawlRecord : ICrawlRecord
{
    private readonly Lock _lock = new();
    private readonly List<FrontierEntry> _known = [];
    private readonly Dictionary<string, PageVisit> _visits = new(StringComparer.Ordinal);
    private WrittenRecord? _checkpoint;

    /// <summary>The last visit of each address.</summary>
    public IReadOnlyList<PageVisit> Visits
    {
        get
        {
            lock (_lock)
                return [.. _visits.Values];
        }
    }

    /// <inheritdoc/>
    public Task<WrittenRecord?> CheckpointAsync(CancellationToken cancellation) => Task.FromResult(_checkpoint);

    /// <inheritdoc/>
    public async IAsyncEnumerable<KnownAddress> LoadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        KnownAddress[] known;
        lock (_lock)
        {
            known = [.. _known.Select(entry =>
                new KnownAddress(entry, !_visits.TryGetValue(entry.Address.Text, out PageVisit? visit) || visit.Outcome == VisitOutcome.Postponed))];
        }
        foreach (KnownAddress address in known)
            yield return address;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KnownPage> LoadPagesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        KnownPage[] pages;
        lock (_lock)
        {
            pages = [.. _visits.Values.Where(v => v.Page is { DuplicateOf: null }).Select(v => new KnownPage(v.Page!.Address, v.Page.Sketch))];
        }
        foreach (KnownPage page in pages)
            yield return page;
    }

    /// <inheritdoc/>
    public Task CommitAsync(CrawlBatch batch, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _known.AddRange(batch.Found);
            foreach (PageVisit visit in batch.Visits)
                _visits[visit.Entry.Address.Text] = visit;
            _checkpoint = batch.Checkpoint ?? _checkpoint;
        }
        return Task.CompletedTask;
    }
}
