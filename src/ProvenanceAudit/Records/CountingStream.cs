namespace ProvenanceAudit.Records;

/// <summary>Counts the bytes that are read through it.</summary>
public sealed class CountingStream(Stream inner) : ReadOnlyStream
{
    private long _count;

    /// <summary>Bytes read so far; safe to ask for from another thread.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        Interlocked.Add(ref _count, read);
        return read;
    }
}
