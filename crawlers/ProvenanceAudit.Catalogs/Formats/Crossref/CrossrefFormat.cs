using System.Text.Json;
using System.Text.Unicode;
using ProvenanceAudit.Catalogs.Files;

namespace ProvenanceAudit.Catalogs.Formats.Crossref;

/// <summary>
/// Metadata of works as Crossref gives it in JSON: answers of its REST interface (one work, or a list of them), files of its yearly public
/// data file, and works alone, in an array or one a line. The text of a work is not in it.
/// </summary>
internal sealed class CrossrefFormat : ICatalogFormat
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = CrossrefObjects.Depth };

    /// <inheritdoc/>
    public string Name => "Crossref";

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => CrossrefShape.Of(head) is not null;

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        CrossrefShape shape = CrossrefShape.Of(file.Head) ?? new CrossrefShape("", null);
        if (shape.MessageType is not (null or "work" or "work-list"))
        {
            yield return CatalogRecord.Refused(file.Name, 0, null, $"the answer of Crossref is a '{Shorten(shape.MessageType)}', which holds no works; ask for /works");
            yield break;
        }
        var objects = new CrossrefObjects(file.Content, shape.Path, settings);
        bool hasAny = false;
        foreach (JsonObjectCut cut in objects.Read())
        {
            hasAny = true;
            yield return ReadOne(file, settings, cut);
        }
        if (objects.IsCut)
            yield return CatalogRecord.Refused(file.Name, objects.Line, null, "the file ends before all that it opens is closed: it was cut; send the whole file again");
        else if (!hasAny)
            yield return CatalogRecord.Refused(file.Name, objects.Line, null, "the answer of Crossref holds no works; ask with another filter or query");
    }

    private static CatalogRecord ReadOne(CatalogFile file, IntakeSettings settings, JsonObjectCut cut)
    {
        CatalogRecord Refused(string reason) => CatalogRecord.Refused(file.Name, cut.Line, null, reason);
        if (cut.Problem is not null)
            return Refused(cut.Problem);
        if (!Utf8.IsValid(cut.Json.Span))
            return Refused("the record is not UTF-8; save the file as UTF-8");
        try
        {
            using JsonDocument document = JsonDocument.Parse(cut.Json, Options);
            return new CrossrefWork(document.RootElement, file, settings, cut.Line).Read();
        }
        catch (JsonException e)
        {
            return Refused($"the record is not valid JSON in line {cut.Line + (e.LineNumber ?? 0)}; mend it and send it again");
        }
        catch (InvalidOperationException)
        {
            return Refused("the record holds half of a character, such as \\ud83d without its other half; mend it and send it again");
        }
    }

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
