namespace ProvenanceAudit.Matching;

/// <summary>Identical words in both texts, counted in words.</summary>
/// <param name="Word">First word in the output.</param>
/// <param name="WorkWord">First word in the work.</param>
/// <param name="Length">Number of words, 1 or more.</param>
internal readonly record struct WordRun(int Word, int WorkWord, int Length)
{
    /// <summary>One past the last word in the output.</summary>
    public int End => Word + Length;

    /// <summary>One past the last word in the work.</summary>
    public int WorkEnd => WorkWord + Length;

    /// <summary>Place in the work minus place in the output.</summary>
    public int Diagonal => WorkWord - Word;

    /// <summary>Edits between this run and one behind it on both sides: a substitution takes a word of each, so the longer gap counts.</summary>
    public int EditsTo(WordRun next) => Math.Max(next.Word - End, next.WorkWord - WorkEnd);
}
