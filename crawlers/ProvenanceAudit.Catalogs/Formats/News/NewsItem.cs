using System.Globalization;
using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Markup;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats.News;

/// <summary>One newsItem of NewsML-G2 as a record of a catalog.</summary>
internal static class NewsItem
{
    /// <summary>Reads it.</summary>
    public static CatalogRecord Read(XmlRecord record, CatalogFile file, IntakeSettings settings)
    {
        XElement item = record.Element!;
        List<string> warnings = [.. record.Warnings];
        string? id = item.Attribute("guid")?.Value.Trim();
        if (string.IsNullOrEmpty(id))
            return Refused(null, "the item has no 'guid', by which it is known; give it one that stays the same over its versions");
        if (id.Length > Work.LongestId)
            return Refused(null, $"the item's 'guid' has {id.Length} characters; {Work.LongestId} are allowed");
        XElement? itemMeta = One(item, "itemMeta"), contentMeta = One(item, "contentMeta");
        string? title = Words(contentMeta, "headline") ?? Words(itemMeta, "title") ?? Words(contentMeta, "slugline");
        string? status = CodeOf(One(itemMeta, "pubStatus"));
        if (status is "canceled" or "cancelled" or "withheld")
        {
            warnings.Add($"the item's status is '{status}'");
            return new CatalogRecord
            {
                File = file.Name,
                Line = record.Line,
                RecordId = id,
                Action = RecordAction.Withdraw,
                IsInSeries = true,
                Warnings = warnings,
                Work = new Work { Id = id, Title = title ?? id },
            };
        }
        if (title is null)
            warnings.Add("the item has neither a headline nor a title; its guid stands for it");
        XElement[] rights = [.. All(item, "rightsInfo")];
        string? publisher = NameOf(One(itemMeta, "provider")) ?? Local(One(itemMeta, "provider")?.Attribute("qcode")?.Value)
            ?? All(contentMeta, "infoSource").Select(NameOf).FirstOrDefault(name => name is not null);
        var work = new Work
        {
            Id = id,
            Title = title ?? id,
            Contributors = Contributors(contentMeta),
            Language = All(contentMeta, "language").Select(l => LanguageTags.Of(l.Attribute("tag")?.Value)).FirstOrDefault(tag => tag is not null)
                ?? LanguageTags.Of(item.Attribute(XNamespace.Xml + "lang")?.Value),
            Publisher = publisher,
            RightsHolder = rights.SelectMany(r => All(r, "copyrightHolder")).Select(NameOf).FirstOrDefault(name => name is not null),
            Licence = rights.SelectMany(r => All(r, "link")).Where(l => l.Attribute("rel")?.Value is "license" or "irel:license")
                .Select(l => l.Attribute("href")?.Value.Trim()).FirstOrDefault(href => !string.IsNullOrEmpty(href)),
            Published = WorkDate.Of(Words(itemMeta, "firstCreated")) ?? WorkDate.Of(Words(itemMeta, "versionCreated")),
            Terms = [.. Terms(rights, One(itemMeta, "embargoed"))],
        };
        StatedRights stated = NewsMlReader.Read(item, FileRights.Of(file, settings, id, new(RightsRole.Publisher, publisher)));
        return new CatalogRecord
        {
            File = file.Name,
            Line = record.Line,
            RecordId = id,
            IsInSeries = true,
            Work = work,
            Text = NewsText.Of(One(item, "contentSet")),
            Rights = [.. FileRights.Take(stated, warnings).Select(s => s with { Line = (int)Math.Min(record.Line, int.MaxValue) })],
            Warnings = warnings,
        };

        CatalogRecord Refused(string? known, string reason) =>
            CatalogRecord.Refused(file.Name, record.Line, known, reason) with { Warnings = warnings };
    }

    /// <summary>A time as it is written in terms: ISO 8601; as stated where it is none.</summary>
    public static string TimeOf(string stated) =>
        DateTimeOffset.TryParse(stated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture) : stated;

    /// <summary>Names of a byline: without the word "by", parted where several are named.</summary>
    public static IEnumerable<string> NamesOf(string byline)
    {
        string names = byline.Trim();
        string? before = Array.Find(["By ", "by ", "BY ", "Von ", "von ", "Par ", "par ", "Por ", "por "], b => names.StartsWith(b, StringComparison.Ordinal));
        return Tables.ContributorNames.Split(before is null ? names : names[before.Length..]);
    }

    private static string[] Contributors(XElement? contentMeta)
    {
        string[] named = [.. All(contentMeta, "creator").Concat(All(contentMeta, "contributor")).Select(NameOf).OfType<string>()];
        if (named.Length == 0)
            named = [.. All(contentMeta, "by").Select(WordsOf).OfType<string>().SelectMany(NamesOf)];
        return [.. named.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<WorkTerm> Terms(XElement[] rights, XElement? embargo)
    {
        foreach (string notice in rights.SelectMany(r => All(r, "copyrightNotice")).Select(WordsOf).OfType<string>())
            yield return new(WorkTermKinds.Copyright, notice);
        foreach (string terms in rights.SelectMany(r => All(r, "usageTerms")).Select(WordsOf).OfType<string>())
            yield return new(WorkTermKinds.UsageTerms, terms);
        // Without a time, it holds until another version of the item says otherwise.
        if (embargo is not null)
            yield return new(WorkTermKinds.Embargo, WordsOf(embargo) is { } time ? TimeOf(time) : "without an end, until another version of the item comes");
    }

    private static string? NameOf(XElement? party)
    {
        if (party is null)
            return null;
        string? literal = party.Attribute("literal")?.Value.Trim();
        return Words(party, "name") ?? (string.IsNullOrEmpty(literal) ? null : literal);
    }

    // A code behind the alias of its vocabulary.
    private static string? Local(string? code) => code?[(code.IndexOf(':', StringComparison.Ordinal) + 1)..] is { Length: > 0 } local ? local : null;

    // "stat:usable" of one vocabulary, "http://cv.iptc.org/newscodes/pubstatusg2/usable" of another.
    private static string? CodeOf(XElement? element)
    {
        string? code = element?.Attribute("qcode")?.Value ?? element?.Attribute("uri")?.Value;
        return code?[(code.LastIndexOfAny([':', '/']) + 1)..].Trim().ToLowerInvariant();
    }

    private static IEnumerable<XElement> All(XElement? element, string name) => element?.Elements().Where(e => e.Name.LocalName == name) ?? [];

    private static XElement? One(XElement? element, string name) => All(element, name).FirstOrDefault();

    private static string? Words(XElement? element, string name) => All(element, name).Select(WordsOf).FirstOrDefault(words => words is not null);

    private static string? WordsOf(XElement element)
    {
        string words = string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? null : words;
    }
}
