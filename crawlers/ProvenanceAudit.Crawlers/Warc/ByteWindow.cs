namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>A stream seen through a buffer: one can look ahead, and go back to what the buffer still holds.</summary>
internal sealed class ByteWindow
{
    private readonly byte[] _buffer;
    private Stream _stream;
    private int _start;
    private int _end;
    private long _streamPosition;

    /// <param name="stream">The stream; its bytes are counted from where it stands.</param>
    /// <param name="capacity">Most bytes that can be looked ahead.</param>
    public ByteWindow(Stream stream, int capacity)
    {
        _stream = stream;
        _streamPosition = stream.CanSeek ? stream.Position : 0;
        _buffer = new byte[capacity];
    }

    /// <summary>Offset of the next byte in the stream.</summary>
    public long Position => _streamPosition - (_end - _start);

    /// <summary>What is looked at: the next bytes, as many as the buffer holds.</summary>
    public ReadOnlySpan<byte> Available => _buffer.AsSpan(_start, _end - _start);

    /// <summary>Whether <see cref="MoveTo"/> may go to an offset.</summary>
    public bool CanMoveTo(long position) => CanSeek || (position >= _streamPosition - _end && position <= _streamPosition);

    /// <summary>Whether <see cref="MoveTo"/> may go anywhere.</summary>
    public bool CanSeek => _stream.CanSeek;

    /// <summary>Length of the stream, which can seek.</summary>
    public long Length => _stream.Length;

    /// <summary>Goes on with another stream, counting from 0.</summary>
    public void Reset(Stream stream)
    {
        _stream = stream;
        _start = _end = 0;
        _streamPosition = 0;
    }

    /// <summary>Looks further ahead.</summary>
    /// <returns>False at the end of the stream, or where the buffer is full.</returns>
    public bool Fill()
    {
        if (_start > 0)
        {
            Available.CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length)
            return false;
        int read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _streamPosition += read;
        return read > 0;
    }

    /// <summary>Looks ahead until so many bytes are available.</summary>
    /// <returns>False where the stream ends before.</returns>
    public bool Fill(int count)
    {
        while (_end - _start < count)
        {
            if (!Fill())
                return false;
        }
        return true;
    }

    /// <summary>Goes past bytes that are available.</summary>
    public void Advance(int count) => _start += count;

    /// <summary>Reads the next bytes; 0 at the end.</summary>
    public int Read(Span<byte> destination)
    {
        if (_start == _end)
        {
            // Large reads need no copy.
            if (destination.Length >= _buffer.Length)
            {
                _start = _end = 0;
                int direct = _stream.Read(destination);
                _streamPosition += direct;
                return direct;
            }
            if (!Fill())
                return 0;
        }
        int count = Math.Min(destination.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(destination);
        _start += count;
        return count;
    }

    /// <summary>Goes past bytes, available or not.</summary>
    /// <returns>How many; fewer where the stream ends.</returns>
    public long Skip(long count)
    {
        long left = count;
        while (left > 0)
        {
            if (_start == _end)
            {
                if (_stream.CanSeek && left > _buffer.Length && _stream.Length - _streamPosition >= left)
                {
                    MoveTo(Position + left);
                    return count;
                }
                if (!Fill())
                    break;
            }
            int step = (int)Math.Min(left, _end - _start);
            _start += step;
            left -= step;
        }
        return count - left;
    }

    /// <summary>Goes to an offset: one that the buffer still holds, or any where the stream can seek.</summary>
    public void MoveTo(long position)
    {
        long index = position - (_streamPosition - _end);
        if (index >= 0 && index <= _end)
        {
            _start = (int)index;
            return;
        }
        _stream.Seek(position, SeekOrigin.Begin);
        _streamPosition = position;
        _start = _end = 0;
    }
}
