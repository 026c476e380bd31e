using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Indexing;

/// <summary>
/// Brings an index from the state that it is in to that of the registry: works in the order of their revisions, some at a time,
/// with a commit now and then, so that an update that is killed is gone on with. To be run under the folder's lock.
/// </summary>
internal sealed class IndexUpdate(string folder, RegistryDatabase database, ILogger log)
{
    private const int WorksAtOnce = 500;

    // Texts of a batch, in UTF-16 code units, of which two are in memory at once; a single longer one is taken alone.
    private const long TextAtOnce = 8 << 20;

    private static readonly TimeSpan CommitEvery = TimeSpan.FromSeconds(60);

    private long _committed = Stopwatch.GetTimestamp();

    private string StateFile => folder + ".state.json";

    /// <summary>Removes an index and what was kept about it.</summary>
    public static void Remove(string folder)
    {
        File.Delete(folder + ".state.json");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Updates the index, or makes it where there is none that can be used.</summary>
    /// <param name="wanted">The registry as it is.</param>
    /// <param name="cancellation">Breaks off; what was indexed so far is kept.</param>
    /// <returns>What the index holds now.</returns>
    public async Task<IndexedState> RunAsync(IndexedState wanted, CancellationToken cancellation)
    {
        // An index of another registry, or of the same at a later time than that which a copy of it was brought back from.
        bool isUsable = IndexedState.Read(StateFile) is { } kept && kept.Registry == wanted.Registry && kept.Revision <= wanted.Revision;
        try
        {
            if (isUsable)
                return await UpdateAsync(IndexedState.Read(StateFile)!, wanted, cancellation);
        }
        catch (IndexUnusableException e)
        {
            log.LogWarning("the index is made anew: {Reason}", e.Message);
        }
        Remove(folder);
        return await UpdateAsync(wanted with { Revision = 0 }, wanted, cancellation);
    }

    private async Task<IndexedState> UpdateAsync(IndexedState state, IndexedState wanted, CancellationToken cancellation)
    {
        bool isNew = !Directory.Exists(folder);
        if (isNew && state.Revision > 0)
            throw new IndexUnusableException($"there is no index '{folder}' any more");
        if (!isNew && state.Holds(wanted))
            return state;
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(folder);
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        foreach (Guid catalog in state.Archived.Except(wanted.Archived).Concat(wanted.Archived.Except(state.Archived)))
            await TakeAllAsync(writer, registry, registry.Works.Where(w => w.CatalogId == catalog && w.Revision <= state.Revision), 0, null, cancellation);
        state = state with { Archived = wanted.Archived };
        long revision = await TakeAllAsync(writer, registry, registry.Works, state.Revision, r => Keep(state with { Revision = r }), cancellation);
        state = state with { Revision = revision };
        writer.Commit();
        state.Write(StateFile);
        return state;

        void Keep(IndexedState reached)
        {
            if (Stopwatch.GetElapsedTime(_committed) < CommitEvery)
                return;
            writer.Commit();
            reached.Write(StateFile);
            _committed = Stopwatch.GetTimestamp();
        }
    }

    private static async Task<long> TakeAllAsync(
        FingerprintIndexWriter writer, RegistryContext registry, IQueryable<RegisteredWork> works, long revision, Action<long>? onTaken,
        CancellationToken cancellation)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellation };
        Task<Batch?> next = ReadAsync(registry, works, revision, cancellation);
        while (await next is { } batch)
        {
            // The next ones are read while these are indexed.
            next = Task.Run(() => ReadAsync(registry, works, batch.To, cancellation), cancellation);
            try
            {
                Parallel.ForEach(batch.Works, parallel, row =>
                {
                    if (row.Text is null)
                        writer.Remove(row.Work.IndexId);
                    else
                        writer.Add(new WorkText(row.Work.ToIndexedWork(), row.Text));
                });
            }
            catch
            {
                // The context is not to be disposed of while it is read from.
                await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                throw;
            }
            revision = batch.To;
            onTaken?.Invoke(revision);
        }
        return revision;
    }

    /// <summary>Reads the works that follow a revision, as many as memory is meant for; null when there are none.</summary>
    private static async Task<Batch?> ReadAsync(
        RegistryContext registry, IQueryable<RegisteredWork> works, long from, CancellationToken cancellation)
    {
        var sizes = await works.Where(w => w.Revision > from).OrderBy(w => w.Revision).Take(WorksAtOnce)
            .Select(w => new { w.Revision, w.TextLength }).ToListAsync(cancellation);
        if (sizes.Count == 0)
            return null;
        long text = 0;
        long to = sizes.TakeWhile((w, i) => (text += w.TextLength) <= TextAtOnce || i == 0).Last().Revision;
        var rows = await works.AsNoTracking().Where(w => w.Revision > from && w.Revision <= to)
            .Select(w => new
            {
                Work = w,
                // A work that is known by its metadata alone has nothing to be searched for.
                Text = w.Withdrawn != null || w.Catalog!.Archived != null || w.TextSha256 == null
                    ? null : registry.Texts.Single(t => t.WorkId == w.Id && t.Sha256 == w.TextSha256).Text,
            })
            .ToListAsync(cancellation);
        return new Batch(to, [.. rows.Select(r => (r.Work, r.Text))]);
    }

    /// <summary>Works in the order of their revisions, up to one; those without a text are out of the index.</summary>
    private sealed record Batch(long To, IReadOnlyList<(RegisteredWork Work, string? Text)> Works);
}
