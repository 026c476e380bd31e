using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>A text file as one work, whose id is its path without the ending. The last of the formats: what is no text is refused by what it is.</summary>
internal sealed class TextFormat : ICatalogFormat
{
    // "<?xml" in the code pages of mainframes (XML 1.0, appendix F).
    private static readonly byte[] EbcdicXml = [0x4C, 0x6F, 0xA7, 0x94, 0x93];

    /// <inheritdoc/>
    public string Name => "plain text";

    /// <inheritdoc/>
    public bool Recognises(FileHead head) => true;

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        string id = file.PathId;
        if (ReasonAgainst(file.Head) is { } reason)
        {
            yield return CatalogRecord.Refused(file.Name, 0, null, reason);
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

    // What is no text need not be read whole in order to tell so; XML of another kind would be searched for with its tags.
    private static string? ReasonAgainst(FileHead head)
    {
        if (!head.IsWhole && TextFile.Decode(head.Bytes.ToArray()) is { Text: null, Problem: { } problem } && head.Bytes.Span.ContainsAnyExcept(" \t\r\n"u8))
            return $"the file {problem}";
        if (head.Bytes.Span.StartsWith(EbcdicXml))
            return "the file is XML in EBCDIC; save it as UTF-8";
        return head.Xml is { } xml && (head.BeginsWith("<?xml") || xml.Namespace.Length > 0)
            ? $"the file is XML whose first element is '{(xml.Name.Length <= 100 ? xml.Name : xml.Name[..100] + "…")}', none of the kinds that are read here (ONIX, JATS, BITS, TEI, NewsML-G2, "
                + "NITF, OAI-PMH, XHTML); send one of these, or the text without markup"
            : null;
    }
}
