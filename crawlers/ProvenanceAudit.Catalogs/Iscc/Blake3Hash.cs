using Blake3;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>BLAKE3 with 256 bits, and its form as a multihash.</summary>
internal static class Blake3Hash
{
    /// <summary>Bytes of a hash.</summary>
    internal const int Bytes = 32;

    /// <summary>The hash of bytes.</summary>
    internal static void Of(ReadOnlySpan<byte> data, Span<byte> hash) => Hasher.Hash(data, hash);

    /// <summary>The multihash of bytes: <c>1e20</c> and the hash, in lower-case hexadecimal digits.</summary>
    internal static string MultihashOf(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Bytes];
        Of(data, hash);
        return Multihash(hash);
    }

    /// <summary>A hash as a multihash.</summary>
    internal static string Multihash(ReadOnlySpan<byte> hash) => "1e20" + Convert.ToHexStringLower(hash);
}
