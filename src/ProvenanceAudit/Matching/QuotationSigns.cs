namespace ProvenanceAudit.Matching;

/// <summary>
/// How an output tells its reader that a passage is somebody else's. Each sign is read off the output's own typography and words;
/// none says that the quotation is right, complete, or allowed.
/// </summary>
[Flags]
public enum QuotationSigns
{
    /// <summary>None was seen: the passage stands there as if the model had written it.</summary>
    None = 0,

    /// <summary>Quotation marks that the output, and not the work, put about nearly all of the passage.</summary>
    QuotationMarks = 1,

    /// <summary>Nearly all of the passage stands in a block quote of Markdown, HTML or LaTeX, or in an HTML <c>q</c>.</summary>
    BlockQuote = 2,

    /// <summary>The title of a work that holds the passage, or an author's name, stands beside it.</summary>
    Attribution = 4,
}
