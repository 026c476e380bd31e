using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Formats.Jats;
using ProvenanceAudit.Catalogs.Formats.Onix;
using ProvenanceAudit.Catalogs.Markup;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats.Oai;

/// <summary>
/// Answers of repositories by the Open Archives Initiative Protocol for Metadata Harvesting 2.0: ListRecords, GetRecord, and what
/// ListIdentifiers tells of deletions. Metadata is Dublin Core, JATS or BITS, or ONIX; a record of something else is refused by its name.
/// A record has the identifier of the repository's item.
/// </summary>
internal sealed class OaiFormat : ICatalogFormat
{
    private const string HowToAsk = "ask the repository for metadataPrefix=oai_dc, which all repositories have, or jats";

    private static readonly string[] JatsRoots = ["article", "book", "book-part-wrapper"];

    /// <inheritdoc/>
    public string Name => "OAI-PMH";

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => head.Xml?.Name == "OAI-PMH";

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        // Metadata may hold a record too, as MARCXML does.
        var scanner = new XmlRecordScanner(file.Content, settings, nests: true, "record", "header", "error");
        bool hasAny = false;
        foreach (XmlRecord record in scanner.Read())
        {
            hasAny = true;
            yield return record.Element is null ? CatalogRecord.Refused(file.Name, record.Line, record.WordsInBeginning("identifier"), record.Problem!) : record.Name switch
            {
                "record" => ReadRecord(file, settings, record),
                "header" => ReadHeader(file, record),
                _ => CatalogRecord.Refused(file.Name, record.Line, null, ReasonOf(record.Element)),
            };
        }
        if (scanner.IsCut)
            yield return CatalogRecord.Refused(file.Name, scanner.Line, null, "the file ends before all that it opens is closed: it was cut; send the whole file again");
        else if (!hasAny)
            yield return CatalogRecord.Refused(file.Name, scanner.Line, null, "the answer holds no records; ask the repository with the verb ListRecords or GetRecord");
    }

    private CatalogRecord ReadRecord(CatalogFile file, IntakeSettings settings, XmlRecord record)
    {
        XElement? header = Child(record.Element!, "header");
        if (IdOf(header, out string? reason) is not { } id)
            return CatalogRecord.Refused(file.Name, record.Line, null, reason!);
        if (IsDeleted(header!))
            return Withdrawn(file, record, id);
        XElement? metadata = Child(record.Element!, "metadata")?.Elements().FirstOrDefault();
        if (metadata is null)
            return CatalogRecord.Refused(file.Name, record.Line, id, "the record has no metadata, and its header does not say that it is deleted; tell the repository");
        List<string> warnings = [.. record.Warnings];
        CatalogRecord? read = metadata.Name.LocalName switch
        {
            "dc" or "qualifieddc" or "qdc" => new DublinCoreRecord(metadata, warnings).Read(file, settings, id),
            "Product" or "product" => ReadOnix(file, settings, record, metadata, id, warnings),
            { } root when JatsRoots.Contains(root, StringComparer.Ordinal) && !metadata.Name.NamespaceName.Contains("docbook", StringComparison.OrdinalIgnoreCase) =>
                ReadJats(file, settings, metadata, id, warnings),
            // Repositories wrap elements of Dublin Core in schemas of their own: nsdl_dc, thesis, didl.
            _ when metadata.Elements().Any(e => e.Name.NamespaceName.StartsWith("http://purl.org/dc/", StringComparison.Ordinal)) =>
                new DublinCoreRecord(metadata, warnings).Read(file, settings, id),
            _ => null,
        };
        if (read is null)
        {
            return CatalogRecord.Refused(
                file.Name, record.Line, id, $"its metadata is a <{Shorten(metadata.Name.LocalName)}> of '{Shorten(metadata.Name.NamespaceName)}', which is not read here; {HowToAsk}");
        }
        return read with
        {
            File = file.Name,
            Line = record.Line,
            RecordId = id,
            IsInSeries = true,
            Warnings = read.Warnings.Count > 0 ? read.Warnings : warnings,
            Rights = [.. read.Rights.Select(r => r with { Line = (int)Math.Min(record.Line, int.MaxValue) })],
        };
    }

    private CatalogRecord ReadHeader(CatalogFile file, XmlRecord record)
    {
        if (IdOf(record.Element, out string? reason) is not { } id)
            return CatalogRecord.Refused(file.Name, record.Line, null, reason!);
        return IsDeleted(record.Element!) ? Withdrawn(file, record, id)
            : CatalogRecord.Refused(file.Name, record.Line, id, "the answer lists identifiers without metadata; ask the repository with the verb ListRecords");
    }

    private CatalogRecord ReadJats(CatalogFile file, IntakeSettings settings, XElement article, string id, List<string> warnings)
    {
        var metadata = new JatsMetadata(article, warnings);
        Work work = metadata.ToWork(id) with { Id = id };
        return new CatalogRecord
        {
            File = file.Name,
            Line = 0,
            Format = $"{Name} with JATS",
            Work = work,
            Text = JatsText.Of(article),
            Rights = FileRights.Take(metadata.RightsOf(FileRights.Of(file, settings, id, new(Rights.RightsRole.Publisher, work.Publisher))), warnings),
            Warnings = warnings,
        };
    }

    // A product knows itself by its sender's reference; here it goes by the repository's.
    private CatalogRecord ReadOnix(CatalogFile file, IntakeSettings settings, XmlRecord record, XElement product, string id, List<string> warnings)
    {
        var alone = new XElement(product);
        XElement[] references = [.. alone.Elements().Where(e => e.Is("RecordReference"))];
        references.Remove();
        alone.AddFirst(new XElement(alone.Name.Namespace + (alone.Name.LocalName == "product" ? "a001" : "RecordReference"), id));
        var cut = new XmlRecord(product.Name.LocalName, record.Line, alone, null, warnings);
        return new OnixProduct(cut, OnixMessage.Of(null, null, cut), file.Name, settings, warnings).Read() with { Format = $"{Name} with ONIX" };
    }

    private CatalogRecord Withdrawn(CatalogFile file, XmlRecord record, string id) => new()
    {
        File = file.Name,
        Line = record.Line,
        RecordId = id,
        Format = Name,
        Action = RecordAction.Withdraw,
        IsInSeries = true,
        Work = new Work { Id = id, Title = id },
        Warnings = record.Warnings,
    };

    private static string? IdOf(XElement? header, out string? reason)
    {
        string? id = header is null ? null : Child(header, "identifier")?.Value.Trim();
        reason = string.IsNullOrEmpty(id) ? "the record has no <identifier> in its <header>; tell the repository"
            : id.Length > Work.LongestId ? $"the record's identifier has {id.Length} characters; {Work.LongestId} are allowed" : null;
        return reason is null ? id : null;
    }

    private static bool IsDeleted(XElement header) => header.Attribute("status")?.Value.Trim() == "deleted";

    private static string ReasonOf(XElement error)
    {
        string code = Shorten(error.Attribute("code")?.Value.Trim() ?? "");
        string words = Shorten(string.Join(' ', error.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.'));
        string said = words.Length == 0 ? code : $"{code}, '{words}'";
        return code switch
        {
            "noRecordsMatch" => $"the repository has no records of what was asked for ({said}); ask for other dates or another set",
            "badResumptionToken" => $"the repository no longer knows how far the list was read ({said}); ask for the list again from its beginning",
            "cannotDisseminateFormat" => $"the repository does not have this format ({said}); {HowToAsk}",
            _ => $"the repository answered with an error instead of records ({(said.Length == 0 ? "none is named" : said)}); mend the request",
        };
    }

    private static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static string Shorten(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
