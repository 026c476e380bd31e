namespace ProvenanceAudit.Works;

/// <summary>
/// A half-open range <c>[Start, End)</c> of UTF-16 code units in an original text. The only span convention of the product.
/// </summary>
/// <param name="Start">Offset of the first code unit, from 0.</param>
/// <param name="End">Offset one past the last code unit; never below <paramref name="Start"/>.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Number of UTF-16 code units.</summary>
    public int Length => End - Start;

    /// <summary>Whether the two spans share at least one code unit.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;

    /// <summary>Whether the other span lies within this one.</summary>
    public bool Holds(TextSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>The same span of a text that begins so much earlier; negative for later.</summary>
    public TextSpan Moved(int by) => new(Start + by, End + by);

    /// <summary>The text that the span covers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches outside <paramref name="text"/>.</exception>
    public string Of(string text) => text[Start..End];

    /// <inheritdoc/>
    public override string ToString() => $"[{Start}, {End})";
}
