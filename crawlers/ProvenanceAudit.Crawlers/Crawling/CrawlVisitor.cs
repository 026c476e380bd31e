using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Robots;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>Takes up one address: robots.txt first, then the address itself, then what its answer says.</summary>
internal sealed class CrawlVisitor(CrawlSettings settings, PageFetcher fetcher, CrawlArchive? archive, TimeProvider time)
{
    private readonly AnswerReader _reader = new(settings, time);

    /// <summary>Takes up an address; its host is this call's alone.</summary>
    public async Task VisitAsync(HostQueue host, FrontierEntry entry, CrawlStep step, CancellationToken cancellation)
    {
        if (host.PutOff is { } putOff)
        {
            Finish(entry, step, VisitOutcome.Postponed, putOff);
            return;
        }
        RobotsState? robots = host.RobotsOf(entry.Address, time.GetUtcNow());
        if (robots is null)
        {
            await ReadRobotsAsync(entry, step, cancellation).ConfigureAwait(false);
            return;
        }
        if (!robots.Allows(entry.Address, out string? reason))
        {
            Finish(entry, step, VisitOutcome.Disallowed, reason);
            return;
        }
        ArchivedAnswer answer = await AskAsync(entry.Address, entry.Known, step, cancellation).ConfigureAwait(false);
        _reader.Read(entry, answer, step);
    }

    private async Task ReadRobotsAsync(FrontierEntry entry, CrawlStep step, CancellationToken cancellation)
    {
        RobotsState robots = await RobotsState.FetchAsync(
            async address => (await AskAsync(address, null, step, cancellation).ConfigureAwait(false)).Outcome,
            entry.Address, settings.Identity, settings.Limits.MaximumDecodedBytes).ConfigureAwait(false);
        CrawlAddress address = CrawlAddress.Parse(entry.Address.Origin + "/robots.txt", AddressOptions.Exact);
        step.Visits.Add(_reader.ReadRobots(address, robots, step.Answers[^1].Record));
        if (robots.Unreachable is not null)
        {
            step.RobotsFailed = true;
            step.Failure = $"robots.txt could not be had ({robots.Unreachable})";
            step.RetryAfter = RetryAfter.Of(robots.Answer, time.GetUtcNow());
            return;
        }
        step.Robots = robots;
        step.TakeAgain = true;
        if (settings.RightsFiles)
        {
            foreach ((string file, SiteFileKind kind) in SiteFile.WellKnown(entry.Address.Origin))
                step.Found.Add(new FrontierEntry(CrawlAddress.Parse(file), AddressKind.RightsFile, 0, address) { RightsKind = kind });
            ContentReader.FindDocuments(entry, step.Visits[^1].Rights, step);
        }
        if (!settings.Lists)
            return;
        CrawlAddress[] lists = [.. robots.File.Directives.Where(d => d.Key == RobotsKey.Sitemap)
            .Select(d => CrawlAddress.TryParse(d.Value, address, out CrawlAddress? list) ? list : null).OfType<CrawlAddress>()];
        foreach (CrawlAddress list in lists.Length > 0 ? lists : [CrawlAddress.Parse(entry.Address.Origin + "/sitemap.xml")])
            step.Found.Add(new FrontierEntry(list, AddressKind.List, 0, address));
    }

    private async Task<ArchivedAnswer> AskAsync(
        CrawlAddress address, Validators? known, CrawlStep step, CancellationToken cancellation)
    {
        ArchivedAnswer? answer = archive?.TakeWritten(address);
        if (answer is null)
        {
            FetchOutcome outcome = await fetcher.FetchAsync(address, known, cancellation).ConfigureAwait(false);
            WrittenRecord? record = outcome.Failure is null ? archive?.Write(outcome, known) : null;
            answer = new ArchivedAnswer(outcome, record);
        }
        step.Answers.Add(answer);
        return answer;
    }

    private void Finish(FrontierEntry entry, CrawlStep step, VisitOutcome outcome, string? reason) =>
        step.Visits.Add(new PageVisit { Entry = entry, Outcome = outcome, At = time.GetUtcNow(), Reason = reason });
}
