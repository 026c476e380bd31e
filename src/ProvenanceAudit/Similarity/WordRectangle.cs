namespace ProvenanceAudit.Similarity;

/// <summary>A passage of an output and one of a work, counted in words, half-open on both sides.</summary>
/// <param name="Start">First word in the output.</param>
/// <param name="End">One past the last word in the output.</param>
/// <param name="WorkStart">First word in the work.</param>
/// <param name="WorkEnd">One past the last word in the work.</param>
internal readonly record struct WordRectangle(int Start, int End, int WorkStart, int WorkEnd)
{
    /// <summary>Whether there are words on both sides.</summary>
    public bool IsEmpty => Start >= End || WorkStart >= WorkEnd;

    /// <summary>Whether the other lies inside on both sides.</summary>
    public bool Contains(WordRectangle other) =>
        Start <= other.Start && End >= other.End && WorkStart <= other.WorkStart && WorkEnd >= other.WorkEnd;

    /// <summary>Whether both share a word on both sides.</summary>
    public bool Overlaps(WordRectangle other) => GapTo(other) < 0 && WorkGapTo(other) < 0;

    /// <summary>Words between both in the output; below 0 when they overlap.</summary>
    public int GapTo(WordRectangle other) => Math.Max(Start, other.Start) - Math.Min(End, other.End);

    /// <summary>Words between both in the work; below 0 when they overlap.</summary>
    public int WorkGapTo(WordRectangle other) => Math.Max(WorkStart, other.WorkStart) - Math.Min(WorkEnd, other.WorkEnd);

    /// <summary>The least rectangle about both.</summary>
    public WordRectangle With(WordRectangle other) => new(
        Math.Min(Start, other.Start), Math.Max(End, other.End), Math.Min(WorkStart, other.WorkStart), Math.Max(WorkEnd, other.WorkEnd));
}
