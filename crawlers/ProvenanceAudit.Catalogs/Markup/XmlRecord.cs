using System.Xml;
using System.Xml.Linq;

namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>One record of an XML file: an element that was cut out of it, or the reason why it cannot be read.</summary>
/// <param name="Name">Name of the element without its prefix.</param>
/// <param name="Line">Line where it begins, from 1.</param>
/// <param name="Element">
/// The element, with line numbers that count from the record's own first line, and white space as it stands; null when it cannot be read.
/// </param>
/// <param name="Problem">Why it cannot be read, and what to do about it; null when it can.</param>
/// <param name="Warnings">What it was read with.</param>
internal sealed record XmlRecord(string Name, long Line, XElement? Element, string? Problem, IReadOnlyList<string> Warnings)
{
    /// <summary>Line of an element of the record in the file, from 1.</summary>
    public long LineOf(XElement element) => ((IXmlLineInfo)element).HasLineInfo() ? Line + ((IXmlLineInfo)element).LineNumber - 1 : Line;
}
