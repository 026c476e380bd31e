using System.Globalization;
using System.Text;
using ProvenanceAudit.Records;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>
/// Joins the chunks of an HTTP/1.1 body (RFC 9112, 7.1). What does not begin with a chunk's size is no chunk and given as it
/// is; a
/// body whose later sizes are wrong, or that ends too soon, throws <see cref="InvalidDataException"/>.
/// </summary>
internal sealed class ChunkedStream(Stream inner) : ReadOnlyStream
{
    // A size of 16 digits with extensions that nobody sends.
    private const int LongestSizeLine = 256;

    private readonly byte[] _buffer = new byte[1 << 12];
    private int _start;
    private int _end;
    private long _left;
    private bool _begun;
    private bool _plain;
    private bool _ended;

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty)
            return 0;
        if (!_plain && _left == 0 && !NextChunk())
            return 0;
        if (_plain)
            return Take(buffer);
        int read = Take(buffer[..(int)Math.Min(buffer.Length, _left)]);
        if (read == 0)
            throw new InvalidDataException("the chunk breaks off");
        _left -= read;
        return read;
    }

    /// <summary>Reads the next size line; false at the last chunk.</summary>
    private bool NextChunk()
    {
        ReadOnlySpan<byte> line = SizeLine(out int length);
        ReadOnlySpan<byte> digits = line;
        int end = line.IndexOfAny(";\r\n \t"u8);
        if (end >= 0)
            digits = line[..end];
        bool valid = length > 0
            && long.TryParse(Encoding.ASCII.GetString(digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left)
            && _left >= 0;
        if (!valid)
        {
            _left = 0;
            if (_begun)
                throw new InvalidDataException("the size of a chunk is no number");
            _plain = true;
            return true;
        }
        _begun = true;
        _start += length;
        // Trailers behind the last chunk are not of the body.
        _ended = _left == 0;
        return !_ended;
    }

    /// <summary>
    /// The next size line, without the line end of the chunk before it; and how long it is with its line ends, or 0.
    /// </summary>
    private ReadOnlySpan<byte> SizeLine(out int length)
    {
        while (true)
        {
            ReadOnlySpan<byte> bytes = _buffer.AsSpan(_start, _end - _start);
            int skip = !_begun ? 0 : bytes is [(byte)'\r', (byte)'\n', ..] ? 2 : bytes is [(byte)'\n', ..] ? 1 : 0;
            int at = bytes[skip..].IndexOf((byte)'\n');
            if (at >= 0)
            {
                length = skip + at + 1;
                return bytes.Slice(skip, at);
            }
            if (bytes.Length >= LongestSizeLine || !Fill())
            {
                length = 0;
                return default;
            }
        }
    }

    private int Take(Span<byte> buffer)
    {
        if (_start == _end)
            return inner.Read(buffer);
        int count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    private bool Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read = inner.Read(_buffer.AsSpan(_end));
        _end += read;
        return read > 0;
    }
}
