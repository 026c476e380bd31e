using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Indexing;

/// <summary>
/// The index of all works that are scanned for, in the data folder. It holds nothing that the registry does not, and follows it by
/// the revisions of works. Several processes may share the folder: one at a time brings the index up to date.
/// </summary>
internal sealed class IndexKeeper(ServerSettings settings, RegistryDatabase database, ILogger<IndexKeeper> log) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private SharedIndex? _current;

    /// <summary>Folder of the index.</summary>
    public string Folder { get; } = Path.Combine(settings.DataFolder, "index");

    /// <summary>Opens the index with all that is in the registry now. What was opened stays as it is until it is disposed of.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; what was indexed so far is kept.</exception>
    public async Task<IndexLease> OpenAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            IndexedState wanted = await IndexedState.OfRegistryAsync(database, cancellation);
            if (_current is { } current && current.State.Holds(wanted))
                return current.Lend();
            IndexedState state;
            FingerprintIndexReader reader;
            using (await FolderLock.TakeAsync(Folder + ".lock", cancellation))
            {
                state = await new IndexUpdate(Folder, database, log).RunAsync(wanted, cancellation);
                try
                {
                    reader = FingerprintIndexReader.Open(Folder);
                }
                catch (IndexUnusableException e)
                {
                    log.LogWarning("the index is made anew: {Reason}", e.Message);
                    IndexUpdate.Remove(Folder);
                    state = await new IndexUpdate(Folder, database, log).RunAsync(wanted, cancellation);
                    reader = FingerprintIndexReader.Open(Folder);
                }
            }
            _current?.Retire();
            _current = new SharedIndex(reader, state);
            return _current.Lend();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Throws the index away and makes it again from the registry.</summary>
    public async Task<IndexLease> RebuildAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            using (await FolderLock.TakeAsync(Folder + ".lock", cancellation))
                IndexUpdate.Remove(Folder);
            _current?.Retire();
            _current = null;
        }
        finally
        {
            _one.Release();
        }
        return await OpenAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _current?.Retire();
        _one.Dispose();
    }
}

/// <summary>An index that was opened, for as long as it is needed. To be disposed of.</summary>
internal sealed class IndexLease : IDisposable
{
    private SharedIndex? _shared;

    internal IndexLease(SharedIndex shared) => _shared = shared;

    /// <summary>The index; works are under <see cref="RegisteredWork.IndexId"/>.</summary>
    public FingerprintIndexReader Index => (_shared ?? throw new ObjectDisposedException(nameof(IndexLease))).Reader;

    /// <summary>Highest <see cref="RegisteredWork.Revision"/> that it holds; 0 when there were no works.</summary>
    public long Revision => (_shared ?? throw new ObjectDisposedException(nameof(IndexLease))).State.Revision;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _shared, null)?.GiveBack();
}

/// <summary>
/// One reader for all who scan at once, since what it learns of a catalog takes seconds and memory. Closed when it is out of date
/// and nobody has it any more.
/// </summary>
internal sealed class SharedIndex(FingerprintIndexReader reader, IndexedState state)
{
    private readonly Lock _lock = new();
    private int _holders;
    private bool _retired;

    public FingerprintIndexReader Reader => reader;

    public IndexedState State => state;

    public IndexLease Lend()
    {
        lock (_lock)
            _holders++;
        return new IndexLease(this);
    }

    public void GiveBack()
    {
        lock (_lock)
        {
            if (--_holders == 0 && _retired)
                reader.Dispose();
        }
    }

    public void Retire()
    {
        lock (_lock)
        {
            _retired = true;
            if (_holders == 0)
                reader.Dispose();
        }
    }
}
