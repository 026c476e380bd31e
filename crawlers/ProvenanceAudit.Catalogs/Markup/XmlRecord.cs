using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>One record of an XML file: an element that was cut out of it, or the reason why it cannot be read.</summary>
/// <param name="Name">Name of the element without its prefix.</param>
/// <param name="Line">Line where it begins, from 1.</param>
/// <param name="Element">
/// The element, with line numbers that count from the record's own first line, and white space as it stands; null when it cannot be read.
/// </param>
/// <param name="Problem">Why it cannot be read, and what to do about it; null when it can.</param>
/// <param name="Warnings">What it was read with.</param>
/// <param name="Beginning">
/// Of a record that cannot be read, the first characters, at most <see cref="LongestBeginning"/>: its id may stand in them, by which
/// people find it. Otherwise empty.
/// </param>
internal sealed record XmlRecord(string Name, long Line, XElement? Element, string? Problem, IReadOnlyList<string> Warnings, string Beginning = "")
{
    /// <summary>Most characters that are kept of a record that cannot be read.</summary>
    public const int LongestBeginning = 1 << 13;

    /// <summary>Line of an element of the record in the file, from 1.</summary>
    public long LineOf(XElement element) => ((IXmlLineInfo)element).HasLineInfo() ? Line + ((IXmlLineInfo)element).LineNumber - 1 : Line;

    /// <summary>Words of the first element of one of some names in the beginning; null where none stands there whole, or it is too long for an id.</summary>
    public string? WordsInBeginning(params ReadOnlySpan<string> names) => WordsInBeginning(names, null, null);

    /// <summary>The same of the first element that has an attribute of a value.</summary>
    public string? WordsInBeginning(string name, string attribute, string value) => WordsInBeginning([name], attribute, value);

    private string? WordsInBeginning(ReadOnlySpan<string> names, string? attribute, string? value)
    {
        for (int at = Beginning.IndexOf('<', StringComparison.Ordinal); at >= 0; at = Beginning.IndexOf('<', at + 1))
        {
            ReadOnlySpan<char> rest = Beginning.AsSpan(at);
            ReadOnlySpan<char> name = XmlTags.NameOf(rest);
            int end = XmlTags.EndOfTag(rest, 0);
            if (end < 0 || !names.Contains(name[(name.IndexOf(':') + 1)..].ToString()))
                continue;
            if (attribute is not null && XmlTags.AttributesOf(rest[..end]).GetValueOrDefault(attribute) != value)
                continue;
            int close = rest[end..].IndexOf('<');
            return close < 0 ? null : AsId(rest.Slice(end, close));
        }
        return null;
    }

    /// <summary>An attribute of the first tag of a name in the beginning; null where none stands there, or it is too long for an id.</summary>
    public string? AttributeInBeginning(string element, string attribute)
    {
        for (int at = Beginning.IndexOf('<', StringComparison.Ordinal); at >= 0; at = Beginning.IndexOf('<', at + 1))
        {
            ReadOnlySpan<char> rest = Beginning.AsSpan(at);
            ReadOnlySpan<char> name = XmlTags.NameOf(rest);
            if (!name[(name.IndexOf(':') + 1)..].SequenceEqual(element))
                continue;
            // A tag that is not closed may hold the attribute all the same.
            int end = XmlTags.EndOfTag(rest, 0);
            return XmlTags.AttributesOf(end < 0 ? rest : rest[..end]).TryGetValue(attribute, out string? value) ? AsId(value) : null;
        }
        return null;
    }

    private static string? AsId(ReadOnlySpan<char> text)
    {
        string words = string.Join(' ', WebUtility.HtmlDecode(text.ToString()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        words = string.Concat(words.EnumerateRunes().Where(rune => !Rune.IsControl(rune)));
        return words.Length is 0 or > Work.LongestId ? null : words;
    }
}
