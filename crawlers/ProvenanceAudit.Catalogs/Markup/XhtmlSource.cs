using System.Net;
using System.Text;

namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>XHTML written so that a parser of HTML reads the same in it.</summary>
internal static class XhtmlSource
{
    private static readonly HashSet<string> Void = new(
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Gives elements that close themselves, which HTML takes for open ones, end tags of their own, and CDATA sections, which it takes for
    /// comments, as characters. A title or a script that closes itself would make all that follows its text.
    /// </summary>
    public static string AsHtml(string xhtml)
    {
        StringBuilder? built = null;
        int copied = 0;
        for (int at = 0; (at = xhtml.IndexOf('<', at)) >= 0;)
        {
            ReadOnlySpan<char> rest = xhtml.AsSpan(at);
            if (rest.StartsWith("<!--"))
            {
                int close = xhtml.IndexOf("-->", at + 2, StringComparison.Ordinal);
                at = close < 0 ? xhtml.Length : close + 3;
            }
            else if (rest.StartsWith("<![CDATA["))
            {
                int close = xhtml.IndexOf("]]>", at, StringComparison.Ordinal);
                int end = close < 0 ? xhtml.Length : close;
                (built ??= new StringBuilder(xhtml.Length)).Append(xhtml, copied, at - copied).Append(WebUtility.HtmlEncode(xhtml[(at + 9)..end]));
                copied = at = close < 0 ? end : end + 3;
            }
            else if (rest.Length < 2 || !XmlTags.IsNameStart(rest[1]))
            {
                at++;
            }
            else
            {
                int length = XmlTags.EndOfTag(rest, 0);
                if (length < 0)
                    break;
                ReadOnlySpan<char> name = XmlTags.NameOf(rest[..length]);
                if (length > 2 && rest[length - 2] == '/' && rest[length - 1] == '>' && !Void.Contains(name.ToString()))
                {
                    (built ??= new StringBuilder(xhtml.Length + 64)).Append(xhtml, copied, at + length - 2 - copied)
                        .Append("></").Append(name).Append('>');
                    copied = at + length;
                }
                at += length;
            }
        }
        return built is null ? xhtml : built.Append(xhtml, copied, xhtml.Length - copied).ToString();
    }
}
