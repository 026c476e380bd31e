using ProvenanceAudit.Records;

namespace ProvenanceAudit.Catalogs.Files;

/// <summary>What is unpacked of one catalog, held to its limits.</summary>
internal sealed class Unpacking(IntakeLimits limits)
{
    private long _unpacked;

    /// <summary>Whether more was unpacked than all of the catalog may; nothing further can be unpacked then.</summary>
    public bool IsExhausted => _unpacked > limits.UnpackedBytes;

    /// <summary>A stream of unpacked bytes that breaks where it unpacks to more than is allowed.</summary>
    /// <param name="stream">The unpacked bytes; closed with the result.</param>
    /// <param name="packedBytes">How many bytes it was unpacked from so far.</param>
    public Stream Bound(Stream stream, Func<long> packedBytes) => new BoundedStream(stream, packedBytes, this);

    private void Add(int bytes, long ofThis, long packed)
    {
        if (ofThis > limits.UnpackedFreely && ofThis > packed * limits.UnpackingRatio)
        {
            throw new InvalidDataException(
                $"it unpacks to more than {limits.UnpackingRatio} times its size, as archives do that are made to fill a disk; send the file unpacked");
        }
        _unpacked += bytes;
        if (_unpacked > limits.UnpackedBytes)
            throw new InvalidDataException($"the catalog unpacks to more than {limits.UnpackedBytes >> 30} GiB; split it");
    }

    private sealed class BoundedStream(Stream inner, Func<long> packedBytes, Unpacking owner) : ReadOnlyStream
    {
        private long _count;

        public override int Read(Span<byte> buffer)
        {
            int read = inner.Read(buffer);
            _count += read;
            owner.Add(read, _count, packedBytes());
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
