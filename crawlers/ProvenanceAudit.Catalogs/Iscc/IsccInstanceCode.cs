using Blake3;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>The Instance-Code of bytes: their BLAKE3 hash, equal for equal bytes only (ISO 24138:2024, Instance-Code, version 0).</summary>
/// <param name="Code">The code.</param>
/// <param name="DataHash">The whole hash as a multihash in lower-case hexadecimal digits.</param>
/// <param name="Length">Number of bytes.</param>
public sealed record IsccInstanceCode(IsccCode Code, string DataHash, long Length)
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The Instance-Code of what is left of a stream. Memory is bounded.</summary>
    /// <param name="stream">Read to its end and left open.</param>
    /// <param name="bits">Length of the code, a multiple of 32 from 32 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not one that units have.</exception>
    public static IsccInstanceCode Of(Stream stream, int bits = 64)
    {
        ArgumentNullException.ThrowIfNull(stream);
        IsccCode.CheckBits(bits);
        using Hasher hasher = Hasher.New();
        byte[] buffer = new byte[BufferSize];
        long length = 0;
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            hasher.Update(buffer.AsSpan(0, read));
            length += read;
        }
        Span<byte> hash = stackalloc byte[Blake3Hash.Bytes];
        hasher.Finalize(hash);
        return new IsccInstanceCode(IsccCode.Unit(IsccMainType.Instance, IsccSubTypes.None, bits, hash), Blake3Hash.Multihash(hash), length);
    }
}
