using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Markup;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Catalogs.Formats.Jats;

/// <summary>
/// Articles in JATS or its forerunner of the NLM, alone or many in one file as PubMed Central and Europe PMC give them, and books or parts of
/// them in BITS. What has no body is a record of metadata.
/// </summary>
internal sealed class JatsFormat : ICatalogFormat
{
    private static readonly string[] Records = ["article", "book", "book-part-wrapper"];
    private static readonly string[] Sets = ["pmc-articleset", "articles", "article-set", "articleset"];

    // What tells these from other kinds of XML whose outermost element is an article or a book, such as DocBook.
    private static readonly string[] Signs = ["<article-meta", "<journal-meta", "<book-meta", "<book-part", "<front>", "<front "];

    /// <inheritdoc/>
    public string Name => "JATS";

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        if (head.Xml is not { } xml || xml.Namespace.Contains("docbook", StringComparison.OrdinalIgnoreCase))
            return false;
        return Sets.Contains(xml.Name, StringComparer.Ordinal) || (Records.Contains(xml.Name, StringComparer.Ordinal)
            && (IsPublicId(xml.PublicId) || xml.Attributes.ContainsKey("article-type") || Signs.Any(s => head.Text.Contains(s, StringComparison.Ordinal))));
    }

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        var scanner = new XmlRecordScanner(file.Content, settings, false, Records);
        int number = 0;
        bool isLastWhole = false;
        foreach (XmlRecord record in scanner.Read())
        {
            number++;
            isLastWhole = record.Element is not null;
            // One of many has no id by the path of all.
            string fallback = scanner.Root is null || scanner.Root.Name.LocalName == record.Name ? file.PathId : $"{file.PathId}#{number}";
            yield return record.Element is null ? CatalogRecord.Refused(file.Name, record.Line, IdOf(record), record.Problem!)
                : ReadOne(file, settings, record, fallback);
        }
        if (isLastWhole && scanner.IsCut)
        {
            yield return CatalogRecord.Refused(
                file.Name, scanner.Line, null, "the file ends before all that it opens is closed: it was cut; send the whole file again");
        }
        if (number == 0)
            yield return CatalogRecord.Refused(file.Name, 0, null, "the file holds no article and no book; it may be cut, send it whole");
    }

    private static CatalogRecord ReadOne(CatalogFile file, IntakeSettings settings, XmlRecord record, string fallback)
    {
        XElement root = record.Element!;
        List<string> warnings = [.. record.Warnings];
        var metadata = new JatsMetadata(root, warnings);
        Work work = metadata.ToWork(fallback);
        if (work.Id.Length > Work.LongestId)
        {
            return CatalogRecord.Refused(
                file.Name, record.Line, null, $"the file's path gives an id of {work.Id.Length} characters; {Work.LongestId} are allowed");
        }
        StatedRights stated = metadata.RightsOf(FileRights.Of(file, settings, work.Id, new RightsDeclarant(RightsRole.Publisher, work.Publisher)));
        return new CatalogRecord
        {
            File = file.Name,
            Line = record.Line,
            RecordId = work.Id,
            Format = FormatOf(root),
            Work = work,
            Text = JatsText.Of(root),
            IsInSeries = true,
            Rights = FileRights.Take(stated, warnings),
            Warnings = warnings,
        };
    }

    private static bool IsPublicId(string? id) => id is not null
        && (id.Contains("//NLM//", StringComparison.Ordinal) || id.Contains("JATS", StringComparison.Ordinal) || id.Contains("BITS", StringComparison.Ordinal));

    private static string FormatOf(XElement root)
    {
        string? version = root.Attribute("dtd-version")?.Value.Trim();
        string name = root.Name.LocalName != "article" ? "BITS" : version is ['2' or '3', ..] ? "NLM" : "JATS";
        return version is { Length: > 0 and <= 10 } ? $"{name} {version}" : name;
    }

    // Of a record that cannot be read.
    private static string? IdOf(XmlRecord record)
    {
        string? doi = record.WordsInBeginning("article-id", "pub-id-type", "doi") ?? record.WordsInBeginning("book-id", "book-id-type", "doi");
        return doi is null ? null : WorkIdentifiers.Normalise("doi", doi).Value;
    }
}
