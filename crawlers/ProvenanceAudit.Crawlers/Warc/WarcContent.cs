using System.Globalization;
using ProvenanceAudit.Records;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>The block of one record.</summary>
internal sealed class WarcContent : ReadOnlyStream
{
    // The empty lines behind a block, and one byte: asking for them has a gzip member's check sum looked at.
    private const int TailBytes = 5;

    private readonly ByteWindow _window;
    private readonly long _length;
    private long _left;
    private bool _tailSeen;
    private bool _closed;

    /// <param name="window">Stands at the block's first byte.</param>
    /// <param name="length">Length of the block as stated.</param>
    public WarcContent(ByteWindow window, long length) => (_window, _length, _left) = (window, length, length);

    /// <summary>Why the block broke off; null while it has not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Whether it broke off because what it is compressed in is damaged, and not because that ended.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Nothing can be read any more: the reader has moved on.</summary>
    public void CloseForGood() => _closed = true;

    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (Failure is null && !_tailSeen && !buffer.IsEmpty)
        {
            int read = ReadSome(buffer[..(int)Math.Min(buffer.Length, _left)]);
            if (Failure is null)
                return read;
        }
        return Failure is null ? 0 : throw new InvalidDataException(Failure);
    }

    private int ReadSome(Span<byte> buffer)
    {
        try
        {
            int read = _left > 0 ? _window.Read(buffer) : 0;
            _left -= read;
            if (_left == 0)
            {
                _tailSeen = true;
                _window.Fill(TailBytes);
            }
            else if (read == 0)
                BreakOff();
            return read;
        }
        catch (InvalidDataException e)
        {
            (Failure, IsDamaged) = (e.Message, true);
            return 0;
        }
    }

    private void BreakOff() => Failure = string.Create(
        CultureInfo.InvariantCulture, $"the record breaks off after {_length - _left} of {_length} bytes");

    /// <summary>Goes past what is left.</summary>
    public void SkipRest()
    {
        if (Failure is not null)
            return;
        try
        {
            _left -= _window.Skip(_left);
            if (_left > 0)
                BreakOff();
        }
        catch (InvalidDataException e)
        {
            (Failure, IsDamaged) = (e.Message, true);
        }
    }
}
