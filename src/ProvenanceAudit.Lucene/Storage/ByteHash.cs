using System.Runtime.InteropServices;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Lucene.Storage;

/// <summary>64-bit hash of bytes, eight at a time, by folded 128-bit products. Part of the index format.</summary>
internal static class ByteHash
{
    /// <summary>The hash of bytes; their number is part of it.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong state = 0x2127599BF4325C37UL ^ (ulong)bytes.Length;
        int at = 0;
        for (; at + 8 <= bytes.Length; at += 8)
            state = WordHash.Fold(state ^ MemoryMarshal.Read<ulong>(bytes[at..]), 0x880355F21E6D1965UL);
        int rest = bytes.Length - at;
        ulong tail = 0;
        if (rest > 0 && at > 0)
        {
            // The last eight bytes without those that were taken already.
            tail = MemoryMarshal.Read<ulong>(bytes[^8..]) >> (64 - 8 * rest);
        }
        else
        {
            for (int i = 0; i < rest; i++)
                tail |= (ulong)bytes[i] << (8 * i);
        }
        return WordHash.Fold(state ^ tail, 0x94D049BB133111EBUL);
    }
}
