using System.Buffers;
using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Rights;

/// <summary>
/// Paths as RFC 9309 section 2.2.2 compares them, which TDMRep and RSL refer to: a prefix of path and query by octets, <c>*</c> for
/// any run, a last <c>$</c> for the end. Both sides are first brought to one form of percent-encoding.
/// </summary>
public static class PathPattern
{
    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>Whether a path, with its query, fits a pattern.</summary>
    /// <param name="pattern">Null fits all.</param>
    /// <param name="path">Begins with a slash.</param>
    public static bool Matches(string? pattern, string path)
    {
        if (pattern is null)
            return true;
        string wanted = Normalised(pattern);
        string given = Normalised(path);
        bool toTheEnd = wanted.EndsWith('$');
        if (toTheEnd)
            wanted = wanted[..^1];
        string[] pieces = wanted.Split('*');
        if (!given.StartsWith(pieces[0], StringComparison.Ordinal))
            return false;
        int at = pieces[0].Length;
        // Each piece at its earliest place leaves the most room for the next: no backtracking is needed.
        for (int i = 1; i < pieces.Length; i++)
        {
            if (toTheEnd && i == pieces.Length - 1)
                return given.Length - at >= pieces[i].Length && given.EndsWith(pieces[i], StringComparison.Ordinal);
            int found = given.IndexOf(pieces[i], at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + pieces[i].Length;
        }
        return !toTheEnd || at == given.Length;
    }

    /// <summary>How specific a pattern is: its octets. The longest that fits is the most specific.</summary>
    /// <param name="pattern">Null counts 0.</param>
    public static int Specificity(string? pattern) => pattern is null ? 0 : Normalised(pattern).Length;

    /// <summary>
    /// One form of percent-encoding: unreserved characters as they are, all others that need it encoded from UTF-8, digits large.
    /// </summary>
    internal static string Normalised(string path)
    {
        if (!path.AsSpan().ContainsAny('%', '\u007f') && Ascii.IsValid(path))
            return path;
        var result = new StringBuilder(path.Length + 16);
        Span<byte> octets = stackalloc byte[4];
        for (int i = 0; i < path.Length; i++)
        {
            char c = path[i];
            if (c == '%' && i + 2 < path.Length
                && byte.TryParse(path.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
            {
                if (octet < 128 && Unreserved.Contains((char)octet))
                    result.Append((char)octet);
                else
                    result.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
                i += 2;
            }
            else if (c < 127)
                result.Append(c);
            else
            {
                Rune.DecodeFromUtf16(path.AsSpan(i), out Rune rune, out int length);
                foreach (byte one in octets[..rune.EncodeToUtf8(octets)])
                    result.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
                i += length - 1;
            }
        }
        return result.ToString();
    }
}
