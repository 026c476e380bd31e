using System.Globalization;
using System.Xml.Linq;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// Really Simple Licensing 1.0 (RSL-SPEC-1.0, 10 December 2025, with errata): documents, the module in RSS feeds, and what pages, books
/// and XMP embed. The draft 0.9 and common misspellings are read and marked.
/// </summary>
public static class RslReader
{
    // Section 3.2.1: without max-age, documents are to be looked at again after 30 days.
    private const int DefaultDays = 30;

    /// <summary>Reads a document.</summary>
    /// <param name="text">XML; a document type is refused.</param>
    /// <param name="source">
    /// The document; its subject is what the association that led to it covers, a site or a page: paths are of that site, and an
    /// empty url means it.
    /// </param>
    public static StatedRights Read(string text, RightsSource source)
    {
        var found = new StatementList(source, RightsStandard.Rsl);
        if (MarkupText.Read(text, out string? problem) is not { } markup)
            found.Problem(problem!);
        else if (markup.Root.Name.LocalName is "rsl")
            Document(markup.Root, markup, found);
        else
            found.Problem($"its outermost element is {StatementList.Quoted(markup.Root.Name.LocalName)}, not rsl");
        return found.Done();
    }

    /// <summary>Reads an rsl element, or a single content element as feeds have them, that somebody else read.</summary>
    public static StatedRights Read(XElement element, RightsSource source) => Read(element, MarkupText.Of(element), source);

    /// <summary>Reads the RSL elements of an RSS or Atom feed.</summary>
    public static StatedRights ReadFeed(string text, RightsSource source)
    {
        if (MarkupText.Read(text, out string? problem, skipDoctype: true) is not { } markup)
            return new([], [new RightsProblem(source.Address, null, problem!)]);
        return StatedRights.All(markup.Root.DescendantsAndSelf()
            .Where(element => IsRsl(element.Name.Namespace) && element.Name.LocalName == "content" && element.Parent?.Name.LocalName != "rsl"
                || IsRsl(element.Name.Namespace) && element.Name.LocalName == "rsl")
            .Select(element => Read(element, markup, source with { Subject = ItemOf(element, source) ?? source.Subject })));
    }

    /// <summary>Reads an element of a document that was read already.</summary>
    internal static StatedRights Read(XElement element, MarkupText markup, RightsSource source)
    {
        var found = new StatementList(source, RightsStandard.Rsl);
        if (element.Name.LocalName == "content")
            Content(element, 1, DefaultDays, markup, found);
        else
            Document(element, markup, found);
        return found.Done();
    }

    internal static bool IsRsl(XNamespace name) =>
        name.NamespaceName.TrimEnd('/').StartsWith("https://rslstandard.org/rsl", StringComparison.OrdinalIgnoreCase)
        || name.NamespaceName.TrimEnd('/').StartsWith("http://rslstandard.org/rsl", StringComparison.OrdinalIgnoreCase);

    // In a feed, terms without an address are those of the item they stand in.
    private static RightsScope? ItemOf(XElement element, RightsSource source)
    {
        XElement? item = element.Ancestors().FirstOrDefault(ancestor => ancestor.Name.LocalName is "item" or "entry");
        XElement? link = item?.Elements().FirstOrDefault(child => child.Name.LocalName == "link");
        string? address = link is null ? null : link.Attribute("href")?.Value ?? link.Value;
        return string.IsNullOrWhiteSpace(address) ? null : RightsScope.Page(source.Resolve(address));
    }

    private static void Document(XElement root, MarkupText markup, StatementList found)
    {
        if (root.Name.NamespaceName != RslVocabulary.Namespace)
            found.Problem(root.Name.NamespaceName.Length == 0 ? $"it names no namespace; RSL 1.0 asks for {RslVocabulary.Namespace}"
                : $"its namespace is {StatementList.Quoted(root.Name.NamespaceName)}, not {RslVocabulary.Namespace}");
        int days = DefaultDays;
        if (root.Attribute("max-age")?.Value is { } stated
            && (!int.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out days) || days is < 1 or > 36_500))
        {
            found.Problem($"max-age {StatementList.Quoted(stated)} is no number of days");
            days = DefaultDays;
        }
        int number = 0;
        foreach (XElement content in root.Elements(root.Name.Namespace + "content").Take(10_000))
            Content(content, ++number, days, markup, found);
        if (number == 0)
            found.Problem("it has no content element");
    }

    private static void Content(XElement content, int number, int days, MarkupText markup, StatementList found)
    {
        XNamespace rsl = content.Name.Namespace;
        if (ScopeOf(content.Attribute("url")?.Value, number, found) is not { } scope)
            return;
        RslLicence[] licences = [.. content.Elements(rsl + "license").Take(100)
            .Select(element => RslLicence.Read(element, rsl, markup, found))];
        if (licences.Length == 0)
            found.Problem($"content {number} has no license, which RSL 1.0 makes mandatory", markup.LineOf(content));
        string? server = content.Attribute("server")?.Value.Trim();
        string? holder = content.Element(rsl + "copyright")?.Value.Trim();
        string? terms = content.Element(rsl + "terms")?.Value.Trim();
        bool encrypted = content.Attribute("encrypted")?.Value.Trim().Equals("true", StringComparison.OrdinalIgnoreCase) == true;
        for (int i = 0; i < licences.Length; i++)
        {
            RslLicence licence = licences[i];
            if (!string.IsNullOrEmpty(server))
                licence.Conditions.Add(new(RightsConditionKind.Consent, "obtain a licence token from the licence server", Link: server));
            bool draft = licence.Remarks.Count > 0;
            RightsStatement Complete(RightsUse[] uses, RightsEffect effect, params string[] remarks) =>
                found.New(scope, uses, effect, licence.Raw) with
                {
                    Version = draft ? "0.9 or misspelt" : "1.0",
                    Conditions = effect == RightsEffect.Conditional ? licence.Conditions : [],
                    Declarant = string.IsNullOrEmpty(holder) ? found.Source.Declarant : new RightsDeclarant(RightsRole.RightsHolder, holder),
                    Line = licence.Line,
                    Position = $"content {number}, license {i + 1}",
                    Strength = draft || rsl.NamespaceName != RslVocabulary.Namespace ? RightsStrength.NonStandard : RightsStrength.Standard,
                    Remarks = [.. licence.Remarks.Distinct(), .. remarks, .. encrypted ? (string[])["the content is encrypted"] : []],
                    MaximumAge = TimeSpan.FromDays(days),
                    Link = (licence.Link ?? (string.IsNullOrEmpty(terms) ? null : terms)) is { } link ? found.Source.Resolve(link) : null,
                };
            State(licence, Complete, found);
        }
        ClosedList(licences, scope, number, days, found);
    }

    private static void State(RslLicence licence, Func<RightsUse[], RightsEffect, string[], RightsStatement> complete, StatementList found)
    {
        if (licence.Prohibited.Count > 0)
            found.Add(complete([.. licence.Prohibited.Order()], RightsEffect.Reserve, []));
        RightsEffect granted = licence.Conditions.Count == 0 ? RightsEffect.Permit : RightsEffect.Conditional;
        IEnumerable<RightsUse> permitted = licence.Permitted is { } listed ? listed : (licence.Grants ? RslVocabulary.Licensable : []);
        RightsUse[] uses = [.. permitted.Except(licence.Prohibited).Order()];
        if (licence.PaymentType == "crawl" && !uses.Contains(RightsUse.Crawl) && !licence.Prohibited.Contains(RightsUse.Crawl))
            uses = [RightsUse.Crawl, .. uses];
        if (licence.OnlyIndexOfAi && uses.Contains(RightsUse.AiInput))
        {
            uses = [.. uses.Where(use => use != RightsUse.AiInput)];
            RightsStatement index = complete([RightsUse.AiInput], RightsEffect.Conditional, []);
            found.Add(index with
            {
                Conditions = [.. index.Conditions, new(RightsConditionKind.Other, "inclusion in an index of an AI system alone (ai-index)")],
            });
        }
        if (uses.Length > 0)
            found.Add(complete(uses, granted, licence.Permitted is null ? ["the license lists no usage, and so licenses each"] : []));
    }

    // Section 3.5: where usages are listed, only these are allowed. Several licenses of one content offer what any of them lists.
    private static void ClosedList(RslLicence[] licences, RightsScope scope, int number, int days, StatementList found)
    {
        if (licences.Length == 0 || licences.Any(licence => licence.Permitted is null && licence.Grants)
            || licences.All(licence => licence.Permitted is null))
            return;
        RslLicence first = licences.First(licence => licence.Permitted is not null);
        RightsUse[] rest = [.. RslVocabulary.Licensable
            .Where(use => !licences.Any(licence => licence.Permitted?.Contains(use) == true || licence.Prohibited.Contains(use)))];
        if (rest.Length > 0)
            found.Add(found.New(scope, rest, RightsEffect.Reserve, first.Raw) with
            {
                Version = "1.0",
                Line = first.Line,
                Position = $"content {number}",
                Remarks = ["usages that a list of permitted ones leaves out are not licensed (RSL 1.0, section 3.5)"],
                MaximumAge = TimeSpan.FromDays(days),
            });
    }

    private static RightsScope? ScopeOf(string? url, int number, StatementList found)
    {
        RightsScope about = found.Source.About;
        if (url is null)
            found.Problem($"content {number} has no url, which is mandatory; it is read as what the document is linked from");
        string address = url?.Trim() ?? "";
        if (address.Length == 0)
            return about;
        int host = address.IndexOf("://", StringComparison.Ordinal);
        if (host < 0)
        {
            string origin = about.Kind == RightsScopeKind.Site ? about.Target : Addresses.OriginOf(about.Target);
            return RightsScope.Site(origin, address[0] is '/' or '*' ? address : "/" + address, about.Agents);
        }
        int path = address.IndexOf('/', host + 3);
        string site = path < 0 ? address : address[..path];
        if (Addresses.Web(site) is not { } uri || site.Contains('*', StringComparison.Ordinal))
        {
            found.Problem($"content {number} is about {StatementList.Quoted(address)}, which is no address of the web");
            return null;
        }
        return RightsScope.Site(Addresses.OriginOf(uri), path < 0 ? "/" : address[path..], about.Agents);
    }
}
