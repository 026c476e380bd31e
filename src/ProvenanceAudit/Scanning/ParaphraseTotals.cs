using System.Globalization;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.Scanning;

/// <summary>Settles which paraphrases of a scan are significant, once its size is known, and which matches of words are part of them.</summary>
internal sealed class ParaphraseTotals
{
    private readonly SimilaritySearch _similarity;
    private readonly MatchSettings _settings;
    private readonly IReadOnlyList<FoundOutput> _found;
    private readonly List<double[]> _values;
    private readonly ParaphraseChance _chance;
    private readonly double _threshold;
    private long _significant;
    private long _insignificant;

    /// <summary>Reckons E-values and the threshold.</summary>
    /// <param name="similarity">What compared.</param>
    /// <param name="settings">Settings of the scan.</param>
    /// <param name="found">All outputs in which something was found.</param>
    /// <param name="words">Words of all outputs.</param>
    public ParaphraseTotals(SimilaritySearch similarity, MatchSettings settings, IReadOnlyList<FoundOutput> found, long words)
    {
        (_similarity, _settings, _found) = (similarity, settings, found);
        _chance = found.Any(f => f.Paraphrases.Count > 0) ? similarity.Chance(settings) : ParaphraseChance.Prior;
        _values = [.. found.Select(f => f.Paraphrases.Select(p => _chance.Tail.PerWord(p.Score) * words).ToArray())];
        _threshold = EValues.Threshold([.. _values.SelectMany(v => v)], similarity.Settings.MaximumFalseDiscoveryRate);
    }

    /// <summary>The paraphrases of an output that are listed, and which of its matches of words are shown within them.</summary>
    /// <param name="place">The output's place among those found.</param>
    /// <param name="wordValues">E-values of its matches of words.</param>
    public (List<Match> Listed, bool[] Absorbed) Of(int place, double[] wordValues)
    {
        var listed = new List<Match>();
        bool[] absorbed = new bool[wordValues.Length];
        for (int i = 0; i < _values[place].Length; i++)
        {
            PendingParaphrase paraphrase = _found[place].Paraphrases[i];
            bool isSignificant = _values[place][i] <= _threshold;
            if (isSignificant)
                _significant++;
            else
                _insignificant++;
            if (!isSignificant && !_settings.ShowInsignificant)
                continue;
            double value = _values[place][i];
            foreach (int match in paraphrase.Absorbs)
            {
                // What is no more than chance takes no evidence away from where it stands by itself.
                absorbed[match] |= isSignificant;
                value = Math.Min(value, isSignificant ? wordValues[match] : value);
            }
            listed.Add(paraphrase.Match with { EValue = value, Significant = isSignificant });
        }
        return (listed, absorbed);
    }

    /// <summary>What the comparison of meaning came to, once all outputs were asked for.</summary>
    public SimilaritySummary Summary()
    {
        EmbeddingModel model = _similarity.Model;
        double? rate = _significant > 0 ? Math.Min(1, _threshold / _significant) : null;
        return new SimilaritySummary(
            Method(), model.Name, model.Hash, model.Dimensions, model.IsMultilingual, _similarity.Device, _similarity.Passages, _significant,
            _insignificant, _threshold, rate);
    }

    private string Method()
    {
        string measured = _chance.Measured > 0
            ? string.Create(CultureInfo.InvariantCulture, $"How often chance gives a score was measured on {_chance.Measured:N0} passages of the catalog itself, each compared with all works but its own. ")
            : "The catalog is too small to measure how often chance gives a score, so rates measured on English novels were taken. ";
        return "Every passage of the works and of the outputs was made into a vector that stands for its meaning. For each passage of an output the nearest passages of works were looked at "
            + "sentence by sentence: sentences that say the same by vectors, rare words and names are paired, and pairs that stand together on both sides make a paraphrase. Its score weighs how "
            + "near the pairs are, how rare the words they share, and how many there are. " + measured
            + (_threshold > 0
                ? string.Create(CultureInfo.InvariantCulture, $"Paraphrases up to an E-value of {_threshold:G3} are significant.")
                : "No paraphrase is significant at the false discovery rate asked for.");
    }
}
