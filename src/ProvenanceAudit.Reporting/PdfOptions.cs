namespace ProvenanceAudit.Reporting;

/// <summary>How much of a report its PDF shows; what is left out is counted, and said to be in <c>report.html</c>.</summary>
public sealed record PdfOptions
{
    /// <summary><see cref="PassagesPerWork"/> unless set: what a court reads of one work.</summary>
    public const int DefaultPassagesPerWork = 5;

    /// <summary>Most passages of one work, strongest first. 0 or more.</summary>
    public int PassagesPerWork { get; init; } = DefaultPassagesPerWork;

    /// <summary>Longest side of a passage that is shown whole, in UTF-16 code units; about five pages. 1 or more.</summary>
    public int LongestPassage { get; init; } = 20_000;

    /// <summary>
    /// SHA-256 of the report's JSON file, 64 hexadecimal digits, printed so that both can be tied together; null takes that of
    /// what <see cref="JsonReport.Write"/> makes of the report.
    /// </summary>
    public string? JsonSha256 { get; init; }
}
