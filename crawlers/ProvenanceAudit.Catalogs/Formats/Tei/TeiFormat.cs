using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Markup;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats.Tei;

/// <summary>Editions in TEI P5 or P4, alone or many in a corpus.</summary>
internal sealed class TeiFormat : ICatalogFormat
{
    private static readonly string[] Records = ["TEI", "TEI.2"];

    /// <inheritdoc/>
    public string Name => "TEI";

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => head.Xml?.Name is "TEI" or "TEI.2" or "teiCorpus" or "teiCorpus.2";

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
            string fallback = scanner.Root?.Name.LocalName.StartsWith("teiCorpus", StringComparison.Ordinal) == true ? $"{file.PathId}#{number}" : file.PathId;
            yield return record.Element is null ? CatalogRecord.Refused(file.Name, record.Line, record.AttributeInBeginning(record.Name, "xml:id"), record.Problem!)
                : ReadOne(file, settings, record, fallback);
        }
        if (isLastWhole && scanner.IsCut)
        {
            yield return CatalogRecord.Refused(
                file.Name, scanner.Line, null, "the file ends before all that it opens is closed: it was cut; send the whole file again");
        }
        if (number == 0)
            yield return CatalogRecord.Refused(file.Name, 0, null, "the file holds no TEI document; it may be cut, send it whole");
    }

    private static CatalogRecord ReadOne(CatalogFile file, IntakeSettings settings, XmlRecord record, string fallback)
    {
        List<string> warnings = [.. record.Warnings];
        var header = new TeiHeader(record.Element!, warnings);
        Work work = header.ToWork(fallback);
        if (work.Id.Length > Work.LongestId)
        {
            return CatalogRecord.Refused(
                file.Name, record.Line, null, $"the file's path gives an id of {work.Id.Length} characters; {Work.LongestId} are allowed");
        }
        StatedRights stated = header.RightsOf(FileRights.Of(file, settings, work.Id, new RightsDeclarant(RightsRole.Publisher, work.Publisher)));
        return new CatalogRecord
        {
            File = file.Name,
            Line = record.Line,
            RecordId = work.Id,
            Format = record.Name == "TEI" ? "TEI P5" : "TEI P4",
            Work = work,
            Text = TeiText.Of(record.Element!),
            Rights = FileRights.Take(stated, warnings),
            Warnings = warnings,
        };
    }
}
