using System.Globalization;
using System.Xml.Linq;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// Permissions of a JATS article: licences by NISO's Access and License Indicators with the date from which each holds, by the
/// attribute <c>xlink:href</c> and by links in their text; the holder; free_to_read, which tells that the article is free to
/// read and permits nothing more.
/// </summary>
public static class JatsReader
{
    private static readonly XNamespace Ali = "http://www.niso.org/schemas/ali/1.0/";
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";

    /// <summary>Reads an article.</summary>
    public static StatedRights Read(string text, RightsSource source) =>
        MarkupText.Read(text, out string? problem, skipDoctype: true) is { } markup ? Read(markup, source)
            : new([], [new RightsProblem(source.Address, null, problem!)]);

    /// <summary>Reads an article, or its permissions element, that somebody else read.</summary>
    public static StatedRights Read(XElement element, RightsSource source) => Read(MarkupText.Of(element), source);

    private static StatedRights Read(MarkupText markup, RightsSource source) => StatedRights.All(markup.Root
        .DescendantsAndSelf().Where(element => element.Name.LocalName == "permissions").Take(200)
        .Select(permissions => Permissions(permissions, markup, source)));

    private static StatedRights Permissions(XElement permissions, MarkupText markup, RightsSource source)
    {
        string? holder = permissions.Elements().Where(element => element.Name.LocalName == "copyright-holder")
            .Select(element => element.Value.Trim()).FirstOrDefault(name => name.Length > 0);
        RightsSource article = source with
        {
            Declarant = holder is null ? new(RightsRole.Publisher) : new(RightsRole.RightsHolder, holder),
            Subject = PartOf(permissions, source),
        };
        var parts = new List<StatedRights>();
        foreach (XElement element in permissions.Descendants().Take(2000))
        {
            if (element.Name == Ali + "license_ref")
                parts.Add(Reference(element, markup, article));
            else if (element.Name == Ali + "free_to_read")
            {
                var found = new StatementList(article, RightsStandard.Jats);
                found.Add(Dated(found.New(article.About, [], RightsEffect.Inform, markup.RawOf(element)), element, found) with
                {
                    Position = "ali:free_to_read",
                    Remarks = ["free to read is no licence"],
                });
                parts.Add(found.Done());
            }
            else if (element.Name.LocalName == "license" && element.Attribute(XLink + "href")?.Value is { } href
                && !element.Descendants(Ali + "license_ref").Any())
                parts.Add(LicenceLink.Value(article.Resolve(href), markup.RawOf(element), "license", article,
                    RightsStandard.Jats));
        }
        return StatedRights.All(parts);
    }

    private static StatedRights Reference(XElement element, MarkupText markup, RightsSource article)
    {
        var dates = new StatementList(article, RightsStandard.Jats);
        string? applies = element.Attribute("applies_to")?.Value ?? element.Attribute("content-type")?.Value
            ?? element.Attribute("specific-use")?.Value;
        StatedRights stated = LicenceLink.Value(element.Value, markup.RawOf(element),
            $"ali:license_ref{(applies is null ? "" : " " + applies)}",
            article, RightsStandard.Jats, statement => LicencePeriods.For(Dated(statement, element, dates), applies));
        return StatedRights.All(stated, dates.Done());
    }

    private static RightsStatement Dated(RightsStatement statement, XElement element, StatementList found) => statement with
    {
        ValidFrom = LicencePeriods.DateOf(element.Attribute("start_date")?.Value, found),
        // The last day is inclusive.
        ValidUntil = LicencePeriods.DateOf(element.Attribute("end_date")?.Value, found)?.AddDays(1),
    };

    // The permissions of a figure are not those of the article.
    private static RightsScope? PartOf(XElement permissions, RightsSource source)
    {
        string? container = permissions.Parent?.Name.LocalName;
        return container is null or "article-meta" or "front-stub" or "front" or "permissions" ? source.Subject
            : RightsScope.PartOf(source.About.Target, $"{container} {permissions.Parent!.Attribute("id")?.Value}".Trim());
    }
}

/// <summary>Licences that hold from a date, of articles and their metadata.</summary>
internal static class LicencePeriods
{
    /// <summary>Reads a date; null where there is none, or none that can be read.</summary>
    internal static DateTimeOffset? DateOf(string? text, StatementList found)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (DateTimeOffset.TryParseExact(text.Trim(), (string[])["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM", "yyyy"],
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset date))
            return date;
        found.Problem($"the date {StatementList.Quoted(text)} cannot be read");
        return null;
    }

    /// <summary>Narrows a statement to what its licence applies to: a licence for mining speaks of mining alone.</summary>
    internal static RightsStatement For(RightsStatement statement, string? applies) => applies?.Trim().ToLowerInvariant() switch
    {
        "tdm" when statement.Uses.Count > 0 => statement with { Uses = [.. statement.Uses.Intersect(TdmRepReader.Uses)] },
        "tdm" => statement with
        {
            Uses = [RightsUse.TextAndDataMining],
            Effect = RightsEffect.Conditional,
            Conditions = [new(RightsConditionKind.Other, "the terms of the licence for text and data mining",
                Link: statement.Link)],
            Remarks = ["a licence for text and data mining is offered; its terms are not known here"],
        },
        "stm-asf" => statement with
        {
            Remarks = [.. statement.Remarks, "it applies to sharing articles (stm-asf)"],
            Uses = [],
            Effect = RightsEffect.Inform
        },
        "am" => statement with { Remarks = [.. statement.Remarks, "it applies to the accepted manuscript"] },
        "vor" => statement with { Remarks = [.. statement.Remarks, "it applies to the version of record"] },
        _ => statement,
    };
}
