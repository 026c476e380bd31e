namespace ProvenanceAudit.Records;

/// <summary>A stream whose first bytes can be looked at before it is read.</summary>
internal sealed class PeekedStream : ReadOnlyStream
{
    private readonly Stream _inner;
    private readonly byte[] _first;
    private int _next;

    /// <summary>Reads the first bytes, fewer where the stream is shorter.</summary>
    public PeekedStream(Stream inner, int count)
    {
        _inner = inner;
        byte[] first = new byte[count];
        int read = inner.ReadAtLeast(first, count, throwOnEndOfStream: false);
        _first = first[..read];
    }

    /// <summary>The first bytes.</summary>
    public byte[] First => _first;

    /// <summary>The same stream without its first bytes.</summary>
    public PeekedStream Without(int bytes)
    {
        _next = bytes;
        return this;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_next == _first.Length)
            return _inner.Read(buffer);
        int count = Math.Min(buffer.Length, _first.Length - _next);
        _first.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
