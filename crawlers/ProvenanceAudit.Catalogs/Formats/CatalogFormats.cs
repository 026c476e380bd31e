using ProvenanceAudit.Catalogs.Files;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>The formats that there are, in the order in which they are tried: what looks like less comes after what looks like more.</summary>
internal static class CatalogFormats
{
    private static readonly ICatalogFormat[] All =
    [
        new Epub.EpubFormat(),
        new Pdf.PdfFormat(),
        new Onix.OnixFormat(),
        new Oai.OaiFormat(),
        new News.NewsMlFormat(),
        new Jats.JatsFormat(),
        new Tei.TeiFormat(),
        new Html.HtmlFormat(),
        new Crossref.CrossrefFormat(),
        new News.NinjsFormat(),
        new Tables.TableFormat(),
        new JsonLinesFormat(),
        new TextFormat(),
    ];

    /// <summary>The format of a file. There is always one: text is the last, and says why a file is none.</summary>
    public static ICatalogFormat Of(FileHead head) => Array.Find(All, format => format.Recognises(head))!;
}
