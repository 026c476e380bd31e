namespace ProvenanceAudit.Tests.Records;

/// <summary>Gives out bytes in pieces of given sizes, as pipes and sockets do.</summary>
internal sealed class PiecewiseStream(byte[] bytes, int[] pieces) : MemoryStream(bytes)
{
    private int _next;

    public override bool CanSeek => false;

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, pieces[_next++ % pieces.Length])]);
}

/// <summary>One byte many times, then an end; it takes no memory.</summary>
internal sealed class RepeatedStream(byte value, long count, byte[] end) : MemoryStream(end)
{
    private long _left = count;

    public override bool CanSeek => false;

    public override int Read(Span<byte> buffer)
    {
        if (_left == 0)
            return base.Read(buffer);
        int read = (int)Math.Min(buffer.Length, _left);
        buffer[..read].Fill(value);
        _left -= read;
        return read;
    }
}

/// <summary>Breaks after its bytes, as a disk or a network share does.</summary>
internal sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override int Read(Span<byte> buffer)
    {
        int read = base.Read(buffer);
        return read > 0 ? read : throw new IOException("the disk is gone");
    }
}
