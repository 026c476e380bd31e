using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Works;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Catalogs.Formats.Oai;

/// <summary>
/// Metadata in Dublin Core (ISO 15836), simple as <c>oai_dc</c> or with the terms of DCMI, as repositories give it, with what the
/// guidelines of OpenAIRE put into its elements: rights of access and ends of embargoes.
/// </summary>
internal sealed class DublinCoreRecord
{
    private const string EmbargoEnd = "info:eu-repo/date/embargoEnd/";

    // More of one element was not written by people.
    private const int MostOfOne = 5000;

    private readonly XElement _metadata;
    private readonly List<string> _warnings;

    /// <summary>Looks at a record.</summary>
    /// <param name="metadata">The element that holds the elements of Dublin Core.</param>
    /// <param name="warnings">Told of what could not be used.</param>
    public DublinCoreRecord(XElement metadata, List<string> warnings) => (_metadata, _warnings) = (metadata, warnings);

    /// <summary>Reads it.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="settings">When it was handed in.</param>
    /// <param name="id">The work's id.</param>
    public CatalogRecord Read(CatalogFile file, IntakeSettings settings, string id)
    {
        string? title = All("title").FirstOrDefault();
        if (title is null)
            _warnings.Add("the record has no title; its identifier stands for it");
        var identifiers = new IdentifierMap(_warnings);
        List<WorkRelation> relations = [];
        foreach (WorkIdentifier identifier in All("identifier").Select(WorkIdentifiers.Guess).OfType<WorkIdentifier>())
        {
            if (identifier.Scheme == "issn")
                AddPartOf(identifier, relations);
            else
                identifiers.Add(identifier);
        }
        // Journals put their number into the source, bare or with volume and pages.
        foreach (string source in All("source", "isPartOf"))
        {
            if (WorkIdentifiers.Guess(source) is { } guessed)
                AddPartOf(guessed, relations);
            else if (source.Length <= 20)
                AddPartOf(WorkIdentifiers.Normalise("issn", source), relations);
        }
        string? publisher = All("publisher").FirstOrDefault();
        return new CatalogRecord
        {
            File = file.Name,
            Line = 0,
            Format = "OAI-PMH with Dublin Core",
            Work = new Work
            {
                Id = id,
                Title = title ?? id,
                Contributors = [.. All("creator").Concat(All("contributor")).Distinct(StringComparer.Ordinal)],
                Identifiers = identifiers.Values,
                Language = All("language").Select(LanguageTags.Of).FirstOrDefault(tag => tag is not null),
                Publisher = publisher,
                RightsHolder = All("rightsHolder").FirstOrDefault(),
                Licence = RightsValues().Where(IsLicence).Select(v => v.Text).FirstOrDefault(),
                Published = Published(),
                Terms = [.. Terms()],
                Relations = [.. relations.Distinct()],
            },
            Rights = FileRights.Take(StatedRights.All(RightsOf(FileRights.Of(file, settings, id, new(RightsRole.Publisher, publisher)))), _warnings),
            Warnings = _warnings,
        };
    }

    private static void AddPartOf(WorkIdentifier identifier, List<WorkRelation> relations)
    {
        if (identifier.Problem is null)
            relations.Add(new WorkRelation(WorkRelationKinds.PartOf, identifier.Scheme, identifier.Value));
    }

    // Of several dates, of submission, issue and availability, the first is the nearest to when the text came into the world.
    private string? Published()
    {
        string[] dates = [.. All("issued", "date", "created").Where(d => !d.StartsWith(EmbargoEnd, StringComparison.Ordinal))];
        string? published = (All("issued").Select(WorkDate.Of).OfType<string>().Min(StringComparer.Ordinal))
            ?? dates.Select(WorkDate.Of).OfType<string>().Min(StringComparer.Ordinal);
        if (published is null && dates.Length > 0)
            _warnings.Add("none of the record's dates is one of ISO 8601 (1851, 1851-10 or 1851-10-18); they were left out");
        return published;
    }

    private IEnumerable<WorkTerm> Terms()
    {
        foreach ((string name, string text) in RightsValues().Where(v => !IsLicence(v)))
        {
            bool isNotice = text.StartsWith('©') || text.StartsWith("copyright", StringComparison.OrdinalIgnoreCase) || text.StartsWith("(c)", StringComparison.OrdinalIgnoreCase);
            yield return new WorkTerm(isNotice ? WorkTermKinds.Copyright : WorkTermKinds.UsageTerms, text);
        }
        foreach (string date in All("date", "available").Where(d => d.StartsWith(EmbargoEnd, StringComparison.Ordinal)))
        {
            if (WorkDate.Of(date[EmbargoEnd.Length..]) is { } day)
                yield return new WorkTerm(WorkTermKinds.Embargo, $"{day}, not open before");
        }
    }

    private IEnumerable<StatedRights> RightsOf(RightsSource source) => RightsValues()
        .Select(v => RightsValue.Read(v.Text, v.Text, $"dc:{v.Name}", source, RightsStandard.DublinCore));

    private IEnumerable<(string Name, string Text)> RightsValues() => _metadata.Elements()
        .Where(e => e.Name.LocalName is "rights" or "license" or "accessRights").Take(100)
        .Select(e => (e.Name.LocalName, WordsOf(e))).Where(v => v.Item2.Length > 0);

    private static bool IsLicence((string Name, string Text) value) => value.Name == "license" || LicenceTerms.Of(value.Text) is not null
        || (Uri.TryCreate(value.Text, UriKind.Absolute, out Uri? address) && (address.Scheme is "http" or "https"));

    private IEnumerable<string> All(params string[] names) => _metadata.Elements().Where(e => names.Contains(e.Name.LocalName, StringComparer.Ordinal))
        .Take(MostOfOne).Select(WordsOf).Where(words => words.Length > 0);

    private static string WordsOf(XElement element) => string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
