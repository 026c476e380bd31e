using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Scanning;

/// <summary>
/// The whole journey of output texts through the matching engine. Read <see cref="Scan"/> first, then <c>OutputJourney.Find</c>, which is what happens to one output.
/// </summary>
public sealed class OutputScanner
{
    private const int OutputsPerBatch = 64;
    private const int CharactersPerBatch = 1 << 18;

    private readonly IPassageIndex _index;
    private readonly MatchSettings _settings;
    private readonly SimilaritySearch? _similarity;

    /// <summary>Prepares a scan.</summary>
    /// <param name="index">The works to compare with; stays owned by the caller.</param>
    /// <param name="settings">Valid settings.</param>
    /// <param name="similarity">What compares meaning too, over the same works; null compares words alone. Stays owned by the caller.</param>
    /// <exception cref="ArgumentException">The settings are invalid; the message names every mistake.</exception>
    public OutputScanner(IPassageIndex index, MatchSettings settings, SimilaritySearch? similarity = null)
    {
        IReadOnlyList<string> mistakes = settings.Mistakes();
        if (mistakes.Count > 0)
            throw new ArgumentException(string.Join("; ", mistakes), nameof(settings));
        _index = index;
        _settings = settings;
        _similarity = similarity;
    }

    /// <summary>Scans all outputs; results come in the order of the input whatever the number of threads.</summary>
    /// <param name="outputs">Read once, streaming.</param>
    /// <param name="progress">Told about ten times a second, on any thread.</param>
    /// <param name="cancellation">Stops the scan with <see cref="OperationCanceledException"/>.</param>
    public ScanResult Scan(IEnumerable<ModelOutput> outputs, IProgress<ScanProgress>? progress = null, CancellationToken cancellation = default)
    {
        using var batches = new OutputBatches(outputs, OutputsPerBatch, CharactersPerBatch);
        var totals = new ScanTotals(_index, _settings, _similarity, progress);
        void Work()
        {
            try
            {
                var journey = new OutputJourney(_index, _settings);
                ParaphraseJourney? meaning = _similarity is null ? null : new ParaphraseJourney(_index, _similarity, cancellation);
                while (batches.TryTake(out long number, out List<ModelOutput> batch))
                {
                    cancellation.ThrowIfCancellationRequested();
                    totals.Add(number, batch, journey, meaning);
                }
            }
            finally
            {
                // After a failure there is nothing left for the other threads either.
                batches.End();
            }
        }
        if (_settings.Threads == 1)
            Work();
        else
            RunOnThreads(Work, _settings.Threads);
        return totals.Finish();
    }

    private static void RunOnThreads(Action work, int count)
    {
        try
        {
            Task.WaitAll([.. Enumerable.Range(0, count).Select(_ => Task.Factory.StartNew(
                work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))]);
        }
        catch (AggregateException e)
        {
            // All threads meet the same cancellation or the same broken input; one of them tells it.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
