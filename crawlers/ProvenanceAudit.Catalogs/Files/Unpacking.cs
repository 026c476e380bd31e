using System.IO.Hashing;
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
    /// <param name="crc32">Checksum that all of them must have; null where none is stated.</param>
    public Stream Bound(Stream stream, Func<long> packedBytes, uint? crc32 = null) => new BoundedStream(stream, packedBytes, crc32, this);

    /// <summary>Why packed bytes cannot be read, and what to do about it, in words of our own.</summary>
    public static string ReasonOf(InvalidDataException e) =>
        // Reasons of our own tell what to do behind a semicolon.
        e.Message.Contains(';', StringComparison.Ordinal) ? e.Message
        : e.Message.Contains("truncated", StringComparison.OrdinalIgnoreCase) ? "its packed bytes end too early: it was cut; send the whole file again"
        : "its packed bytes are damaged and cannot be unpacked; pack it and send it again";

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

    private sealed class BoundedStream(Stream inner, Func<long> packedBytes, uint? crc32, Unpacking owner) : ReadOnlyStream
    {
        private readonly Crc32? _sum = crc32 is null ? null : new Crc32();
        private long _count;

        public override int Read(Span<byte> buffer)
        {
            int read;
            try
            {
                read = inner.Read(buffer);
            }
            catch (InvalidDataException e)
            {
                throw new InvalidDataException(ReasonOf(e), e);
            }
            _sum?.Append(buffer[..read]);
            if (read == 0 && buffer.Length > 0 && _sum is not null && _sum.GetCurrentHashAsUInt32() != crc32)
                throw new InvalidDataException("it is damaged: its bytes do not have the checksum that the archive states; pack it and send it again");
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
