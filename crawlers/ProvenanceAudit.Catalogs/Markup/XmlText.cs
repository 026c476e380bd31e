using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using AngleSharp;
using AngleSharp.Html;

namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>One element of XML as text, parsed without what makes XML dangerous.</summary>
internal static partial class XmlText
{
    private static readonly XmlReaderSettings Settings = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
    };

    /// <summary>Parses an element.</summary>
    /// <param name="text">The element, from its start tag to its end tag; its depth was checked.</param>
    /// <param name="line">Line in the file where it begins, for messages.</param>
    /// <param name="spaces">Namespaces that stand about it, by prefix.</param>
    /// <param name="warnings">Told with what it was read.</param>
    /// <param name="problem">Why it cannot be read; null where it can.</param>
    public static XElement? Parse(
        string text, long line, IReadOnlyDictionary<string, string> spaces, List<string> warnings, out string? problem)
    {
        problem = null;
        text = WithCharacters(text, warnings);
        try
        {
            var names = new XmlNamespaceManager(new NameTable());
            foreach ((string prefix, string uri) in spaces)
            {
                if (prefix is not "xml" and not "xmlns")
                    names.AddNamespace(prefix, uri);
            }
            using var reader = XmlReader.Create(
                new StringReader(text), Settings, new XmlParserContext(null, names, null, XmlSpace.None));
            reader.MoveToContent();
            return XElement.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);
        }
        catch (XmlException e)
        {
            // The parser's own words end with a place in the fragment, which would be taken for one in the file.
            int place = e.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
            string words = Place().Replace(
                (place < 0 ? e.Message : e.Message[..place]).TrimEnd('.', ' '),
                found => $" in line {line + long.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1}");
            problem = $"it is not well-formed XML in line {line + Math.Max(0, e.LineNumber - 1)}: {InPlainWords(OnOneLine(words))}; mend it and send it again";
            return null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            problem = $"it is not well-formed XML: {OnOneLine(e.Message.TrimEnd('.'))}; mend it and send it again";
            return null;
        }
    }

    /// <summary>A text without the characters that XML cannot hold.</summary>
    public static string WithoutControls(string text)
    {
        foreach (char c in text)
        {
            if (!XmlConvert.IsXmlChar(c))
                return new string([.. text.Where(XmlConvert.IsXmlChar)]);
        }
        return text;
    }

    /// <summary>
    /// The text with named entities of HTML as characters, and without control characters, which old systems left in their exports: both
    /// are met often, and neither leaves a doubt about what is meant.
    /// </summary>
    private static string WithCharacters(string text, List<string> warnings)
    {
        if (text.AsSpan().IndexOfAny(Controls) >= 0)
        {
            text = new string([.. text.Where(c => !Controls.Contains(c))]);
            warnings.Add("control characters, which XML cannot hold, were left out");
        }
        int at = text.IndexOf('&', StringComparison.Ordinal);
        if (at < 0)
            return text;
        StringBuilder? built = null;
        int copied = 0;
        for (; at >= 0; at = text.IndexOf('&', at + 1))
        {
            int length = EntityLength(text.AsSpan(at));
            if (length == 0 || text[at + 1] == '#' || text.AsSpan(at, length) is "&amp;" or "&lt;" or "&gt;" or "&quot;" or "&apos;"
                || HtmlEntityProvider.Resolver.GetSymbol(text.Substring(at + 1, length - 1)) is not { } symbol
                || symbol is "<" or "&")
                continue;
            built ??= new StringBuilder(text.Length);
            built.Append(text, copied, at - copied).Append(symbol);
            copied = at + length;
        }
        return built is null ? text : built.Append(text, copied, text.Length - copied).ToString();
    }

    private static readonly System.Buffers.SearchValues<char> Controls = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(c => c is not (9 or 10 or 13)).Select(c => (char)c), '\uFFFE', '\uFFFF']);

    // Of what is wrong most often, the parser tells what it looked for, not what is there.
    private static string InPlainWords(string words) =>
        words.Contains("EntityName", StringComparison.Ordinal) || words.Contains("expecting the character ';'", StringComparison.Ordinal) || words.Contains("expected token is ';'", StringComparison.Ordinal)
            ? "a '&' stands for itself, which is to be written '&amp;'"
        : words.StartsWith("Name cannot begin with", StringComparison.Ordinal) ? "a '<' stands for itself, which is to be written '&lt;'" : words;

    // The parser quotes the characters that it does not like, line ends among them.
    private static string OnOneLine(string words) => new([.. words.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);

    [GeneratedRegex(@" on line (\d{1,9}) position \d+", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    // Length of "&name;", 0 where none stands.
    private static int EntityLength(ReadOnlySpan<char> text)
    {
        for (int i = 1; i < Math.Min(text.Length, 40); i++)
        {
            if (text[i] == ';')
                return i > 1 ? i + 1 : 0;
            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] != '#')
                return 0;
        }
        return 0;
    }
}
