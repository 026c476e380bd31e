using System.Xml;
using System.Xml.Linq;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Tests;

/// <summary>A report's page as a browser sees it. Parsing it as XML fails on the slightest broken markup.</summary>
internal static class Page
{
    public static string HtmlOf(AuditReport report)
    {
        var writer = new StringWriter();
        HtmlReport.Write(report, writer);
        return writer.ToString();
    }

    public static XElement Of(AuditReport report)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore };
        using var reader = XmlReader.Create(new StringReader(HtmlOf(report)), settings);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
    }

    public static XElement ById(this XElement page, string id) =>
        page.Descendants().Single(element => element.Attribute("id")?.Value == id);

    public static IEnumerable<XElement> ByClass(this XElement page, string name) =>
        page.Descendants().Where(element => element.Attribute("class")?.Value.Split(' ').Contains(name) == true);

    /// <summary>The text of an element with white space as a browser shows it outside passages.</summary>
    public static string ShownText(this XElement element) =>
        string.Join(' ', element.Value.Split([' ', '\n', '\u00A0'], StringSplitOptions.RemoveEmptyEntries));
}
