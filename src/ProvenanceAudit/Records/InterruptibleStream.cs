namespace ProvenanceAudit.Records;

/// <summary>
/// A pipe, or a terminal, that a cancelled program need not wait for: the system's read cannot be broken off, so it is left
/// behind on another thread.
/// </summary>
public sealed class InterruptibleStream(Stream inner, CancellationToken cancellation) : ReadOnlyStream
{
    private readonly byte[] _buffer = new byte[1 << 16];

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">Cancelled, before or while waiting.</exception>
    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _buffer.Length);
        Task<int> reading = Task.Run(() => inner.Read(_buffer, 0, count), CancellationToken.None);
        Task.WaitAny([reading], cancellation);
        int read = reading.GetAwaiter().GetResult();
        _buffer.AsSpan(0, read).CopyTo(buffer);
        return read;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
