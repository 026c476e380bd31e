namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>Counts what a run does.</summary>
internal sealed class CrawlTally
{
    private readonly Dictionary<VisitOutcome, long> _outcomes = [];
    private long _requests;
    private long _texts;
    private long _duplicates;
    private long _statements;
    private long _bytes;

    /// <summary>Pages that answered with content or had not changed.</summary>
    public long Pages { get; private set; }

    public void Count(CrawlStep step)
    {
        _requests += step.Answers.Count;
        _bytes += step.Answers.Sum(a => (long)a.Outcome.Body.Length);
    }

    public void Count(PageVisit visit)
    {
        _outcomes[visit.Outcome] = _outcomes.GetValueOrDefault(visit.Outcome) + 1;
        _statements += visit.Rights.Statements.Count;
        if (visit.Entry.Kind == AddressKind.Page && visit.Outcome is VisitOutcome.Fetched or VisitOutcome.NotModified)
            Pages++;
        if (visit.Page is { DuplicateOf: null })
            _texts++;
        else if (visit.Page is not null)
            _duplicates++;
    }

    public CrawlProgress Progress(long waiting) => new(_requests, Pages, _texts, waiting, _bytes);

    public CrawlSummary Summary(long waiting, string? unfinished) => new()
    {
        Progress = Progress(waiting),
        Outcomes = _outcomes,
        Duplicates = _duplicates,
        Statements = _statements,
        Unfinished = waiting > 0 ? unfinished
            : _outcomes.GetValueOrDefault(VisitOutcome.Postponed) > 0 ? "hosts asked for patience, or their robots.txt could not be had" : null,
    };
}
