using System.Collections.Concurrent;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Wiring;

/// <summary>What became of the works of a catalog.</summary>
/// <param name="Added">Works that the index did not have.</param>
/// <param name="Replaced">Works that it had with another text or other metadata.</param>
/// <param name="Unchanged">Works that it had as they are.</param>
internal sealed record BuildOutcome(long Added, long Replaced, long Unchanged)
{
    /// <inheritdoc/>
    public override string ToString() => Replaced + Unchanged == 0
        ? Amount.Of(Added, "work")
        : $"{Amount.Of(Added, "work")} added, {Replaced:N0} replaced, {Unchanged:N0} unchanged";
}

/// <summary>Brings the works of a catalog into an index.</summary>
internal static class IndexBuilding
{
    // A build that is killed goes on from here: works that the index has are not indexed again.
    private static readonly TimeSpan CommitEvery = TimeSpan.FromMinutes(5);

    /// <summary>Adds all works of a catalog on many threads. Commits at the end, and now and then in a build that takes long.</summary>
    /// <param name="writer">The index.</param>
    /// <param name="source">The works, read one by one under a lock.</param>
    /// <param name="catalog">What problems call the source.</param>
    /// <param name="threads">How many threads.</param>
    /// <param name="problems">Told of works that cannot be indexed.</param>
    /// <param name="cancellation">Stops the build.</param>
    public static BuildOutcome Add(
        FingerprintIndexWriter writer, IEnumerable<WorkText> source, string catalog, int threads, ProblemList problems,
        CancellationToken cancellation)
    {
        long[] outcomes = new long[3];
        long committed = Environment.TickCount64;
        // One work at a time for each thread: works are large, and what is read ahead is held in memory.
        var works = Partitioner.Create(source, EnumerablePartitionerOptions.NoBuffering);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        Parallel.ForEach(works, options, work =>
        {
            try
            {
                Interlocked.Increment(ref outcomes[(int)writer.Add(work)]);
                long last = Interlocked.Read(ref committed), now = Environment.TickCount64;
                if (now - last > CommitEvery.TotalMilliseconds && Interlocked.CompareExchange(ref committed, now, last) == last)
                    writer.Commit();
            }
            catch (ArgumentException)
            {
                // Empty and too long ids were refused by the reader.
                problems.Add(new InputProblem(catalog, 0, work.Work.Id, "the work's text has no words"));
            }
        });
        writer.Commit();
        long CountOf(AddOutcome outcome) => outcomes[(int)outcome];
        return new BuildOutcome(CountOf(AddOutcome.Added), CountOf(AddOutcome.Replaced), CountOf(AddOutcome.Unchanged));
    }

    /// <summary>The same, with progress on the terminal.</summary>
    public static BuildOutcome AddWithProgress(
        string index, string catalogPath, int threads, ProblemList problems, CancellationToken cancellation)
    {
        var catalog = CatalogOpening.Open(catalogPath, cancellation);
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(index);
        return ProgressDisplay.Run(
            "Indexing catalog",
            () => new StageState(catalog.Fraction, catalog.BytesRead / 1e6, "MB"),
            () => Add(writer, catalog.Works(problems.Add), catalog.Name, threads, problems, cancellation),
            outcome => outcome.ToString());
    }
}
