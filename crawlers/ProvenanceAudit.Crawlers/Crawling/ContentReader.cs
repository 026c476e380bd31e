using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Crawlers.Links;
using ProvenanceAudit.Crawlers.Warc;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>Reads the content of an answer: addresses that it names, its text, the rights that it states.</summary>
internal sealed class ContentReader(CrawlSettings settings)
{
    private readonly HtmlParser _html = new();

    /// <summary>Reads a content.</summary>
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
        if (visit.MediaType?.Contains("html", StringComparison.Ordinal) == true)
        {
            IDocument document = _html.ParseDocument(new MemoryStream(body.Bytes));
            PageLinks links = PageLinks.Of(document, entry.Address, settings.Identity.Token);
            if (!links.NoFollow)
            {
                foreach (CrawlAddress link in links.Pages)
                    step.Found.Add(new FrontierEntry(link, AddressKind.Page, entry.Depth + 1, entry.Address));
            }
        }
        return visit;
    }

    /// <summary>Media type of an answer without parameters, in lower case; null where it states none.</summary>
    public static string? MediaTypeOf(FetchOutcome outcome) =>
        outcome.Header("Content-Type")?.Split(';')[0].Trim().ToLowerInvariant() is { Length: > 0 } type ? type : null;
    public StatedRights RightsOf(FetchOutcome outcome) => settings.Lists ? StatedRights.None : StatedRights.None;
    public StatedRights RightsOfRobots(CrawlAddress address, RobotsState robots) => settings.Lists ? StatedRights.None : StatedRights.None;

    private static string? ReasonOf(FetchOutcome outcome, HttpBody body) =>
        outcome.Cut switch
        {
            BodyCut.Length => $"it is longer than {outcome.Body.Length:N0} bytes, of which these were read",
            BodyCut.Time => $"it did not end in time; {outcome.Body.Length:N0} bytes were read",
            BodyCut.Disconnect => $"the connection broke off after {outcome.Body.Length:N0} bytes",
            _ when body.IsCut => $"it unpacks to more than {body.Bytes.Length:N0} bytes, of which these were read",
            _ => body.Problem,
        };
}
