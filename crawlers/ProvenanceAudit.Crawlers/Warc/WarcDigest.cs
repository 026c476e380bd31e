using System.Security.Cryptography;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>
/// Digests as WARC files label them: SHA-1 in Base32 of RFC 4648, which every tool reads, and SHA-256 for evidence.
/// </summary>
public static class WarcDigest
{
    private const string Base32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>SHA-1 of parts, one behind the other, as <c>sha1:BASE32</c>.</summary>
    public static string Sha1(params ReadOnlySpan<ReadOnlyMemory<byte>> parts) => "sha1:" + Base32(Hash(HashAlgorithmName.SHA1, parts));

    /// <summary>SHA-256 of parts, one behind the other, as <c>sha256:hexadecimal</c>.</summary>
    public static string Sha256(params ReadOnlySpan<ReadOnlyMemory<byte>> parts) =>
        "sha256:" + Convert.ToHexStringLower(Hash(HashAlgorithmName.SHA256, parts));

    /// <summary>
    /// Whether bytes have the digest that a field states: SHA-1, SHA-256, SHA-512 or MD5, in Base32, hexadecimal or Base64.
    /// </summary>
    /// <returns>Null where the field states none that is known.</returns>
    public static bool? Matches(string? stated, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        int colon = stated?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0)
            return null;
        HashAlgorithmName? algorithm = stated![..colon].ToLowerInvariant() switch
        {
            "sha1" or "sha-1" => HashAlgorithmName.SHA1,
            "sha256" or "sha-256" => HashAlgorithmName.SHA256,
            "sha512" or "sha-512" => HashAlgorithmName.SHA512,
            "md5" => HashAlgorithmName.MD5,
            _ => null,
        };
        if (algorithm is null)
            return null;
        string value = stated[(colon + 1)..].TrimEnd('=');
        byte[] hash = Hash(algorithm.Value, parts);
        return value.Equals(Base32(hash), StringComparison.OrdinalIgnoreCase)
            || value.Equals(Convert.ToHexString(hash), StringComparison.OrdinalIgnoreCase)
            || value == Convert.ToBase64String(hash).TrimEnd('=');
    }

    private static byte[] Hash(HashAlgorithmName algorithm, ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        foreach (ReadOnlyMemory<byte> part in parts)
            hash.AppendData(part.Span);
        return hash.GetHashAndReset();
    }

    private static string Base32(byte[] hash)
    {
        var text = new System.Text.StringBuilder(hash.Length * 8 / 5 + 1);
        int bits = 0, count = 0;
        foreach (byte b in hash)
        {
            bits = bits << 8 | b;
            for (count += 8; count >= 5; count -= 5)
                text.Append(Base32Digits[bits >> (count - 5) & 31]);
            bits &= (1 << count) - 1;
        }
        if (count > 0)
            text.Append(Base32Digits[bits << (5 - count) & 31]);
        return text.ToString();
    }
}
