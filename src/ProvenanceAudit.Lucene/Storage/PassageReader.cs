using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene.Storage;

/// <summary>Reads what <see cref="PassageWriter"/> wrote: the words' hashes, their spans in the work, the text.</summary>
internal readonly ref struct PassageReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Vocabulary _words;
    private readonly Vocabulary _gaps;
    private readonly int _ids;

    /// <summary>Opens a passage.</summary>
    public PassageReader(ReadOnlySpan<byte> bytes, Vocabulary words, Vocabulary gaps)
    {
        _bytes = bytes;
        _words = words;
        _gaps = gaps;
        int at = 0;
        Start = VarInt.Read(bytes, ref at);
        Count = bytes[at++] + 1;
        IsLast = bytes[at++] != 0;
        _ids = at;
    }

    /// <summary>Offset in the work of the passage's first code unit, the gap before its first word included.</summary>
    public int Start { get; }

    /// <summary>Number of words, 1 to <see cref="PassageWriter.PassageWords"/>.</summary>
    public int Count { get; }

    /// <summary>Whether it is the work's last passage.</summary>
    public bool IsLast { get; }

    /// <summary>Writes the hashes of the comparison forms of the words from <paramref name="first"/> on.</summary>
    /// <param name="first">Place of the first word in the passage.</param>
    /// <param name="hashes">Room for the hashes.</param>
    /// <returns>How many were written: fewer than there is room for only at the end of the passage.</returns>
    public int ReadHashes(int first, Span<ulong> hashes)
    {
        int count = Math.Min(hashes.Length, Count - first);
        if (count <= 0)
            return 0;
        ReadOnlySpan<ushort> ids = MemoryMarshal.Cast<byte, ushort>(_bytes.Slice(_ids + 2 * first, 2 * count));
        ReadOnlySpan<ulong> known = _words.Hashes;
        hashes = hashes[..ids.Length];
        int escapes = -1;
        for (int i = 0; i < ids.Length; i++)
        {
            int id = ids[i];
            if (id != PassageWriter.Escape)
            {
                hashes[i] = known[id];
                continue;
            }
            if (escapes < 0)
                escapes = EscapesBefore(first);
            hashes[i] = ReadEscape(ref escapes, out ReadOnlySpan<char> literal) is var escaped and >= 0
                ? known[escaped] : WordHash.Of(ComparisonForm.Of(literal));
        }
        return count;
    }

    /// <summary>Writes the spans of the first words in the work's text.</summary>
    /// <param name="spans">Room for the spans.</param>
    /// <returns>How many were written: fewer than there is room for only at the end of the passage.</returns>
    public int ReadSpans(Span<TextSpan> spans)
    {
        int count = Math.Min(Count, spans.Length);
        Walk(spans[..count], count, null);
        return count;
    }

    /// <summary>Appends the passage's text: gaps and words in order, and the text behind the last word of the work's last passage.</summary>
    public void AppendText(StringBuilder text) => Walk(default, Count, text);

    private void Walk(Span<TextSpan> spans, int count, StringBuilder? text)
    {
        ReadOnlySpan<byte> ids = _bytes.Slice(_ids, 2 * Count);
        ReadOnlySpan<byte> map = _bytes.Slice(_ids + 2 * Count, (Count + 7) / 8);
        int escapes = EscapesStart();
        int gapsAt = _ids + 2 * Count + map.Length;
        int escapeLength = VarInt.Read(_bytes, ref gapsAt);
        gapsAt += escapeLength;
        int at = Start;
        for (int i = 0; i < count; i++)
        {
            if ((map[i >> 3] >> (i & 7) & 1) != 0)
            {
                text?.Append(' ');
                at++;
            }
            else
            {
                at += Gap(ref gapsAt, text);
            }
            int id = BinaryPrimitives.ReadUInt16LittleEndian(ids[(2 * i)..]);
            ReadOnlySpan<char> literal = default;
            if (id == PassageWriter.Escape)
                id = ReadEscape(ref escapes, out literal);
            int length = id >= 0 ? _words.LengthOf(id) : literal.Length;
            text?.Append(id >= 0 ? _words[id] : literal);
            if (!spans.IsEmpty)
                spans[i] = new TextSpan(at, at + length);
            at += length;
        }
        if (IsLast && text is not null)
            Gap(ref gapsAt, text);
    }

    private int Gap(scoped ref int at, StringBuilder? text)
    {
        int id = VarInt.Read(_bytes, ref at) - 1;
        ReadOnlySpan<char> gap = id >= 0 ? _gaps[id] : Literal(ref at);
        text?.Append(gap);
        return gap.Length;
    }

    private int EscapesStart()
    {
        int at = _ids + 2 * Count + (Count + 7) / 8;
        VarInt.Read(_bytes, ref at);
        return at;
    }

    /// <summary>Where the escape of the first escaped word at or behind a place stands.</summary>
    private int EscapesBefore(int place)
    {
        int at = EscapesStart();
        for (int i = 0; i < place; i++)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(_bytes[(_ids + 2 * i)..]) == PassageWriter.Escape)
                ReadEscape(ref at, out _);
        }
        return at;
    }

    private int ReadEscape(scoped ref int at, out ReadOnlySpan<char> literal)
    {
        int value = VarInt.Read(_bytes, ref at);
        literal = default;
        if (value > 0)
            return value - 1 + PassageWriter.Escape;
        literal = Literal(ref at);
        return -1;
    }

    private ReadOnlySpan<char> Literal(scoped ref int at)
    {
        int length = VarInt.Read(_bytes, ref at);
        ReadOnlySpan<char> literal = MemoryMarshal.Cast<byte, char>(_bytes.Slice(at, 2 * length));
        at += 2 * length;
        return literal;
    }
}
