using ProvenanceAudit.Crawlers.Duplicates;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>How a visit ended.</summary>
public enum VisitOutcome
{
    /// <summary>It answered with content.</summary>
    Fetched,

    /// <summary>Nothing changed since the last visit.</summary>
    NotModified,

    /// <summary>It sends elsewhere; that address is visited in its own right.</summary>
    Redirected,

    /// <summary>The server says that there is nothing: 404, 410.</summary>
    Gone,

    /// <summary>The server refuses, or wants a login or a payment: other 4xx.</summary>
    Refused,

    /// <summary>robots.txt forbids it; it was not asked for.</summary>
    Disallowed,

    /// <summary>It looks like one of endless many; it was not asked for.</summary>
    Trap,

    /// <summary>No answer, or none that can be read, after all attempts.</summary>
    Failed,

    /// <summary>The host asked for patience beyond this run, or its robots.txt could not be had; the next run tries again.</summary>
    Postponed,
}

/// <summary>A visit that is done.</summary>
public sealed record PageVisit
{
    /// <summary>What was visited.</summary>
    public required FrontierEntry Entry { get; init; }

    /// <summary>How it ended.</summary>
    public required VisitOutcome Outcome { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Why it ended so, or what is to be known of the content; one sentence, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Status of the answer; null where there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Media type as stated, without parameters.</summary>
    public string? MediaType { get; init; }

    /// <summary>SHA-256 of the body without its content coding, 64 small hexadecimal digits; null without one.</summary>
    public string? BodySha256 { get; init; }

    /// <summary>What the answer said of itself for later visits.</summary>
    public Validators? Validators { get; init; }

    /// <summary>Where it sends to; null unless redirected.</summary>
    public string? RedirectsTo { get; init; }

    /// <summary>Where the answer was written; null where there was none.</summary>
    public WrittenRecord? Record { get; init; }

    /// <summary>The page's text and what is known of it; null where the address is no page or has no text.</summary>
    public CrawledPage? Page { get; init; }

    /// <summary>What the answer states about rights.</summary>
    public StatedRights Rights { get; init; } = StatedRights.None;

    /// <summary>What came of looking at sources of rights.</summary>
    public IReadOnlyList<RightsSourceObservation> Observations { get; init; } = [];
}

/// <summary>Where a record stands among the files that were written.</summary>
/// <param name="File">Name of the WARC file, without folder.</param>
/// <param name="Offset">First byte of the record in it.</param>
public sealed record WrittenRecord(string File, long Offset);

/// <summary>The text of a page.</summary>
public sealed record CrawledPage
{
    /// <summary>The address that stands for it: its canonical one where it names one of this crawl.</summary>
    public required string Address { get; init; }

    /// <summary>Title; the address where it has none.</summary>
    public required string Title { get; init; }

    /// <summary>Authors, in the order of the page.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>Date of publication, ISO 8601 with as much as is known; null where it states none.</summary>
    public string? Published { get; init; }

    /// <summary>BCP 47 tag; null where unknown.</summary>
    public string? Language { get; init; }

    /// <summary>Main text.</summary>
    public required string Text { get; init; }

    /// <summary>The address whose page has this text already; null where it is the first.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>The sketch of the text, by which duplicates are found.</summary>
    public required PageSketch Sketch { get; init; }
}
