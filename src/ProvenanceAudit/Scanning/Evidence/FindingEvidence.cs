using ProvenanceAudit.Matching;

namespace ProvenanceAudit.Scanning.Evidence;

/// <summary>
/// All that one scan shows about one work, in the numbers that a verdict is reckoned from. Words that the prompt of an output contained do not count as copied: what a
/// model was given, it need not have known. Numbers of several outputs are those of the work, so that a passage recited in a hundred samples is one passage.
/// </summary>
public sealed record FindingEvidence
{
    /// <summary>Id of the work.</summary>
    public required string WorkId { get; init; }

    /// <summary>Longest run of identical words that the prompt did not contain, in words, 0 or more.</summary>
    public required int LongestRun { get; init; }

    /// <summary>Words of the work that outputs repeat and their prompts did not contain, each counted once, 0 or more.</summary>
    public required long CopiedWords { get; init; }

    /// <summary>Stretches of the work, apart from each other, of which outputs repeat more than their prompts gave them, 0 or more.</summary>
    public required int Passages { get; init; }

    /// <summary>
    /// Least E-value of the matches that tell of this work: more than half of their words stand neither in the prompt nor in the work of another author. Above 0, or 0 where it
    /// is too small for the machine; infinity where there is no such match.
    /// </summary>
    public required double SmallestEValue { get; init; }

    /// <summary>
    /// The same, of all <see cref="Passages"/> together: the sum of -log10 of the least E-value of each, of those below 1. 0 or more, each at most <see cref="MostSignificance"/>.
    /// </summary>
    public required double Significance { get; init; }

    /// <summary>Identity of the matches, the mean weighted by their identical words, 0 to 1; 0 where there is none.</summary>
    public required double Identity { get; init; }

    /// <summary>Similarity of the nearest paraphrase, 0 to 1; null where there is none.</summary>
    public double? ParaphraseSimilarity { get; init; }

    /// <summary>Sentences of outputs that say in other words what the work says, 0 or more.</summary>
    public int ParaphrasedSentences { get; init; }

    /// <summary>
    /// Share of the identical words, of outputs whose prompt was kept, that stand in a run of four words which the prompt contained too, 0 to 1; null where no prompt was kept.
    /// </summary>
    public double? PromptShare { get; init; }

    /// <summary>Share of the identical words that their output presents as a quotation, 0 to 1.</summary>
    public double QuotedShare { get; init; }

    /// <summary>Share of the identical words in passages that works of other authors hold too, 0 to 1. Editions of a work, and works of an author, are not others.</summary>
    public double SharedShare { get; init; }

    /// <summary>Works of other authors that hold one of the passages too.</summary>
    public int OtherWorks { get; init; }

    /// <summary>
    /// Share of the identical words in passages that a work of another author holds too which is known to be in the public domain, by its licence or its age, 0 to 1.
    /// </summary>
    public double PublicSourceShare { get; init; }

    /// <summary>Outputs that hold the passage which the most of them hold; 1 where none is repeated.</summary>
    public int Repetitions { get; init; } = 1;

    /// <summary>Outputs with at least one match.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>Share of the work's characters that matches cover, 0 to 1.</summary>
    public double ShareOfWork { get; init; }

    /// <summary>Words of all outputs of the scan.</summary>
    public long WordsScanned { get; init; }

    /// <summary>Most that one passage adds to <see cref="Significance"/>.</summary>
    public const double MostSignificance = 100;

    /// <summary>Gathers the evidence of every finding of a scan. Time and memory grow with the outputs that have matches.</summary>
    /// <param name="scan">What the scan found.</param>
    /// <param name="index">The index that was scanned with.</param>
    /// <param name="on">The day on which works are in the public domain or not.</param>
    /// <param name="scope">Which matches count, and for which works.</param>
    /// <returns>Evidence by the id of the work; a work without a match that counts is not there.</returns>
    /// <exception cref="KeyNotFoundException">A match names a work that the index does not have.</exception>
    public static IReadOnlyDictionary<string, FindingEvidence> Of(
        ScanResult scan, IPassageIndex index, DateOnly on, EvidenceScope scope = EvidenceScope.Listed)
    {
        var gathering = new EvidenceGathering(index, on, scope);
        foreach (ScannedOutput output in scan.Outputs)
            gathering.Add(output);
        return gathering.Finish(scan.ScannedWords);
    }
}

/// <summary>Which matches count as evidence, and for which works.</summary>
[Flags]
public enum EvidenceScope
{
    /// <summary>Every listed match, for the work that it names as its source: a finding of a report.</summary>
    Listed = 0,

    /// <summary>Significant matches alone.</summary>
    Significant = 1,

    /// <summary>A match counts for every work that holds the passage, and not for its source alone: findings of several rights holders.</summary>
    EveryWork = 2,
}
