namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// The header of an ISCC: four numbers, each in one to four nibbles, the first bits of which say how many there are; an odd number of nibbles is
/// filled up with zeros (ISO 24138:2024, ISCC-HEADER).
/// </summary>
internal readonly record struct IsccHeader(int MainType, int SubType, int Version, int Length)
{
    private const int LongestBytes = 8;

    /// <summary>Bits of the digest that follows; 0 when the header says nothing that has a meaning.</summary>
    internal int DigestBits => (IsccMainType)MainType switch
    {
        IsccMainType.Composite when SubType == IsccSubTypes.Wide => Length == 0 ? 256 : 0,
        IsccMainType.Composite => Length < 8 ? 128 + 64 * int.PopCount(Length) : 0,
        IsccMainType.Id => Length <= 4 ? 64 + 8 * Length : 0,
        >= IsccMainType.Meta and <= IsccMainType.Flake => Length < 8 ? 32 * (Length + 1) : 0,
        _ => 0,
    };

    /// <summary>Appends the header to bytes.</summary>
    internal void Write(List<byte> target)
    {
        uint bits = 0;
        int nibbles = 0;
        foreach (int number in (ReadOnlySpan<int>)[MainType, SubType, Version, Length])
        {
            // Numbers of codes that exist fit into one or two nibbles each, so 32 bits hold them all.
            (int count, uint value) = number < 8 ? (1, (uint)number) : (2, 0x80 | (uint)(number - 8));
            bits = bits << 4 * count | value;
            nibbles += count;
        }
        if (nibbles % 2 != 0)
        {
            bits <<= 4;
            nibbles++;
        }
        for (int at = nibbles - 2; at >= 0; at -= 2)
            target.Add((byte)(bits >> 4 * at));
    }

    /// <summary>Reads a header from the start of bytes.</summary>
    /// <param name="bytes">The header and what follows it.</param>
    /// <param name="header">The header.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <returns>False when the bytes end too soon, are no header or have something other than zeros where it is filled up.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> bytes, out IsccHeader header, out int length)
    {
        header = default;
        length = 0;
        Span<int> numbers = stackalloc int[4];
        int available = Math.Min(bytes.Length, LongestBytes) * 2;
        int nibble = 0;
        for (int i = 0; i < numbers.Length; i++)
        {
            if (nibble >= available)
                return false;
            int first = Nibble(bytes, nibble);
            (int count, int offset) = first switch { < 8 => (1, 0), < 12 => (2, 8), < 14 => (3, 72), < 15 => (4, 584), _ => (0, 0) };
            if (count == 0 || nibble + count > available)
                return false;
            // The prefix takes one bit less than it marks nibbles, and one to end it.
            int value = first & (0xF >> count);
            for (int k = 1; k < count; k++)
                value = value << 4 | Nibble(bytes, nibble + k);
            numbers[i] = value + offset;
            nibble += count;
        }
        if (nibble % 2 != 0 && Nibble(bytes, nibble++) != 0)
            return false;
        length = nibble / 2;
        header = new IsccHeader(numbers[0], numbers[1], numbers[2], numbers[3]);
        return true;
    }

    private static int Nibble(ReadOnlySpan<byte> bytes, int at) => at % 2 == 0 ? bytes[at / 2] >> 4 : bytes[at / 2] & 0xF;
}
