using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Formats.News;

/// <summary>
/// NewsML-G2 (IPTC): news messages of any length, each item a record, and items that stand alone; NITF documents that stand alone as well.
/// </summary>
internal sealed class NewsMlFormat : ICatalogFormat
{
    private const string Space = "http://iptc.org/std/nar/2006-10-01/";

    // Items without a text to search for, and what is said of them.
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["packageItem"] = "it is a package, which names other items and has no text of its own; nothing needs to be done, its items are read where they stand",
        ["knowledgeItem"] = "it is a knowledge item, a vocabulary and no work; nothing needs to be done",
        ["conceptItem"] = "it is a concept item, an entry of a vocabulary and no work; nothing needs to be done",
        ["planningItem"] = "it is a planning item, which announces works to come; send their news items when they are there",
        ["catalogItem"] = "it is a catalog item, which names vocabularies and is no work; nothing needs to be done",
    };

    /// <inheritdoc/>
    public string Name => "NewsML-G2";

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => head.Xml is { } xml
        && (xml.Name is "newsMessage" or "newsItem" or "nitf" || (Others.ContainsKey(xml.Name) && xml.Namespace == Space));

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        // An item that is not closed ends where the next one begins; a NITF document in an item is its text.
        var scanner = new XmlRecordScanner(file.Content, settings, nests: false, ["newsItem", .. Others.Keys, "nitf"]);
        bool hasItems = false;
        foreach (XmlRecord record in scanner.Read())
        {
            hasItems = true;
            string format = record.Name == "nitf" ? "NITF" : Name;
            if (record.Element is null)
            {
                yield return CatalogRecord.Refused(file.Name, record.Line, IdOf(record), record.Problem!) with { Format = format };
                continue;
            }
            if (record.Element.Attribute("standardversion")?.Value.Trim() is { Length: > 0 and <= 10 } version)
                format = $"{format} {version}";
            CatalogRecord read = record.Name == "nitf" ? NitfDocument.Read(record, file, settings)
                : Others.TryGetValue(record.Name, out string? reason)
                    ? CatalogRecord.Refused(file.Name, record.Line, record.Element.Attribute("guid")?.Value, reason) with { Warnings = record.Warnings }
                : NewsItem.Read(record, file, settings);
            yield return read with { Format = format };
        }
        if (scanner.IsCut)
            yield return CatalogRecord.Refused(file.Name, scanner.Line, null, "the file ends before all that it opens is closed: it was cut; send the whole file again");
        else if (!hasItems)
            yield return CatalogRecord.Refused(file.Name, scanner.Line, null, "the message holds no items; send one with at least one <newsItem>");
    }

    // Of an item that cannot be read.
    private static string? IdOf(XmlRecord record) =>
        record.Name == "nitf" ? record.AttributeInBeginning("doc-id", "id-string") : record.AttributeInBeginning(record.Name, "guid");
}
