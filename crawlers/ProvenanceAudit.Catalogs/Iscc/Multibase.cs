using System.Buffers.Text;
using System.Numerics;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// ISCCs as multiformats: a letter that names the encoding, then the multicodec number of ISCC, then the bytes of the code. Base16, base32, base32hex,
/// base58btc and base64url are read.
/// </summary>
internal static class Multibase
{
    /// <summary>Whether a text starts with the letter of an encoding that is read here. ISCCs in base32 start with none of these letters.</summary>
    internal static bool IsMarked(string text) => text.Length > 0 && text[0] is 'f' or 'b' or 'v' or 'z' or 'u';

    /// <summary>The bytes of the code; null when the text is not of its encoding or is not an ISCC.</summary>
    internal static byte[]? Decode(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan(1);
        byte[]? bytes = text[0] switch
        {
            'f' => Hex(rest),
            'b' => Base32.Decode(rest),
            'v' => Base32.Decode(rest, extendedHex: true),
            'z' => Base58(rest),
            _ => Base64(rest),
        };
        return bytes is [0xCC, 0x01, ..] ? bytes[2..] : null;
    }

    private static byte[]? Hex(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[text.Length / 2];
        return text.Length % 2 == 0 && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done ? bytes : null;
    }

    private static byte[]? Base64(ReadOnlySpan<char> text) =>
        Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static byte[]? Base58(ReadOnlySpan<char> text)
    {
        const string alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
        BigInteger number = BigInteger.Zero;
        foreach (char c in text)
        {
            int value = alphabet.IndexOf(c, StringComparison.Ordinal);
            if (value < 0)
                return null;
            number = number * 58 + value;
        }
        // A one in front would stand for a zero byte, with which no ISCC starts.
        return number.ToByteArray(isUnsigned: true, isBigEndian: true);
    }
}
