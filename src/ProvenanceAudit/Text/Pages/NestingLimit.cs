using System.Collections.Frozen;
using System.Text;

namespace ProvenanceAudit.Text.Pages;

/// <summary>
/// Takes tags away that nest deeper than any page has reason to. The parser of HTML walks up its open elements at nearly every tag, so that a page of a
/// hundred thousand divisions within each other would take minutes; what is in them stays.
/// </summary>
public static class NestingLimit
{
    // Browsers stop at 512.
    private const int Deepest = 600;

    // Elements that a tag of their own kind or the end of the one around them closes; pages leave them open by the thousand.
    private static readonly FrozenSet<string> NotCounted = ("a p li dt dd tr td th thead tbody tfoot caption col colgroup option optgroup rt rp rb rtc html head body "
        + "area base br embed hr img input link meta param source track wbr").Split(' ').ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> NotCountedSpan = NotCounted.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>A page without the tags that nest too deep.</summary>
    /// <param name="html">The page.</param>
    /// <returns>The page itself where nothing does.</returns>
    public static string Apply(string html)
    {
        StringBuilder? kept = null;
        int copied = 0, depth = 0, dropped = 0;
        for (int at = 0; (at = html.IndexOf('<', at)) >= 0;)
        {
            ReadOnlySpan<char> rest = html.AsSpan(at);
            if (rest.StartsWith("<!--"))
            {
                int close = html.IndexOf("-->", at + 2, StringComparison.Ordinal);
                at = close < 0 ? html.Length : close + 3;
                continue;
            }
            bool isEnd = rest.Length > 1 && rest[1] == '/';
            ReadOnlySpan<char> name = NameAt(rest[(isEnd ? 2 : 1)..]);
            if (name.IsEmpty)
            {
                at++;
                continue;
            }
            int end = html.IndexOf('>', at);
            end = end < 0 ? html.Length : end + 1;
            bool isRaw = !isEnd && (name.Equals("script", StringComparison.OrdinalIgnoreCase) || name.Equals("style", StringComparison.OrdinalIgnoreCase));
            if (isRaw)
            {
                int close = html.IndexOf("</" + name.ToString(), end, StringComparison.OrdinalIgnoreCase);
                at = close < 0 ? html.Length : close + 2;
                continue;
            }
            if (!NotCountedSpan.Contains(name))
            {
                bool drop = isEnd ? dropped > 0 : depth >= Deepest;
                if (drop)
                {
                    dropped += isEnd ? -1 : 1;
                    (kept ??= new StringBuilder(html.Length)).Append(html, copied, at - copied).Append(' ');
                    copied = end;
                }
                else
                {
                    depth = Math.Max(0, depth + (isEnd ? -1 : 1));
                }
            }
            at = end;
        }
        return kept is null ? html : kept.Append(html, copied, html.Length - copied).ToString();
    }

    private static ReadOnlySpan<char> NameAt(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < text.Length && length < 40 && char.IsAsciiLetterOrDigit(text[length]))
            length++;
        return length > 0 && char.IsAsciiLetter(text[0]) ? text[..length] : [];
    }
}
