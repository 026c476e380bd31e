namespace ProvenanceAudit.Records;

/// <summary>
/// Cuts a stream of bytes into lines, one at a time, in memory that does not grow beyond the longest line allowed: a longer
/// one is skipped to its end, so that one bad record does not cost the good ones behind it.
/// </summary>
public sealed class LineReader
{
    /// <summary>
    /// Longest line that is read, in bytes: several times the longest book as one JSON record, and little beside a laptop's
    /// memory.
    /// </summary>
    public const int DefaultMaximumBytes = 64 << 20;

    private readonly Stream _stream;
    private readonly int _maximumBytes;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Reads from a stream, which stays the caller's.</summary>
    /// <param name="stream">The bytes; lines end with LF, CR LF, or the end of the stream.</param>
    /// <param name="maximumBytes">Longest line that is read, in bytes; the carriage return of a CR LF counts.</param>
    public LineReader(Stream stream, int maximumBytes = DefaultMaximumBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumBytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(maximumBytes, Array.MaxLength);
        _stream = stream;
        _maximumBytes = maximumBytes;
        _buffer = new byte[Math.Min(maximumBytes + 1, 1 << 16)];
    }

    /// <summary>Number of the line that was last read, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether the line that was last read was longer than allowed; it is given as nothing.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">Its bytes without the line end; valid until the next call.</param>
    /// <returns>False at the end.</returns>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        IsTooLong = false;
        int looked = 0;
        while (true)
        {
            int at = _buffer.AsSpan(_start + looked, _end - _start - looked).IndexOf((byte)'\n');
            if (at >= 0)
            {
                line = Take(looked + at, looked + at + 1);
                return true;
            }
            looked = _end - _start;
            if (looked > _maximumBytes)
            {
                // What was read of it is dropped; so are the bytes to its end.
                IsTooLong = true;
                _start = _end;
                looked = 0;
            }
            if (_ended)
            {
                if (looked == 0 && !IsTooLong)
                {
                    line = default;
                    return false;
                }
                line = Take(looked, looked);
                return true;
            }
            Fill();
        }
    }

    private ReadOnlySpan<byte> Take(int length, int consumed)
    {
        Number++;
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        _start += consumed;
        IsTooLong |= length > _maximumBytes;
        if (IsTooLong)
            return default;
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        // A line that fills this much room is too long already, and was dropped.
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, (int)Math.Min(2L * _buffer.Length, _maximumBytes + 1L));
        int read = _stream.Read(_buffer.AsSpan(_end));
        _ended = read == 0;
        _end += read;
    }
}
