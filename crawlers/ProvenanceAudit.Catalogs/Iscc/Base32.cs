namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>Base32 of RFC 4648 without padding, with its standard alphabet or the one of extended hexadecimal digits.</summary>
internal static class Base32
{
    private const string Standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private const string ExtendedHex = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

    /// <summary>Bytes as upper-case letters and digits.</summary>
    internal static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[(bytes.Length * 8 + 4) / 5];
        uint bits = 0;
        int pending = 0;
        int length = 0;
        foreach (byte b in bytes)
        {
            bits = bits << 8 | b;
            pending += 8;
            while (pending >= 5)
            {
                pending -= 5;
                text[length++] = Standard[(int)(bits >> pending & 31)];
            }
        }
        if (pending > 0)
            text[length++] = Standard[(int)(bits << 5 - pending & 31)];
        return new string(text[..length]);
    }

    /// <summary>Letters and digits in any case as bytes; null when a character is not of the alphabet or the length is none that bytes give.</summary>
    internal static byte[]? Decode(ReadOnlySpan<char> text, bool extendedHex = false)
    {
        if (text.Length % 8 is 1 or 3 or 6)
            return null;
        string alphabet = extendedHex ? ExtendedHex : Standard;
        byte[] bytes = new byte[text.Length * 5 / 8];
        uint bits = 0;
        int pending = 0;
        int length = 0;
        foreach (char c in text)
        {
            int value = char.IsAscii(c) ? alphabet.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal) : -1;
            if (value < 0)
                return null;
            bits = bits << 5 | (uint)value;
            pending += 5;
            if (pending >= 8)
            {
                pending -= 8;
                bytes[length++] = (byte)(bits >> pending);
            }
        }
        return bytes;
    }
}
