using System.Runtime.CompilerServices;

namespace ProvenanceAudit.Lucene.Storage;

/// <summary>Unsigned numbers in 7-bit groups, least first, the high bit saying that another follows.</summary>
internal static class VarInt
{
    /// <summary>Writes a number that is not negative and returns the place after it; five bytes at most.</summary>
    public static int Write(byte[] bytes, int at, int value)
    {
        uint rest = (uint)value;
        while (rest >= 0x80)
        {
            bytes[at++] = (byte)(rest | 0x80);
            rest >>= 7;
        }
        bytes[at++] = (byte)rest;
        return at;
    }

    /// <summary>Reads a number and moves <paramref name="at"/> past it.</summary>
    /// <exception cref="InvalidDataException">The bytes end inside the number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        if ((uint)at < (uint)bytes.Length && bytes[at] < 0x80)
            return bytes[at++];
        return ReadLong(bytes, ref at);
    }

    private static int ReadLong(ReadOnlySpan<byte> bytes, ref int at)
    {
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            if ((uint)at >= (uint)bytes.Length)
                break;
            byte b = bytes[at++];
            value |= (uint)(b & 0x7F) << shift;
            if (b < 0x80)
                return (int)value;
        }
        throw new InvalidDataException("a passage of the index is damaged: a number runs past its end");
    }
}
