using System.Text;

namespace ProvenanceAudit.Rights.Robots;

/// <summary>
/// The path of an Allow or Disallow line (RFC 9309, 2.2.2 and 2.2.3): octets from the beginning of path and query, <c>*</c> for
/// any number of octets, <c>$</c> at the end for the end of the address.
/// </summary>
internal sealed class RobotsPattern
{
    // What stands between the stars; each is sought in turn, which takes the leftmost place and never has to go back.
    private readonly byte[][] _parts;
    private readonly bool _toTheEnd;

    /// <param name="value">The value of the line as it stands in the file.</param>
    public RobotsPattern(ReadOnlySpan<byte> value)
    {
        byte[] escaped = Escape(value);
        Length = escaped.Length;
        Text = Encoding.ASCII.GetString(escaped);
        _toTheEnd = escaped is [.., (byte)'$'];
        var parts = new List<byte[]>();
        ReadOnlySpan<byte> rest = escaped.AsSpan(0, Length - (_toTheEnd ? 1 : 0));
        for (int star; (star = rest.IndexOf((byte)'*')) >= 0; rest = rest[(star + 1)..])
            parts.Add(rest[..star].ToArray());
        parts.Add(rest.ToArray());
        _parts = [.. parts];
    }

    /// <summary>Octets of the pattern, its <c>*</c> and <c>$</c> among them: the longest pattern that matches decides.</summary>
    public int Length { get; }

    /// <summary>The pattern with octets beyond ASCII percent-encoded, and percent-encodings in upper case.</summary>
    public string Text { get; }

    /// <summary>Whether a path with its query, percent-encoded, is meant.</summary>
    public bool Matches(ReadOnlySpan<byte> path)
    {
        if (!path.StartsWith(_parts[0]))
            return false;
        path = path[_parts[0].Length..];
        if (_parts.Length == 1)
            return !_toTheEnd || path.IsEmpty;
        for (int i = 1; i < _parts.Length - 1; i++)
        {
            int at = path.IndexOf(_parts[i]);
            if (at < 0)
                return false;
            path = path[(at + _parts[i].Length)..];
        }
        return _toTheEnd ? path.EndsWith(_parts[^1]) : path.IndexOf(_parts[^1]) >= 0;
    }

    /// <summary>
    /// For <c>/dir/index.html</c>, the pattern that means <c>/dir/</c> alone; otherwise null. Servers give that page for the
    /// folder, and Google's parser lets Allow lines mean both.
    /// </summary>
    public RobotsPattern? FolderOfIndexPage()
    {
        int slash = Text.LastIndexOf('/');
        return slash >= 0 && Text.AsSpan(slash).StartsWith("/index.htm", StringComparison.Ordinal)
            ? new RobotsPattern(Encoding.ASCII.GetBytes(Text[..(slash + 1)] + "$"))
            : null;
    }

    private static byte[] Escape(ReadOnlySpan<byte> value)
    {
        var escaped = new List<byte>(value.Length);
        for (int i = 0; i < value.Length; i++)
        {
            byte b = value[i];
            if (b == (byte)'%' && i + 2 < value.Length && char.IsAsciiHexDigit((char)value[i + 1])
                && char.IsAsciiHexDigit((char)value[i + 2]))
            {
                escaped.AddRange([b, Upper(value[i + 1]), Upper(value[i + 2])]);
                i += 2;
            }
            else if (b >= 0x80)
            {
                escaped.AddRange([(byte)'%', Hex(b >> 4), Hex(b & 15)]);
            }
            else
            {
                escaped.Add(b);
            }
        }
        return [.. escaped];
    }

    private static byte Upper(byte hex) => hex >= (byte)'a' ? (byte)(hex - 32) : hex;

    private static byte Hex(int digit) => (byte)"0123456789ABCDEF"[digit];
}
