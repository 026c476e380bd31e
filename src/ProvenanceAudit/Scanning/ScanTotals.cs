using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Scanning;

/// <summary>An output in which something was found, before it is known what of it chance may give.</summary>
/// <param name="Batch">Number of its batch.</param>
/// <param name="Place">Its place in the batch.</param>
/// <param name="Output">The output.</param>
/// <param name="Words">Words in it.</param>
/// <param name="Matches">Matches of words, in order of their place.</param>
/// <param name="Paraphrases">Paraphrases; none where meaning was not compared.</param>
internal sealed record FoundOutput(
    long Batch, int Place, ModelOutput Output, int Words, IReadOnlyList<PendingMatch> Matches, IReadOnlyList<PendingParaphrase> Paraphrases);

/// <summary>Gathers what the threads of a scan find, and settles significance once the size of the scan is known.</summary>
internal sealed class ScanTotals(
    IPassageIndex index, MatchSettings settings, SimilaritySearch? similarity, IProgress<ScanProgress>? progress)
{
    private const string NoModel = "(not stated)";

    private readonly Lock _lock = new();
    private readonly List<FoundOutput> _found = [];
    private readonly Dictionary<string, ModelTotals> _models = new(StringComparer.Ordinal);
    private long _outputs;
    private long _words;
    private long _matches;
    private long _lastReport;

    /// <summary>Scans a batch and adds what it gives.</summary>
    public void Add(long number, List<ModelOutput> batch, OutputJourney journey, ParaphraseJourney? meaning)
    {
        // Threads meet once a batch and not at every output.
        var results = new (IReadOnlyList<PendingMatch> Matches, int Words)[batch.Count];
        for (int i = 0; i < batch.Count; i++)
        {
            IReadOnlyList<PendingMatch> matches = journey.Find(batch[i].Id, batch[i].Text);
            results[i] = (matches, journey.Tokens.Count);
        }
        IReadOnlyList<PendingParaphrase>[]? paraphrases = meaning?.Find(batch, [.. results.Select(r => r.Matches)]);
        lock (_lock)
        {
            _outputs += batch.Count;
            for (int i = 0; i < batch.Count; i++)
                Count(new FoundOutput(number, i, batch[i], results[i].Words, results[i].Matches, paraphrases?[i] ?? []));
        }
        Report();
    }

    private void Count(FoundOutput found)
    {
        ModelOutput output = found.Output;
        _words += found.Words;
        _matches += found.Matches.Count + found.Paraphrases.Count;
        string model = output.Model ?? NoModel;
        ModelTotals totals = _models.GetValueOrDefault(model);
        _models[model] = new ModelTotals(
            totals.Outputs + 1, totals.Words + found.Words, Earlier(totals.First, output.Created), Later(totals.Last, output.Created));
        if (found.Matches.Count > 0 || found.Paraphrases.Count > 0)
            _found.Add(found);
    }

    /// <summary>Settles E-values and sums up.</summary>
    public ScanResult Finish()
    {
        _found.Sort((a, b) => a.Batch != b.Batch ? a.Batch.CompareTo(b.Batch) : a.Place.CompareTo(b.Place));
        // Measuring costs a second or so; a scan that found nothing has no use for it.
        ChanceModel chance = _found.All(f => f.Matches.Count == 0) ? ChanceModel.Prior : ChanceMeasurement.Of(index, settings);
        var eValues = new EValues(index, chance, _words);
        List<double[]> values = [.. _found.Select(f => eValues.Of(f.Matches))];
        double threshold = Math.Min(settings.MaximumEValue, EValues.Threshold([.. values.SelectMany(v => v)], settings.MaximumFalseDiscoveryRate));
        ParaphraseTotals? paraphrases = similarity is null ? null : new ParaphraseTotals(similarity, settings, _found, _words);
        var outputs = new List<ScannedOutput>();
        var copied = new Dictionary<string, (long Outputs, long Words, int Longest)>(StringComparer.Ordinal);
        long significant = 0, insignificant = 0;
        for (int i = 0; i < _found.Count; i++)
        {
            FoundOutput found = _found[i];
            (List<Match> listed, bool[] absorbed) = paraphrases?.Of(i, values[i]) ?? ([], []);
            var runs = new List<WordRun>();
            for (int j = 0; j < found.Matches.Count; j++)
            {
                bool isSignificant = values[i][j] <= threshold;
                if (absorbed.Length > 0 && absorbed[j])
                {
                    // Its words are those of the paraphrase that it is part of.
                    runs.AddRange(found.Matches[j].Runs);
                    continue;
                }
                if (isSignificant)
                    significant++;
                else
                    insignificant++;
                if (!isSignificant && !settings.ShowInsignificant)
                    continue;
                runs.AddRange(found.Matches[j].Runs);
                listed.Add(found.Matches[j].Match with { EValue = values[i][j], Significant = isSignificant });
            }
            if (listed.Count == 0)
                continue;
            listed.Sort(static (a, b) => a.Output.Start != b.Output.Start ? a.Output.Start.CompareTo(b.Output.Start) : b.Output.End.CompareTo(a.Output.End));
            outputs.Add(new ScannedOutput(found.Output, found.Words, listed));
            string model = found.Output.Model ?? NoModel;
            (long modelOutputs, long modelWords, int longest) = copied.GetValueOrDefault(model);
            copied[model] = (modelOutputs + 1, modelWords + WordsIn(runs), Math.Max(longest, listed.Max(m => m.LongestRun)));
        }
        progress?.Report(new ScanProgress(_outputs, _words, _matches));
        var models = _models.Select(m =>
        {
            (long withMatches, long words, int longest) = copied.GetValueOrDefault(m.Key);
            return new ModelSummary(m.Key, m.Value.Outputs, withMatches, m.Value.Words, words, longest)
            {
                FirstAsked = m.Value.First,
                LastAsked = m.Value.Last,
            };
        });
        return new ScanResult(
            outputs, [.. models.OrderByDescending(m => m.CopiedWords).ThenBy(m => m.Model, StringComparer.Ordinal)], _outputs, _words,
            SignificanceText.Summary(chance, threshold, significant, insignificant))
        {
            Similarity = paraphrases?.Summary(),
        };
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? known, DateTimeOffset? seen) =>
        known is null || seen < known ? seen ?? known : known;

    private static DateTimeOffset? Later(DateTimeOffset? known, DateTimeOffset? seen) =>
        known is null || seen > known ? seen ?? known : known;

    /// <summary>Words of the output that stand in at least one run.</summary>
    private static int WordsIn(List<WordRun> runs)
    {
        runs.Sort(static (a, b) => a.Word.CompareTo(b.Word));
        int count = 0, from = 0;
        foreach (WordRun run in runs)
        {
            count += Math.Max(0, run.End - Math.Max(from, run.Word));
            from = Math.Max(from, run.End);
        }
        return count;
    }

    private void Report()
    {
        long now = Environment.TickCount64;
        if (progress is null || now - Interlocked.Read(ref _lastReport) < 100)
            return;
        ScanProgress state;
        lock (_lock)
        {
            _lastReport = now;
            state = new ScanProgress(_outputs, _words, _matches);
        }
        progress.Report(state);
    }

    /// <summary>What was scanned of one model, and between which times it was made.</summary>
    private readonly record struct ModelTotals(long Outputs, long Words, DateTimeOffset? First, DateTimeOffset? Last);
}
