using System.Buffers;
using System.Text;

namespace ProvenanceAudit.Text.Pages;

/// <summary>
/// Finds the encoding that a page declares in its own bytes: the prescan of HTML (section 13.2.3.2, "prescan a byte stream to determine its
/// encoding") and the XML declaration. Browsers look at 1,024 bytes and begin anew when a declaration comes later; this looks at the head at once.
/// </summary>
internal static class EncodingDeclaration
{
    // Heads that are longer, for all their scripts, declare their encoding before them.
    private const int MostBytes = 256 * 1024;
    private const int MostAttributes = 1000;

    private static readonly SearchValues<byte> EndsName = SearchValues.Create("= \t\r\n\f/>"u8);
    private static readonly SearchValues<byte> EndsTagName = SearchValues.Create(" \t\r\n\f>"u8);
    private static readonly SearchValues<char> EndsLabel = SearchValues.Create(" \t\r\n\f;");

    /// <summary>The encoding that is declared; null without one that the standard knows.</summary>
    public static PageEncoding? Find(ReadOnlySpan<byte> page)
    {
        page = page[..Math.Min(page.Length, MostBytes)];
        return FromXml(page) ?? FromMeta(page);
    }

    /// <summary>The label in a content type such as <c>text/html; charset="utf-8"</c>; null without one.</summary>
    public static string? LabelIn(string? contentType)
    {
        for (int at = 0; contentType is not null && (at = contentType.IndexOf("charset", at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            at += 7;
            ReadOnlySpan<char> rest = contentType.AsSpan(at).TrimStart(" \t\r\n\f");
            if (!rest.StartsWith("="))
                continue;
            rest = rest[1..].TrimStart(" \t\r\n\f");
            if (rest.Length > 0 && rest[0] is '"' or '\'')
            {
                int end = rest[1..].IndexOf(rest[0]);
                return end < 0 ? null : rest.Slice(1, end).ToString();
            }
            int stop = rest.IndexOfAny(EndsLabel);
            return (stop < 0 ? rest : rest[..stop]).ToString();
        }
        return null;
    }

    private static PageEncoding? FromXml(ReadOnlySpan<byte> page)
    {
        if (!page.StartsWith("<?xml"u8))
            return null;
        int end = page.IndexOf((byte)'>');
        if (end < 0)
            return null;
        string declaration = Encoding.Latin1.GetString(page[..end]);
        int at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        if (at < 0)
            return null;
        ReadOnlySpan<char> rest = declaration.AsSpan(at + 8).TrimStart(" \t\r\n");
        if (!rest.StartsWith("="))
            return null;
        rest = rest[1..].TrimStart(" \t\r\n");
        int close = rest.Length > 0 ? rest[1..].IndexOf(rest[0]) : -1;
        return close < 0 || rest[0] is not ('"' or '\'') ? null : Declared(rest.Slice(1, close).ToString());
    }

    private static PageEncoding? FromMeta(ReadOnlySpan<byte> page)
    {
        for (int at = 0; at < page.Length;)
        {
            int tag = page[at..].IndexOf((byte)'<');
            if (tag < 0)
                return null;
            at += tag;
            ReadOnlySpan<byte> rest = page[at..];
            if (rest.StartsWith("<!--"u8))
            {
                // A comment such as "<!-->" ends where it begins.
                int end = rest[2..].IndexOf("-->"u8);
                if (end < 0)
                    return null;
                at += 2 + end + 3;
            }
            else if (IsTag(rest, "meta"u8))
            {
                at += 5;
                if (FromAttributes(page, ref at) is { } found)
                    return found;
            }
            else if (IsTag(rest, "script"u8) || IsTag(rest, "style"u8))
            {
                // Text in scripts that looks like a tag is none; browsers see it only after the prescan.
                int end = rest[1..].IndexOf("</"u8);
                if (end < 0)
                    return null;
                at += end + 3;
            }
            else if (IsTag(rest, "body"u8))
            {
                return null;
            }
            else if (rest.Length > 1 && (char.IsAsciiLetter((char)rest[1]) || (rest[1] == '/' && rest.Length > 2 && char.IsAsciiLetter((char)rest[2]))))
            {
                int name = rest[1..].IndexOfAny(EndsTagName);
                if (name < 0)
                    return null;
                at += 1 + name;
                SkipAttributes(page, ref at);
            }
            else if (rest.Length > 1 && rest[1] is (byte)'!' or (byte)'/' or (byte)'?')
            {
                int end = rest.IndexOf((byte)'>');
                if (end < 0)
                    return null;
                at += end + 1;
            }
            else
            {
                at++;
            }
        }
        return null;
    }

    private static PageEncoding? FromAttributes(ReadOnlySpan<byte> page, ref int at)
    {
        string? charset = null, content = null;
        bool contentType = false;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Count < MostAttributes && Attribute(page, ref at, out string name, out string value))
        {
            if (!seen.Add(name))
                continue;
            if (name == "http-equiv")
                contentType = value == "content-type";
            else if (name == "content")
                content ??= LabelIn(value);
            else if (name == "charset")
                charset = value;
        }
        return Declared(charset ?? (contentType ? content : null));
    }

    /// <summary>
    /// A declaration of UTF-16 that can be read in ASCII is wrong and means UTF-8, and one of a private encoding means windows-1252.
    /// </summary>
    private static PageEncoding? Declared(string? label) => EncodingLabels.Of(label) switch
    {
        { Name: "UTF-16LE" or "UTF-16BE" } => PageEncoding.Utf8,
        { Name: "x-user-defined" } => PageEncoding.Windows1252,
        var known => known,
    };

    private static void SkipAttributes(ReadOnlySpan<byte> page, ref int at)
    {
        for (int i = 0; i < MostAttributes && Attribute(page, ref at, out _, out _); i++)
        {
        }
    }

    /// <summary>Reads an attribute, in lower case, from within a tag; false at its end.</summary>
    private static bool Attribute(ReadOnlySpan<byte> page, ref int at, out string name, out string value)
    {
        name = value = "";
        while (at < page.Length && page[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f' or (byte)'/')
            at++;
        if (at >= page.Length || page[at] == '>')
            return false;
        int length = page[at..].IndexOfAny(EndsName);
        // An equals sign that begins a name belongs to it.
        if (length == 0)
            length = 1 + Math.Max(0, page[(at + 1)..].IndexOfAny(EndsName));
        if (length < 0)
            return false;
        name = Lower(page.Slice(at, length));
        at += length;
        int equals = at;
        while (equals < page.Length && page[equals] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f')
            equals++;
        if (equals >= page.Length || page[equals] != '=')
            return true;
        at = equals + 1;
        while (at < page.Length && page[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f')
            at++;
        if (at >= page.Length)
            return false;
        if (page[at] is (byte)'"' or (byte)'\'')
        {
            int close = page[(at + 1)..].IndexOf(page[at]);
            if (close < 0)
            {
                at = page.Length;
                return false;
            }
            value = Lower(page.Slice(at + 1, close));
            at += close + 2;
            return true;
        }
        int end = page[at..].IndexOfAny(EndsTagName);
        end = end < 0 ? page.Length - at : end;
        value = Lower(page.Slice(at, end));
        at += end;
        return true;
    }

    // No attribute of interest is longer.
    private static string Lower(ReadOnlySpan<byte> ascii) => Encoding.Latin1.GetString(ascii[..Math.Min(ascii.Length, 500)]).ToLowerInvariant();

    private static bool IsTag(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name) =>
        text.Length > name.Length + 1 && Ascii.EqualsIgnoreCase(text.Slice(1, name.Length), name)
        && text[name.Length + 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f' or (byte)'/' or (byte)'>';
}
