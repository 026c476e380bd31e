using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Markup;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats.News;

/// <summary>A document of the News Industry Text Format (IPTC, 3.6) that stands alone, as a record of a catalog.</summary>
internal static class NitfDocument
{
    /// <summary>Reads it.</summary>
    public static CatalogRecord Read(XmlRecord record, CatalogFile file, IntakeSettings settings)
    {
        XElement nitf = record.Element!;
        List<string> warnings = [.. record.Warnings];
        XElement[] all = [.. nitf.Descendants()];
        XElement? One(string name) => Array.Find(all, e => e.Name.LocalName == name);
        string? Words(string name) => all.Where(e => e.Name.LocalName == name)
            .Select(e => string.Join(' ', e.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).FirstOrDefault(words => words.Length > 0);
        string? Attribute(string name, string attribute) =>
            One(name)?.Attribute(attribute)?.Value.Trim() is { Length: > 0 } value ? value : null;

        string? id = Attribute("doc-id", "id-string");
        if (id is null)
        {
            id = file.PathId;
            warnings.Add("the document has no <doc-id>; its path stands for it");
        }
        if (id.Length > Work.LongestId)
            return CatalogRecord.Refused(file.Name, record.Line, null, $"the id has {id.Length} characters; {Work.LongestId} are allowed") with { Warnings = warnings };
        string? notice = Attribute("doc.copyright", "holder") is { } owner ? $"© {Attribute("doc.copyright", "year")} {owner}".Replace("  ", " ", StringComparison.Ordinal) : null;
        string? terms = Words("rights.limitations") ?? Attribute("doc.rights", "limitations");
        string? holder = Attribute("doc.copyright", "holder") ?? Attribute("doc.rights", "owner") ?? Words("rights.owner");
        var source = FileRights.Of(file, settings, id, new(holder is null ? RightsRole.Publisher : RightsRole.RightsHolder, holder));
        return new CatalogRecord
        {
            File = file.Name,
            Line = record.Line,
            RecordId = id,
            IsInSeries = true,
            Text = NewsText.OfNitf(nitf),
            Work = new Work
            {
                Id = id,
                Title = Words("hl1") ?? Words("title") ?? id,
                Contributors = [.. (Words("byline") is { } byline ? NewsItem.NamesOf(byline) : []).Distinct(StringComparer.Ordinal)],
                Language = LanguageTags.Of(nitf.Attribute(XNamespace.Xml + "lang")?.Value),
                Publisher = Attribute("pubdata", "name") ?? Words("distributor"),
                RightsHolder = holder,
                Published = WorkDate.Of(Attribute("date.issue", "norm")) ?? WorkDate.Of(Attribute("date.release", "norm")),
                Terms =
                [
                    .. notice is null ? Array.Empty<WorkTerm>() : [new(WorkTermKinds.Copyright, notice)],
                    .. terms is null ? Array.Empty<WorkTerm>() : [new(WorkTermKinds.UsageTerms, terms)],
                ],
            },
            Rights = terms is null ? [] : FileRights.Take(HumanTermsReader.Read(terms, source, "rights"), warnings),
            Warnings = warnings,
        };
    }
}
