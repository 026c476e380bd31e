using System.Text;
using AngleSharp.Dom;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Duplicates;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Crawlers.Links;
using ProvenanceAudit.Crawlers.MainText;
using ProvenanceAudit.Crawlers.Rights;
using ProvenanceAudit.Crawlers.Sitemaps;
using ProvenanceAudit.Crawlers.Warc;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Text.Pages;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>Reads the content of an answer: addresses that it names, its text, the rights that it states.</summary>
internal sealed class ContentReader(CrawlSettings settings)
{
    // Pages, sitemaps and files of rights may name more than anybody means.
    private const int MaximumDocuments = 20;

    /// <summary>Reads a content.</summary>
    /// <param name="entry">What was visited.</param>
    /// <param name="outcome">Its answer.</param>
    /// <param name="step">Is told of the addresses that it names.</param>
    /// <param name="visit">What is known of the visit so far.</param>
    public PageVisit Read(FrontierEntry entry, FetchOutcome outcome, CrawlStep step, PageVisit visit)
    {
        HttpBody body = outcome.Decoded(settings.Limits.MaximumDecodedBytes);
        visit = visit with
        {
            MediaType = MediaTypeOf(outcome),
            BodySha256 = RightsEvidence.HashOf(body.Bytes),
            Validators = Validators.Of(outcome),
            Reason = ReasonOf(outcome, body),
        };
        if (entry.Kind == AddressKind.RightsFile)
            return ReadRightsFile(entry, outcome, body, step, visit);
        if (entry.Kind == AddressKind.List || IsXmlList(visit.MediaType))
            return ReadList(entry, outcome, body, step, visit);
        if (IsHtml(visit.MediaType, body.Bytes))
            return ReadPage(entry, outcome, body, step, visit);
        visit = visit with
        {
            Rights = RightsReading.OfFile(entry.Address.Text, outcome.Headers, body.Bytes, EvidenceOf(outcome, visit.BodySha256)),
        };
        if (visit.MediaType != "text/plain")
            return visit with { Reason = visit.Reason ?? $"no text is read of {visit.MediaType ?? "content without a media type"}" };
        string text = PageDecoder.Decode(body.Bytes, outcome.Header("Content-Type")).Text;
        return visit with
        {
            Page = string.IsNullOrWhiteSpace(text) ? null
            : new CrawledPage
            {
                Address = entry.Address.Text,
                Title = entry.Address.Text,
                Text = text,
                Sketch = PageSketch.Of(text),
            },
        };
    }

    /// <summary>What the headers of an answer without content state: of a redirect, a refusal.</summary>
    public static StatedRights RightsOf(FetchOutcome outcome) =>
        RightsReading.OfPage(outcome.Address.Text, outcome.Headers, null, EvidenceOf(outcome, null));

    /// <summary>What robots.txt states, beside whether this crawler may fetch.</summary>
    public static StatedRights RightsOfRobots(CrawlAddress address, RobotsState robots, int limit)
    {
        if (robots.Answer.Status is < 200 or >= 300 || robots.Unreachable is not null)
            return StatedRights.None;
        byte[] body = robots.Answer.Decoded(limit).Bytes;
        string text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, ProvenanceAudit.Rights.Robots.RobotsFile.ReadBytes)));
        return RightsReading.OfSiteFile(address.Text, SiteFileKind.RobotsTxt, text, EvidenceOf(robots.Answer, RightsEvidence.HashOf(body)));
    }

    /// <summary>Addresses of the documents that statements name, which tell more.</summary>
    public static void FindDocuments(FrontierEntry entry, StatedRights rights, CrawlStep step)
    {
        foreach ((string address, SiteFileKind kind, RightsScope subject) in SiteFile.Named(rights.Statements).Take(MaximumDocuments))
        {
            if (CrawlAddress.TryParse(address, null, out CrawlAddress? document, out _, AddressOptions.Exact))
                step.Found.Add(new FrontierEntry(document, AddressKind.RightsFile, 0, entry.Address) { RightsKind = kind, RightsSubject = subject });
        }
    }

    /// <summary>Media type of an answer without parameters, in lower case; null where it states none.</summary>
    public static string? MediaTypeOf(FetchOutcome outcome) =>
        MediaType.Of(outcome.Header("Content-Type")) is { Length: > 0 } type ? type : null;

    private PageVisit ReadPage(FrontierEntry entry, FetchOutcome outcome, HttpBody body, CrawlStep step, PageVisit visit)
    {
        using IDocument document = MainTextReader.Parse(PageDecoder.Decode(body.Bytes, outcome.Header("Content-Type")).Text);
        RightsEvidence evidence = EvidenceOf(outcome, visit.BodySha256);
        var source = new RightsSource { Address = entry.Address.Text, Evidence = evidence };
        StatedRights rights = StatedRights.All(
            HeaderReader.Read(outcome.Headers, source), HtmlRightsReader.Read(document, source, KnownAgents.Default));
        FindDocuments(entry, rights, step);
        PageLinks links = PageLinks.Of(document, entry.Address, settings.Identity.Token);
        if (!links.NoFollow)
        {
            foreach (CrawlAddress link in links.Pages)
                step.Found.Add(new FrontierEntry(link, AddressKind.Page, entry.Depth + 1, entry.Address));
        }
        foreach (CrawlAddress feed in settings.Lists ? links.Feeds : [])
            step.Found.Add(new FrontierEntry(feed, AddressKind.List, entry.Depth, entry.Address));
        if (links.Canonical is { } canonical && canonical != entry.Address)
            step.Found.Add(new FrontierEntry(canonical, AddressKind.Page, entry.Depth, entry.Address));
        visit = visit with { Rights = rights, Observations = rights.Statements.Count == 0 ? [] : [Observed(entry, outcome, visit)] };
        if (links.NoIndex)
            return visit with { Reason = visit.Reason ?? "it asks robots not to keep it (noindex); its text is not taken" };
        PageText page = MainTextReader.Read(document, entry.Address.ToUri());
        return page.Text.Length == 0 ? visit : visit with { Page = PageOf(entry, links, page) };
    }

    private CrawledPage PageOf(FrontierEntry entry, PageLinks links, PageText page) => new()
    {
        // A canonical address elsewhere says that this is a copy of what is not crawled here.
        Address = links.Canonical is { } canonical && settings.Scope.Allows(canonical, entry.Depth, out _)
            ? canonical.Text : entry.Address.Text,
        Title = page.Title ?? entry.Address.Text,
        Authors = page.Authors,
        Published = page.Date,
        Language = page.Language,
        Text = page.Text,
        Sketch = PageSketch.Of(page.Text),
    };

    private static PageVisit ReadList(FrontierEntry entry, FetchOutcome outcome, HttpBody body, CrawlStep step, PageVisit visit)
    {
        Sitemap list = SitemapReader.Read(body.Bytes, entry.Address, sameHostOnly: false);
        AddressKind kind = list.Format == SitemapFormat.Index ? AddressKind.List : AddressKind.Page;
        foreach (SitemapEntry found in list.Entries)
            step.Found.Add(new FrontierEntry(found.Address, kind, 0, entry.Address));
        StatedRights rights = RightsOf(outcome);
        if (list.Format == SitemapFormat.Feed)
        {
            string text = PageDecoder.Decode(body.Bytes, outcome.Header("Content-Type")).Text;
            rights = StatedRights.All(rights, RightsReading.OfSiteFile(
                entry.Address.Text, SiteFileKind.Feed, text, EvidenceOf(outcome, visit.BodySha256)));
        }
        FindDocuments(entry, rights, step);
        return visit with { Rights = rights, Reason = visit.Reason ?? (list.Problems.Count == 0 ? null : string.Join("; ", list.Problems.Take(5))) };
    }

    private static PageVisit ReadRightsFile(FrontierEntry entry, FetchOutcome outcome, HttpBody body, CrawlStep step, PageVisit visit)
    {
        string text = PageDecoder.Decode(body.Bytes, outcome.Header("Content-Type")).Text;
        // Many sites answer every address with a page of theirs; that is no file of rights.
        if (text.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal) && entry.RightsKind is SiteFileKind.TdmRep or SiteFileKind.AiTxt)
        {
            return visit with
            {
                Reason = "the server answers with a page where the file would be: there is none",
                Observations = [Observed(entry, outcome, visit) with { State = RightsSourceState.Absent }],
            };
        }
        StatedRights rights = StatedRights.All(RightsOf(outcome), RightsReading.OfSiteFile(
            entry.Address.Text, entry.RightsKind ?? SiteFileKind.Rsl, text, EvidenceOf(outcome, visit.BodySha256), entry.RightsSubject));
        FindDocuments(entry, rights, step);
        return visit with
        {
            Rights = rights,
            Reason = visit.Reason ?? (rights.Problems.Count == 0 ? null : string.Join("; ", rights.Problems.Take(5).Select(p => p.Reason))),
            Observations = [Observed(entry, outcome, visit)],
        };
    }

    private static RightsSourceObservation Observed(FrontierEntry entry, FetchOutcome outcome, PageVisit visit) => new(
        entry.Address.Text, RightsSourceState.Fetched, outcome.AskedAt, outcome.Status, null, visit.BodySha256);

    private static RightsEvidence EvidenceOf(FetchOutcome outcome, string? hash) =>
        new() { ObservedAt = outcome.AskedAt, HttpStatus = outcome.Status, BodySha256 = hash };

    private static bool IsHtml(string? mediaType, ReadOnlySpan<byte> body) => mediaType is "text/html" or "application/xhtml+xml"
        || (mediaType is null or "application/octet-stream" && body.TrimStart(" \t\r\n\f"u8).StartsWith("<"u8));

    private static bool IsXmlList(string? mediaType) =>
        mediaType is "application/rss+xml" or "application/atom+xml" or "application/rdf+xml" or "application/xml" or "text/xml";

    private static string? ReasonOf(FetchOutcome outcome, HttpBody body) => outcome.Cut switch
    {
        BodyCut.Length => $"it is longer than {outcome.Body.Length:N0} bytes, of which these were read",
        BodyCut.Time => $"it did not end in time; {outcome.Body.Length:N0} bytes were read",
        BodyCut.Disconnect => $"the connection broke off after {outcome.Body.Length:N0} bytes",
        _ when body.IsCut => $"it unpacks to more than {body.Bytes.Length:N0} bytes, of which these were read",
        _ => body.Problem,
    };
}
