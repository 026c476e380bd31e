using System.Buffers.Binary;
using System.Runtime.InteropServices;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Lucene.Storage;

/// <summary>
/// Writes a passage, a slice of a work of at most <see cref="PassageWords"/> words, as numbers: the ids of its words as written, and of
/// what stands between them. That is both the stored text, rebuilt to the letter, and the word ids that the matcher compares as integers.
/// </summary>
/// <remarks>
/// Layout, little-endian. varint: offset in the work of the first code unit of the passage. byte: number of words - 1. byte: 1 when the text after the
/// last word follows. 16 bits a word: its id, or <see cref="Escape"/>. One bit a word: the gap before it is a single space. varint: byte length of the escapes;
/// the escapes: per escaped word a varint, 0 for a literal (varint count of code units, then these), else id - <see cref="Escape"/> + 1.
/// The gaps that are no single space, and the last: varint id + 1, or 0 and a literal.
/// A passage belongs to the first k-gram word in it; every passage but a work's last has exactly <see cref="PassageWords"/> words, so that a word's
/// passage and place are its number divided by that.
/// </remarks>
internal sealed class PassageWriter(SurfaceTable words, SurfaceTable gaps)
{
    /// <summary>Words per passage: a byte tells the place of a fingerprint in its passage, and a match of common length reads one or two.</summary>
    public const int PassageWords = 256;

    /// <summary>The 16-bit value that says: see the escapes.</summary>
    public const int Escape = 0xFFFF;

    private readonly SurfaceTable.Local _words = new(words);
    private readonly SurfaceTable.Local _gaps = new(gaps);
    private byte[] _escapes = new byte[256];
    private int _escapeLength;
    private byte[] _gapBytes = new byte[1024];
    private int _gapLength;

    /// <summary>About where in a passage a word's id stands, in bytes: the numbers before the ids take 3 to 7.</summary>
    public static int OffsetOfWord(int place) => 5 + 2 * place;

    /// <summary>Writes the passage of words <c>[first, end)</c> into <paramref name="buffer"/>, which grows as needed, and returns its length in bytes.</summary>
    public int Write(ReadOnlySpan<char> text, WordTokens tokens, int first, int end, ref byte[] buffer)
    {
        int count = end - first;
        bool last = end == tokens.Count;
        int start = first == 0 ? 0 : tokens.Ends[first - 1];
        int mapLength = (count + 7) / 8;
        int needed = 16 + 2 * count + mapLength;
        if (buffer.Length < needed)
            buffer = new byte[2 * needed];
        _escapeLength = 0;
        _gapLength = 0;
        int at = VarInt.Write(buffer, 0, start);
        buffer[at++] = (byte)(count - 1);
        buffer[at++] = last ? (byte)1 : (byte)0;
        Span<byte> ids = buffer.AsSpan(at, 2 * count);
        Span<byte> map = buffer.AsSpan(at + 2 * count, mapLength);
        map.Clear();
        int gapStart = start;
        for (int i = 0; i < count; i++)
        {
            int wordStart = tokens.Starts[first + i], wordEnd = tokens.Ends[first + i];
            ReadOnlySpan<char> gap = text[gapStart..wordStart];
            if (gap.Length == 1 && gap[0] == ' ')
                map[i >> 3] |= (byte)(1 << (i & 7));
            else
                AddGap(gap);
            ReadOnlySpan<char> word = text[wordStart..wordEnd];
            int id = _words.Intern(word);
            if ((uint)id < Escape)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(ids[(2 * i)..], (ushort)id);
            }
            else
            {
                BinaryPrimitives.WriteUInt16LittleEndian(ids[(2 * i)..], Escape);
                if (id >= 0)
                    AddVarInt(ref _escapes, ref _escapeLength, id - Escape + 1);
                else
                    AddLiteral(ref _escapes, ref _escapeLength, word);
            }
            gapStart = wordEnd;
        }
        if (last)
            AddGap(text[gapStart..]);
        at += 2 * count + mapLength;
        int total = at + 5 + _escapeLength + _gapLength;
        if (buffer.Length < total)
            Array.Resize(ref buffer, 2 * total);
        at = VarInt.Write(buffer, at, _escapeLength);
        _escapes.AsSpan(0, _escapeLength).CopyTo(buffer.AsSpan(at));
        at += _escapeLength;
        _gapBytes.AsSpan(0, _gapLength).CopyTo(buffer.AsSpan(at));
        return at + _gapLength;
    }

    private void AddGap(ReadOnlySpan<char> gap)
    {
        int id = _gaps.Intern(gap);
        if (id >= 0)
            AddVarInt(ref _gapBytes, ref _gapLength, id + 1);
        else
            AddLiteral(ref _gapBytes, ref _gapLength, gap);
    }

    private static void AddVarInt(ref byte[] bytes, ref int length, int value)
    {
        if (bytes.Length < length + 5)
            Array.Resize(ref bytes, 2 * bytes.Length);
        length = VarInt.Write(bytes, length, value);
    }

    private static void AddLiteral(ref byte[] bytes, ref int length, ReadOnlySpan<char> literal)
    {
        AddVarInt(ref bytes, ref length, 0);
        AddVarInt(ref bytes, ref length, literal.Length);
        if (bytes.Length < length + 2 * literal.Length)
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + 2 * literal.Length));
        MemoryMarshal.AsBytes(literal).CopyTo(bytes.AsSpan(length));
        length += 2 * literal.Length;
    }
}
