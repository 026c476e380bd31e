using System.Globalization;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.Reporting.Wording;

/// <summary>Says verdicts in words, for a reader who knows no statistics.</summary>
public static class VerdictWords
{
    // Less than this moves the odds by a twentieth: nobody would see it.
    private const double LeastShown = 0.05;

    private const double RareShare = 0.1;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["longest-run"] = "Longest run that the prompt did not contain",
        ["copied-words"] = "Words of the work that were repeated and the prompt did not contain",
        ["passages"] = "Passages at different places of the work",
        ["significance"] = "How far chance explains the passages",
        ["identity"] = "Identical words within the passages",
        ["paraphrase-similarity"] = "Likeness in meaning of the nearest paraphrase",
        ["paraphrased-sentences"] = "Sentences that say the same in other words",
        ["prompt-share"] = "Share of the words that the prompt contained",
        ["quoted-share"] = "Share of the words presented as a quotation",
        ["shared-share"] = "Share of the words that works of other authors hold too",
        ["other-works"] = "Works of other authors that hold a passage too",
        ["public-source-share"] = "Share of the words that a work in the public domain holds too",
        ["repetitions"] = "Outputs that repeat the same passage",
        ["words-scanned"] = "Words scanned",
    };

    /// <summary>What a verdict says and what not, a point each.</summary>
    public static IReadOnlyList<string> Meaning { get; } =
    [
        "A verdict states how probable it is that outputs reproduce a work beyond chance: that at least one passage found was taken from the work’s own text, and was given by the model " +
            "rather than by its prompt. Of many findings with a verdict of 90%, about nine in ten are such.",
        "It does not say how the model came by the words: from the work, from a copy of it elsewhere, or from a search while it answered. It does not say whether a licence or an exception of " +
            "copyright law covers the use, nor whether there is damage.",
        "It was calibrated on scans that were constructed, so that the truth is known: passages of novels put into outputs word for word, edited and scrambled, beside chance likeness, prompts " +
            "that contained the words, quotations that works and outputs have in common, and boilerplate. For texts and uses unlike these it may be less exact. It was not calibrated on " +
            "judgements of people or of courts.",
        "It supposes that half of the findings of that kind are reproductions before any evidence is looked at. Where far fewer are, verdicts are too high; what a verdict would be then is " +
            "stated beside it.",
        "Each piece of evidence multiplies the odds by the number stated, whatever the others are; together they make the probability. Evidence that hardly moves it is not listed.",
        "The passages themselves remain the proof; the verdict is a summary of them, and a person has to look at them.",
    ];

    /// <summary>A probability: whole per cent, never none nor all.</summary>
    public static string Probability(double probability) => probability switch
    {
        double.NaN => "not known",
        > 0.99 => "more than 99%",
        < 0.01 => "less than 1%",
        _ => probability.ToString("0%", CultureInfo.InvariantCulture),
    };

    /// <summary>One sentence that says what is how probable.</summary>
    public static string Statement(CalibratedVerdict verdict) =>
        $"The probability that outputs reproduce this work beyond chance is {Probability(verdict.Probability)}.";

    /// <summary>What the probability supposes, and what it would be if reproductions were rare; null where that cannot be said.</summary>
    public static string? Supposition(CalibratedVerdict verdict) =>
        verdict.Prior is not (> 0 and < 1) || verdict.Probability is not (>= 0 and <= 1) ? null
            : $"It supposes that {Numbers.Percent(verdict.Prior)} of such findings are reproductions before the evidence is looked at; if only {Numbers.Percent(RareShare)} were, it would be " +
                $"{Probability(verdict.ProbabilityAt(RareShare))}.";

    /// <summary>A piece of evidence in plain words; one that this version does not know, by its name.</summary>
    public static string NameOf(VerdictContribution contribution) => Names.GetValueOrDefault(contribution.Feature, contribution.Feature);

    /// <summary>What was found, with its unit.</summary>
    public static string ValueOf(VerdictContribution contribution)
    {
        if (contribution.Value is not double value)
            return contribution.Feature == "paraphrase-similarity" ? "none found" : "not known";
        if (!double.IsFinite(value))
            return "not known";
        return contribution.Feature switch
        {
            "longest-run" or "copied-words" or "words-scanned" => Count(value, "word", "words"),
            "passages" => Count(value, "passage", "passages"),
            "paraphrased-sentences" => Count(value, "sentence", "sentences"),
            "other-works" => Count(value, "work", "works"),
            "repetitions" => Count(value, "output", "outputs"),
            "identity" or "prompt-share" or "quoted-share" or "shared-share" or "public-source-share" => Numbers.Percent(value),
            // 10 to the power of more than this has no name, and means no more.
            "significance" => value >= 300 ? "not at all" : $"expected by chance: {Numbers.EValue(Math.Pow(10, -value))}",
            _ => value.ToString("0.##", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>By how much the odds change, as in <c>odds × 12</c>.</summary>
    public static string WeightOf(VerdictContribution contribution)
    {
        if (!double.IsFinite(contribution.LogOdds))
            return "not known";
        double factor = Math.Exp(Math.Min(Math.Abs(contribution.LogOdds), 20));
        return $"odds {(contribution.LogOdds < 0 ? '÷' : '×')}\u00A0{factor.ToString(factor < 10 ? "0.0" : "#,0", CultureInfo.InvariantCulture)}";
    }

    /// <summary>The contributions that are worth showing, in their order.</summary>
    public static IEnumerable<VerdictContribution> Shown(CalibratedVerdict verdict) =>
        verdict.Contributions.Where(c => !(Math.Abs(c.LogOdds) < LeastShown));

    private static string Count(double value, string one, string many) => Numbers.Count((long)Math.Round(value), one, many);
}
