using ProvenanceAudit.Scanning.Evidence;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.MachineLearning.Verdicts;

/// <summary>Which way a piece of evidence may move a verdict as it grows.</summary>
internal enum Direction
{
    /// <summary>Either way, as the data shows.</summary>
    Free,

    /// <summary>Never away from reproduction.</summary>
    Towards,

    /// <summary>Never towards reproduction.</summary>
    Away,
}

/// <summary>One piece of evidence as the model sees it.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Direction">Which way it may move a verdict.</param>
/// <param name="Logarithmic">Whether what counts is how many times more there is, not how much more.</param>
/// <param name="Knots">Values between which the contribution is interpolated, rising; beyond the first and the last it stays.</param>
/// <param name="ValueOf">Reads it off the evidence; null where it is not known.</param>
internal sealed record VerdictFeature(string Name, Direction Direction, bool Logarithmic, double[] Knots, Func<FindingEvidence, double?> ValueOf)
{
    // Chance that often is chance, whatever the number.
    private const double LeastSignificance = -3;

    /// <summary>All evidence that a verdict is made from, in the order of the model's file.</summary>
    public static IReadOnlyList<VerdictFeature> All { get; } =
    [
        new("longest-run", Direction.Towards, true, [0, 4, 8, 10, 12, 16, 24, 40, 80, 160], e => e.LongestRun),
        new("copied-words", Direction.Towards, true, [0, 8, 12, 16, 32, 64, 128, 512, 2048], e => e.CopiedWords),
        new("passages", Direction.Towards, true, [0, 1, 2, 4, 8, 16, 64], e => e.Passages),
        new("significance", Direction.Towards, false, [LeastSignificance, -2, -1, 0, 1, 2, 3, 5, 8, 12, 20, 40], SignificanceOf),
        new("identity", Direction.Towards, false, [0.4, 0.6, 0.8, 0.9, 1], e => e.Identity > 0 ? e.Identity : null),
        new("paraphrase-similarity", Direction.Towards, false, [0.5, 0.6, 0.7, 0.8, 0.9, 1], e => e.ParaphraseSimilarity),
        new("paraphrased-sentences", Direction.Towards, true, [0, 1, 2, 4, 8, 16], e => e.ParaphrasedSentences),
        new("prompt-share", Direction.Away, false, [0, 0.25, 0.5, 0.75, 0.9, 1], e => e.PromptShare),
        new("quoted-share", Direction.Free, false, [0, 0.5, 1], e => e.QuotedShare),
        new("shared-share", Direction.Away, false, [0, 0.25, 0.5, 0.75, 1], e => e.SharedShare),
        new("other-works", Direction.Away, true, [0, 1, 2, 4, 8, 16], e => e.OtherWorks),
        new("public-source-share", Direction.Away, false, [0, 0.25, 0.5, 0.75, 1], e => e.PublicSourceShare),
        new("repetitions", Direction.Towards, true, [1, 2, 4, 8, 16], e => e.Repetitions),
        new("words-scanned", Direction.Away, true, [10_000, 100_000, 1_000_000, 10_000_000, 100_000_000], e => e.WordsScanned),
    ];

    /// <summary>How far along each stretch between two knots the value has come, 0 to 1: as many numbers as there are stretches.</summary>
    public void Ramps(double value, Span<double> ramps)
    {
        for (int i = 0; i + 1 < Knots.Length; i++)
        {
            double from = Scale(Knots[i]), to = Scale(Knots[i + 1]);
            ramps[i] = Math.Clamp((Scale(value) - from) / (to - from), 0, 1);
        }
    }

    private double Scale(double value) => Logarithmic ? Math.Log2(1 + Math.Max(0, value)) : value;

    // Powers of ten by which chance is too rare; where it is not too rare, those by which it is too frequent.
    private static double? SignificanceOf(FindingEvidence evidence) =>
        Math.Max(evidence.Significance, Math.Clamp(-Math.Log10(evidence.SmallestEValue), LeastSignificance, FindingEvidence.MostSignificance));
}
