using ProvenanceAudit.Works;

namespace ProvenanceAudit.Matching;

/// <summary>How close the copied words are.</summary>
public enum MatchKind
{
    /// <summary>Identical words in identical order, in the comparison form of the tokeniser.</summary>
    Verbatim,

    /// <summary>Words substituted, inserted or deleted inside.</summary>
    NearVerbatim,

    /// <summary>
    /// Found by comparing meaning: sentences say the same in other words. What words it shares stands in its runs, which may be none.
    /// </summary>
    Paraphrase,
}

/// <summary>A maximal run of identical words inside a match.</summary>
/// <param name="Output">Where it stands in the output, UTF-16 code units.</param>
/// <param name="Work">Where it stands in the work, UTF-16 code units.</param>
/// <param name="Words">Its length in words, at least 1.</param>
public readonly record struct CommonRun(TextSpan Output, TextSpan Work, int Words);

/// <summary>One place in one work that a match was copied from.</summary>
public sealed record MatchedSource
{
    /// <summary>Id of the work.</summary>
    public required string WorkId { get; init; }

    /// <summary>Span in the work's text.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>Span in the output that this place accounts for; within or about the span of the match.</summary>
    public required TextSpan Output { get; init; }

    /// <summary>Identical words, summed over <see cref="Runs"/>.</summary>
    public required int Words { get; init; }

    /// <summary>Identical words over the columns of the alignment, 0 to 1; exactly 1 for a verbatim match.</summary>
    public required double Identity { get; init; }

    /// <summary>The runs of identical words, in order of both texts, not overlapping.</summary>
    public required IReadOnlyList<CommonRun> Runs { get; init; }
}

/// <summary>One copied passage of one output: a chain of fingerprints extended to maximal spans on both sides.</summary>
public sealed record Match
{
    /// <summary>Id of the output.</summary>
    public required string OutputId { get; init; }

    /// <summary>Verbatim, near-verbatim or paraphrase.</summary>
    public required MatchKind Kind { get; init; }

    /// <summary>How near both sides of a paraphrase are in meaning and words, 0 to 1; null for matches of words.</summary>
    public double? Similarity { get; init; }

    /// <summary>What says the same in a paraphrase, in order of the output; none for matches of words.</summary>
    public IReadOnlyList<SentencePair> Sentences { get; init; } = [];

    /// <summary>The source: of all works that hold the passage, the earliest published; among equals the closest.</summary>
    public required MatchedSource Source { get; init; }

    /// <summary>The other works in which the passage stands, earliest published first.</summary>
    public IReadOnlyList<MatchedSource> AlsoIn { get; init; } = [];

    /// <summary>Longest run of identical words, in words.</summary>
    public required int LongestRun { get; init; }

    /// <summary>
    /// Expected number of matches at least this informative that chance alone gives in the whole scan; 0 to infinity.
    /// </summary>
    public required double EValue { get; init; }

    /// <summary>
    /// Whether <see cref="EValue"/> is at or below the threshold of the scan, see
    /// <see cref="MatchSettings.MaximumFalseDiscoveryRate"/>.
    /// </summary>
    public required bool Significant { get; init; }

    /// <summary>
    /// By what signs the output presents the passage as a quotation: its own quotation marks, a block quote, the title or author
    /// beside it.
    /// </summary>
    public QuotationSigns Quotation { get; init; }

    /// <summary>
    /// Whether the output presents the passage as a quotation in any way. Tells recital from citation, not whether the citation
    /// is right or allowed; a match counts alike whether quoted or not.
    /// </summary>
    public bool Quoted => Quotation != QuotationSigns.None;

    /// <summary>Span in the output.</summary>
    public TextSpan Output => Source.Output;

    /// <summary>Identical words of the source.</summary>
    public int Words => Source.Words;

    /// <summary>Identity of the source, 0 to 1.</summary>
    public double Identity => Source.Identity;
}
