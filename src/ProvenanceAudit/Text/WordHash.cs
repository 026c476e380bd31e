using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ProvenanceAudit.Text;

/// <summary>
/// 64-bit hashes of words in comparison form, by folded 128-bit products (the construction of wyhash). Part of the fingerprint
/// scheme: any change raises the scheme's version. Not keyed: a text can be made to collide on purpose, which hides nothing,
/// since every match is confirmed word by word along its alignment.
/// </summary>
public static class WordHash
{
    private const ulong AsciiSeed = 0xA0761D6478BD642FUL;
    private const ulong WideSeed = 0xE7037ED1A0B428DBUL;
    private const ulong LengthKey = 0x8EBC6AF09C88C6E3UL;
    private const ulong BlockKey = 0x589965CC75374CC3UL;

    /// <summary>Product of two 64-bit numbers, its halves combined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fold(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a, b, out ulong low);
        return high ^ low;
    }

    /// <summary>Hash of a word of ASCII bytes at <paramref name="first"/>; eight bytes past its end must be readable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong OfAscii(ref byte first, int length)
    {
        ulong block = Unsafe.ReadUnaligned<ulong>(ref first);
        if (length <= 8)
        {
            block &= ulong.MaxValue >> (64 - 8 * length);
            return Fold(block ^ AsciiSeed, (ulong)length * LengthKey ^ BlockKey);
        }
        return OfLongAscii(ref first, length);
    }

    private static ulong OfLongAscii(ref byte first, int length)
    {
        ulong state = AsciiSeed;
        int at = 0;
        for (; at + 8 < length; at += 8)
            state = Fold(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at)) ^ state, BlockKey);
        ulong tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, at)) & (ulong.MaxValue >> (64 - 8 * (length - at)));
        return Fold(tail ^ state, (ulong)length * LengthKey ^ BlockKey);
    }

    /// <summary>Hash of a word in comparison form: by bytes when it is ASCII, by code units otherwise. Not empty.</summary>
    public static ulong Of(ReadOnlySpan<char> form)
    {
        if (!form.ContainsAnyExceptInRange('\0', '\u007F'))
        {
            Span<byte> bytes = form.Length <= 120 ? stackalloc byte[128] : new byte[form.Length + 8];
            for (int i = 0; i < form.Length; i++)
                bytes[i] = (byte)form[i];
            return OfAscii(ref MemoryMarshal.GetReference(bytes), form.Length);
        }
        ulong state = WideSeed;
        for (int at = 0; at < form.Length; at += 4)
        {
            ulong block = 0;
            for (int j = 0; j < 4 && at + j < form.Length; j++)
                block |= (ulong)form[at + j] << (16 * j);
            state = Fold(block ^ state, BlockKey);
        }
        return Fold(state, (ulong)form.Length * LengthKey ^ BlockKey);
    }
}
