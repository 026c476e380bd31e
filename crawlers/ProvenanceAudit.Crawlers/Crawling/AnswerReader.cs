using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>Reads what an answer says: how the visit ended, which addresses it names, its text, the rights that it states.</summary>
internal sealed class AnswerReader(CrawlSettings settings, TimeProvider time)
{
    // A chain of redirects that is longer leads nowhere; browsers give up after twenty.
    private const int MaximumRedirects = 10;

    private readonly ContentReader _content = new(settings);

    /// <summary>Reads an answer into a step.</summary>
    public void Read(FrontierEntry entry, ArchivedAnswer answer, CrawlStep step)
    {
        FetchOutcome outcome = answer.Outcome;
        var visit = new PageVisit
        {
            Entry = entry,
            Outcome = VisitOutcome.Failed,
            At = outcome.AskedAt,
            Status = outcome.Status == 0 ? null : outcome.Status,
            Record = answer.Record,
        };
        switch (outcome)
        {
            case { Failure: FetchFailure.ForbiddenAddress or FetchFailure.Protocol }:
                step.Visits.Add(visit with { Reason = outcome.FailureReason, Observations = Observed(entry, outcome) });
                break;
            case { Failure: not null }:
                step.Failure = outcome.FailureReason;
                break;
            case { Status: 429 or >= 500 }:
                step.Failure = $"the server answered {outcome.Status}{(outcome.StatusPhrase.Length > 0 ? " " : "")}{outcome.StatusPhrase}";
                step.RetryAfter = RetryAfter.Of(outcome, time.GetUtcNow());
                break;
            case { IsRedirect: true }:
                step.Visits.Add(ReadRedirect(entry, outcome, step, visit));
                break;
            case { Status: 304 }:
                step.Visits.Add(visit with { Outcome = VisitOutcome.NotModified, Validators = entry.Known });
                break;
            case { Status: 404 or 410 }:
                step.Visits.Add(visit with { Outcome = VisitOutcome.Gone, Observations = Observed(entry, outcome) });
                break;
            case { Status: >= 200 and < 300 }:
                step.Visits.Add(_content.Read(entry, outcome, step, visit with { Outcome = VisitOutcome.Fetched }));
                break;
            default:
                step.Visits.Add(visit with
                {
                    Outcome = VisitOutcome.Refused,
                    Reason = $"the server answered {outcome.Status} {outcome.StatusPhrase}".TrimEnd(),
                    Rights = ContentReader.RightsOf(outcome),
                    Observations = Observed(entry, outcome),
                });
                break;
        }
    }

    /// <summary>What robots.txt says, as a visit of its own.</summary>
    public PageVisit ReadRobots(CrawlAddress address, RobotsState robots, WrittenRecord? record)
    {
        FetchOutcome answer = robots.Answer;
        return new PageVisit
        {
            Entry = new FrontierEntry(address, AddressKind.RightsFile, 0, null),
            Outcome = robots.Unreachable is not null ? VisitOutcome.Failed
                : answer.Status is >= 200 and < 300 ? VisitOutcome.Fetched : VisitOutcome.Gone,
            At = answer.AskedAt,
            Reason = robots.Unreachable,
            Status = answer.Status == 0 ? null : answer.Status,
            MediaType = ContentReader.MediaTypeOf(answer),
            Record = record,
            Rights = ContentReader.RightsOfRobots(address, robots, settings.Limits.MaximumDecodedBytes),
            Observations = [robots.Observation(address.Text)],
        };
    }

    private PageVisit ReadRedirect(FrontierEntry entry, FetchOutcome outcome, CrawlStep step, PageVisit visit)
    {
        visit = visit with { Outcome = VisitOutcome.Redirected, Rights = ContentReader.RightsOf(outcome) };
        if (!CrawlAddress.TryParse(outcome.Header("Location"), entry.Address, out CrawlAddress? target, out string? reason))
            return visit with { Outcome = VisitOutcome.Failed, Reason = $"it sends to an address that is none: {reason}" };
        if (entry.Redirects >= MaximumRedirects)
            return visit with { RedirectsTo = target.Text, Reason = $"{MaximumRedirects} redirects led to it; no more are followed" };
        step.Found.Add(new FrontierEntry(target, entry.Kind, entry.Depth, entry.Address) { Redirects = entry.Redirects + 1 });
        return visit with
        {
            RedirectsTo = target.Text,
            Reason = entry.Kind == AddressKind.Page && !settings.Scope.Allows(target, entry.Depth, out string? outside) ? outside : null,
        };
    }

    private static RightsSourceObservation[] Observed(FrontierEntry entry, FetchOutcome outcome) => entry.Kind != AddressKind.RightsFile ? []
        :
        [
            new(entry.Address.Text, outcome.Status is 404 or 410 ? RightsSourceState.Absent : RightsSourceState.Failed, outcome.AskedAt,
                outcome.Status == 0 ? null : outcome.Status,
                outcome.FailureReason ?? (outcome.Status is 404 or 410 ? null : $"the server answered {outcome.Status}")),
        ];
}
