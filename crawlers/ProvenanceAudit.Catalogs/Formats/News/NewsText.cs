using System.Text;
using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Formats.News;

/// <summary>Texts of news, by paragraphs.</summary>
internal static class NewsText
{
    // NITF 3.6, body.content.
    private static readonly BlockText Nitf = new(BlockText.Table(
        (TextPart.Block, "p hl2 block bq table ul ol dl media-caption note nitf-table fn"),
        (TextPart.Line, "li tr dt dd"),
        (TextPart.Cell, "td th"),
        (TextPart.Break, "br"),
        (TextPart.Preformatted, "pre"),
        (TextPart.LeftOut, "media-metadata media-reference media-object media-producer nitf-table-metadata custom-table datasource")));

    private static readonly BlockText Other = new(BlockText.Table((TextPart.Block, "p para title h1 h2 h3 h4 h5 h6 div section li tr"), (TextPart.Break, "br")));

    /// <summary>The text of an item: the first of its contents that has one; null where none has.</summary>
    /// <param name="contentSet">The item's contents; null where it has none.</param>
    public static string? Of(XElement? contentSet) => contentSet?.Elements().Select(content => content.Name.LocalName switch
    {
        "inlineXML" => OfXml(content),
        "inlineData" => OfData(content),
        _ => null,
    }).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>The text of a NITF document; null where it has none.</summary>
    public static string? OfNitf(XElement nitf)
    {
        string text = Nitf.Of(nitf.Descendants().Where(e => e.Name.LocalName == "body.content"));
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>The text of a NITF document that is not parsed yet; null where it has none, or cannot be read.</summary>
    public static string? OfNitf(string document, IntakeSettings settings)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(document));
        try
        {
            // Whatever encoding it declares, it came as characters.
            return new XmlRecordScanner(bytes, settings, nests: false, "nitf").Read()
                .Select(record => record.Element is null ? null : OfNitf(record.Element)).FirstOrDefault(text => text is not null);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The text of a page of HTML or XHTML.</summary>
    public static string OfHtml(string html) => HtmlText.Of(HtmlText.Parse(html));

    private static string? OfXml(XElement content)
    {
        if (content.Elements().FirstOrDefault() is not { } root)
            return content.Value;
        return root.Name.LocalName switch
        {
            "nitf" => OfNitf(root),
            "html" => HtmlText.Of(HtmlText.ParseXhtml(root.ToString(SaveOptions.DisableFormatting))),
            _ => Other.Of(root),
        };
    }

    private static string? OfData(XElement content)
    {
        string type = content.Attribute("contenttype")?.Value.Split(';')[0].Trim() ?? "text/plain";
        if (content.Attribute("encoding") is not null || !type.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
            return null;
        return type.Equals("text/html", StringComparison.OrdinalIgnoreCase) ? OfHtml(content.Value) : content.Value.Trim();
    }
}
