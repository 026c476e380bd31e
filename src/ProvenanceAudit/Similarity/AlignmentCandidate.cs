namespace ProvenanceAudit.Similarity;

/// <summary>Passages that may be an alignment.</summary>
/// <param name="Words">Where they stand.</param>
/// <param name="Bits">Their bits.</param>
/// <param name="IsSummary">Whether that of the output shortens that of the work.</param>
internal readonly record struct AlignmentCandidate(WordRectangle Words, double Bits, bool IsSummary)
{
    /// <summary>The most telling first; equal ones by place.</summary>
    public static int MostTelling(AlignmentCandidate a, AlignmentCandidate b) =>
        a.Bits != b.Bits ? b.Bits.CompareTo(a.Bits) : a.Words.Start != b.Words.Start ? ByStart(a, b) : a.Words.WorkStart.CompareTo(b.Words.WorkStart);

    /// <summary>In order of the output.</summary>
    public static int ByStart(AlignmentCandidate a, AlignmentCandidate b) => a.Words.Start.CompareTo(b.Words.Start);
}
