using System.Runtime.ExceptionServices;

namespace ProvenanceAudit.Records;

/// <summary>A stream whose first bytes can be looked at before it is read.</summary>
public sealed class PeekedStream : ReadOnlyStream
{
    private readonly Stream _inner;
    private readonly byte[] _first;
    private readonly ExceptionDispatchInfo? _failure;
    private int _next;

    /// <summary>
    /// Reads the first bytes: fewer where the stream is shorter, or where it breaks; reading on then throws what broke it.
    /// </summary>
    public PeekedStream(Stream inner, int count)
    {
        _inner = inner;
        byte[] first = new byte[count];
        int have = 0;
        try
        {
            while (have < count && inner.Read(first.AsSpan(have)) is > 0 and int read)
                have += read;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
        _first = first[..have];
    }

    /// <summary>The first bytes.</summary>
    public byte[] First => _first;

    /// <summary>The same stream without its first bytes.</summary>
    public PeekedStream Without(int bytes)
    {
        _next = bytes;
        return this;
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_next == _first.Length)
        {
            _failure?.Throw();
            return _inner.Read(buffer);
        }
        int count = Math.Min(buffer.Length, _first.Length - _next);
        _first.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }
}
