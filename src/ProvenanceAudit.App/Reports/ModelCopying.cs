using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Reports;

/// <summary>Counts by model in how many outputs, and how much of them, was copied from the works of a report.</summary>
internal sealed class ModelCopying
{
    private const string NoModel = "(not stated)";
    private const int OutputsAtOnce = 200;

    private readonly Dictionary<long, List<TextSpan>> _spans = [];
    private readonly Dictionary<long, int> _longest = [];
    private readonly Dictionary<string, Counts> _models = new(StringComparer.Ordinal);

    /// <summary>Outputs with a match.</summary>
    public long OutputsWithMatches => _spans.Count;

    /// <summary>Words that lie in a match, or are identical in a paraphrase; known after <see cref="CountWordsAsync"/>.</summary>
    public long CopiedWords => _models.Values.Sum(m => m.Words);

    /// <summary>Takes note of a match.</summary>
    /// <param name="outputId">Its output.</param>
    /// <param name="copied">What of the output is copied in it; none in a paraphrase that shares no words.</param>
    /// <param name="longestRun">Its longest run, in words.</param>
    public void Add(long outputId, IEnumerable<TextSpan> copied, int longestRun)
    {
        if (!_spans.TryGetValue(outputId, out List<TextSpan>? spans))
            _spans.Add(outputId, spans = []);
        spans.AddRange(copied);
        _longest[outputId] = Math.Max(_longest.GetValueOrDefault(outputId), longestRun);
    }

    /// <summary>What was copied by a model, as outputs name it.</summary>
    public Counts Of(string model) => _models.GetValueOrDefault(model);

    /// <summary>Models with a match, as outputs name them.</summary>
    public IReadOnlyCollection<string> Models => _models.Keys;

    /// <summary>Reads the outputs, some at a time, and counts their words as the scanner does: a word in two matches counts once.</summary>
    public async Task CountWordsAsync(RegistryContext registry, CancellationToken cancellation)
    {
        var tokeniser = new Tokeniser();
        var tokens = new WordTokens();
        foreach (long[] ids in _spans.Keys.Order().Chunk(OutputsAtOnce))
        {
            foreach (StoredOutput output in await registry.Outputs.AsNoTracking().Where(o => ids.Contains(o.Id)).ToListAsync(cancellation))
            {
                tokeniser.Tokenise(output.Text, tokens);
                IReadOnlyList<TextSpan> union = WorkCoverage.Union(_spans[output.Id]);
                int words = 0, at = 0;
                foreach (int start in tokens.Starts)
                {
                    while (at < union.Count && union[at].End <= start)
                        at++;
                    if (at < union.Count && start >= union[at].Start)
                        words++;
                }
                string model = output.Model ?? NoModel;
                Counts counts = _models.GetValueOrDefault(model);
                _models[model] = new Counts(counts.Outputs + 1, counts.Words + words, Math.Max(counts.LongestRun, _longest[output.Id]));
            }
        }
    }

    /// <summary>What was copied by one model.</summary>
    /// <param name="Outputs">Outputs with a match.</param>
    /// <param name="Words">Words in matches; of paraphrases, those that are identical.</param>
    /// <param name="LongestRun">Longest verbatim run, in words.</param>
    public readonly record struct Counts(long Outputs, long Words, int LongestRun);
}
