using ProvenanceAudit.Records;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>Bytes that were looked at already, and the stream they were taken from.</summary>
internal sealed class ConcatenatedStream(ReadOnlyMemory<byte> first, Stream rest) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> _first = first;

    /// <summary>The bytes that were looked at and not read yet.</summary>
    public ReadOnlySpan<byte> First => _first.Span;

    public override int Read(Span<byte> buffer)
    {
        if (_first.IsEmpty)
            return rest.Read(buffer);
        int count = Math.Min(buffer.Length, _first.Length);
        _first.Span[..count].CopyTo(buffer);
        _first = _first[count..];
        return count;
    }
}
