namespace ProvenanceAudit.Rights.Robots;

/// <summary>A line with a key and a value, as octets.</summary>
internal readonly ref struct RobotsLine(int number, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
{
    /// <summary>Number of the line, from 1.</summary>
    public int Number { get; } = number;

    /// <summary>The key; not empty.</summary>
    public ReadOnlySpan<byte> Name { get; } = name;

    /// <summary>The value; may be empty.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;
}

/// <summary>Splits robots.txt into its lines, and these into key and value; what has none is passed over.</summary>
internal ref struct RobotsLines(ReadOnlySpan<byte> content)
{
    // Eight times the longest address that browsers took; the rest of a line is not read, as in Google's parser.
    private const int LongestLine = (2083 * 8) - 1;

    private ReadOnlySpan<byte> _rest = WithoutByteOrderMark(content);
    private bool _ended;
    private int _number;

    /// <summary>The line that was read last.</summary>
    public RobotsLine Current { get; private set; }

    /// <summary>Itself: so that it can be read with foreach.</summary>
    public readonly RobotsLines GetEnumerator() => this;

    /// <summary>Goes on to the next line that has key and value.</summary>
    public bool MoveNext()
    {
        while (!_ended)
        {
            ReadOnlySpan<byte> line = NextLine();
            if (TrySplit(line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value))
            {
                Current = new RobotsLine(_number, name, value);
                return true;
            }
        }
        return false;
    }

    private ReadOnlySpan<byte> NextLine()
    {
        _number++;
        int end = _rest.IndexOfAny((byte)'\r', (byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? _rest : _rest[..end];
        if (end < 0)
            _ended = true;
        else
            _rest = _rest[(end + (_rest[end..] is [(byte)'\r', (byte)'\n', ..] ? 2 : 1))..];
        if (line.Length > LongestLine)
            line = line[..LongestLine];
        // To Google's parser, which reads strings of C, a line ends at a zero.
        int zero = line.IndexOf((byte)0);
        return zero < 0 ? line : line[..zero];
    }

    private static bool TrySplit(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        name = value = default;
        int comment = line.IndexOf((byte)'#');
        line = Trim(comment < 0 ? line : line[..comment]);
        int separator = line.IndexOf((byte)':');
        if (separator < 0)
        {
            separator = line.IndexOfAny((byte)' ', (byte)'\t');
            // Somebody forgot the colon where there are two words; more are prose.
            if (separator < 0 || line[separator..].TrimStart(" \t"u8).IndexOfAny((byte)' ', (byte)'\t') >= 0)
                return false;
        }
        name = Trim(line[..separator]);
        value = Trim(line[(separator + 1)..]);
        return !name.IsEmpty;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\n\v\f\r"u8);

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> content)
    {
        int length = content.CommonPrefixLength((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]);
        return content[length..];
    }
}
