using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>A text file as one work, whose id is its path without the ending. The last of the formats: what is no text is refused by what it is.</summary>
internal sealed class TextFormat : ICatalogFormat
{
    /// <inheritdoc/>
    public string Name => "plain text";

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => true;

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        string id = file.PathId;
        if (file.Head.Xml is { } xml && (file.Head.BeginsWith("<?xml") || xml.Namespace.Length > 0))
        {
            yield return CatalogRecord.Refused(file.Name, 0, id,
                $"the file is XML of a kind that is not read, <{Shown(xml.Name)}>; send ONIX, JATS, BITS, TEI, NewsML-G2, OAI-PMH or XHTML, or its text alone");
            yield break;
        }
        TextFile text = TextFile.Decode(file.ReadAll());
        string? problem = text.Problem is null ? null : $"the file {text.Problem}";
        if (text.Text is not null && id.Length > Work.LongestId)
            (text, problem) = (text with { Text = null }, $"the file's path gives an id of {id.Length} characters; {Work.LongestId} are allowed");
        yield return text.Text is null
            ? CatalogRecord.Refused(file.Name, 0, null, problem!)
            : new CatalogRecord
            {
                File = file.Name,
                Line = 0,
                RecordId = id,
                Work = new Work { Id = id, Title = id[(id.LastIndexOf('/') + 1)..] },
                Text = text.Text,
                Warnings = problem is null ? [] : [problem],
            };
    }

    private static string Shown(string name) => name.Length <= 60 ? name : name[..60] + "…";
}
