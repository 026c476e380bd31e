using CsCheck;
using ProvenanceAudit.Scanning.Evidence;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.MachineLearning.Tests.Verdicts;

/// <summary>Evidence of all kinds.</summary>
internal static class Evidence
{
    /// <summary>A long recital that no prompt gave.</summary>
    public static FindingEvidence Recital { get; } = new()
    {
        WorkId = "w",
        LongestRun = 120,
        CopiedWords = 600,
        Passages = 5,
        SmallestEValue = 1e-40,
        Significance = 130,
        Identity = 0.97,
        PromptShare = 0,
        WordsScanned = 200_000,
    };

    /// <summary>Eight words that chance gives as easily.</summary>
    public static FindingEvidence Phrase { get; } = new()
    {
        WorkId = "w",
        LongestRun = 8,
        CopiedWords = 8,
        Passages = 1,
        SmallestEValue = 3,
        Significance = 0,
        Identity = 1,
        PromptShare = 0,
        WordsScanned = 2_000_000,
    };

    private static readonly Gen<double> Share = Gen.Double[0, 1];

    /// <summary>Any evidence, whether a scan could give it or not.</summary>
    public static Gen<FindingEvidence> Any { get; } = Gen.Select(
        Gen.Int[0, 5000], Gen.Int[0, 1_000_000], Gen.Int[0, 500], Gen.Double[-320, 12], Gen.Double[0, 4000], Gen.Double[-0.3, 1],
        Gen.Select(Share, Share, Share, Share, Gen.Double[-0.5, 1]), Gen.Select(Gen.Int[0, 300], Gen.Int[0, 50], Gen.Int[1, 500], Gen.Long[1, 10_000_000_000]))
        .Select((run, words, passages, power, significance, prompt, shares, counts) => new FindingEvidence
        {
            WorkId = "w",
            LongestRun = run,
            CopiedWords = words,
            Passages = passages,
            SmallestEValue = Math.Pow(10, power),
            Significance = significance < 2000 ? significance : 0,
            Identity = shares.Item1,
            ParaphraseSimilarity = shares.Item5 < 0 ? null : shares.Item5,
            ParaphrasedSentences = counts.Item2,
            PromptShare = prompt < 0 ? null : prompt,
            QuotedShare = shares.Item2,
            SharedShare = shares.Item3,
            PublicSourceShare = shares.Item4,
            OtherWorks = counts.Item1,
            Repetitions = counts.Item3,
            WordsScanned = counts.Item4,
        });
}
