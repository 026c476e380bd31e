using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace ProvenanceAudit.Text;

/// <summary>
/// Cuts a text of any language into words: runs of Unicode letters, marks and digits, apostrophes inside; characters of scripts
/// that are written without spaces stand alone, with their marks. A word hyphenated over a line end is one word. Each word gets
/// the hash of its <see cref="ComparisonForm"/>, so that quotes, dashes, case, ligatures, soft hyphens and line breaks make no
/// difference.
/// </summary>
/// <remarks>
/// Two passes over the text. The first classifies 32 code units at a time into bit maps (one bit a code unit: part of a word,
/// needs care) and lower-cases ASCII into a byte buffer; the second walks the runs of set bits and hashes eight letters at a
/// time. Only words with other than ASCII letters are looked at one character at a time. Not safe for concurrent use: one
/// instance a thread.
/// </remarks>
public sealed class Tokeniser
{
    /// <summary>Name and version of this cut and of the comparison form, as written into the fingerprint scheme.</summary>
    public const string Normaliser = "words-nfkc-1";

    private byte[] _lower = new byte[4096];
    private ulong[] _word = new ulong[64];
    private ulong[] _wide = new ulong[64];
    private ulong[] _complex = new ulong[64];
    private ulong[] _apostrophe = new ulong[64];
    private char[] _form = new char[256];

    /// <summary>Fills <paramref name="words"/> with the words of <paramref name="text"/>.</summary>
    public void Tokenise(ReadOnlySpan<char> text, WordTokens words)
    {
        words.Clear(text.Length / 5);
        if (text.IsEmpty)
            return;
        Classify(text);
        JoinApostrophes(text.Length);
        EmitRuns(text, words);
    }

    private void Classify(ReadOnlySpan<char> text)
    {
        int blocks = (text.Length + 63) / 64;
        if (_lower.Length < blocks * 64 + 64)
        {
            _lower = new byte[blocks * 64 + 64 + blocks * 16];
            int maps = _lower.Length / 64 + 2;
            _word = new ulong[maps];
            _wide = new ulong[maps];
            _complex = new ulong[maps];
            _apostrophe = new ulong[maps];
        }
        // One zero block past the end lets the neighbours of the last block be read without a test.
        Array.Clear(_wide, 0, blocks + 1);
        Array.Clear(_complex, 0, blocks + 1);
        _word[blocks] = 0;
        _apostrophe[blocks] = 0;
        int block = 0;
        for (; (block + 1) * 64 <= text.Length; block++)
            ClassifyBlock(text, block);
        if (block < blocks)
        {
            Span<char> tail = stackalloc char[64];
            tail.Clear();
            text[(block * 64)..].CopyTo(tail);
            (ulong word, ulong apostrophe, ulong wide, ulong hyphen) = ClassifyAscii(ref MemoryMarshal.GetReference(tail), block);
            Finish(text, block, word, apostrophe, wide, hyphen);
        }
    }

    private void ClassifyBlock(ReadOnlySpan<char> text, int block)
    {
        ref char first = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), block * 64);
        (ulong word, ulong apostrophe, ulong wide, ulong hyphen) = ClassifyAscii(ref first, block);
        Finish(text, block, word, apostrophe, wide, hyphen);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (ulong Word, ulong Apostrophe, ulong Wide, ulong Hyphen) ClassifyAscii(ref char first, int block)
    {
        ref ushort units = ref Unsafe.As<char, ushort>(ref first);
        ref byte lower = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_lower), block * 64);
        var (w0, a0, x0, h0) = ClassifyHalf(ref units, ref lower);
        var (w1, a1, x1, h1) = ClassifyHalf(ref Unsafe.Add(ref units, 32), ref Unsafe.Add(ref lower, 32));
        return (w0 | (ulong)w1 << 32, a0 | (ulong)a1 << 32, x0 | (ulong)x1 << 32, h0 | (ulong)h1 << 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (uint Word, uint Apostrophe, uint Wide, uint Hyphen) ClassifyHalf(ref ushort units, ref byte lower)
    {
        Vector256<ushort> a = Vector256.LoadUnsafe(ref units), b = Vector256.LoadUnsafe(ref units, 16);
        Vector256<ushort> limit = Vector256.Create((ushort)0x7F);
        // Anything above ASCII becomes 0xFF, which no comparison below takes for a letter, and its bit goes into the wide map.
        Vector256<byte> bytes = Vector256.Narrow(
            Vector256.ConditionalSelect(Vector256.GreaterThan(a, limit), Vector256.Create((ushort)0xFF), a),
            Vector256.ConditionalSelect(Vector256.GreaterThan(b, limit), Vector256.Create((ushort)0xFF), b));
        Vector256<byte> upper = Vector256.LessThan(bytes - Vector256.Create((byte)'A'), Vector256.Create((byte)26));
        Vector256<byte> low = bytes | (upper & Vector256.Create((byte)0x20));
        low.StoreUnsafe(ref lower);
        Vector256<byte> letter = Vector256.LessThan(low - Vector256.Create((byte)'a'), Vector256.Create((byte)26))
            | Vector256.LessThan(bytes - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
        return (letter.ExtractMostSignificantBits(), Vector256.Equals(bytes, Vector256.Create((byte)'\'')).ExtractMostSignificantBits(),
            bytes.ExtractMostSignificantBits(), Vector256.Equals(bytes, Vector256.Create((byte)'-')).ExtractMostSignificantBits());
    }

    /// <summary>Adds what is not ASCII, and the hyphens of line ends, to the maps of one block.</summary>
    private void Finish(ReadOnlySpan<char> text, int block, ulong word, ulong apostrophe, ulong notAscii, ulong hyphen)
    {
        ulong wide = 0, complex = _complex[block];
        for (ulong rest = notAscii; rest != 0; rest &= rest - 1)
        {
            int bit = BitOperations.TrailingZeroCount(rest);
            ulong flag = 1UL << bit;
            char c = text[block * 64 + bit];
            switch (CharacterClasses.Of(c))
            {
                case CharacterClass.Simple:
                    word |= flag;
                    wide |= flag;
                    break;
                case CharacterClass.Apostrophe:
                    apostrophe |= flag;
                    wide |= flag;
                    break;
                case CharacterClass.Separator:
                    if (c == '\u2010')
                        hyphen |= flag;
                    break;
                default:
                    word |= flag;
                    complex |= flag;
                    if (c == '\u00AD')
                        hyphen |= flag;
                    break;
            }
        }
        // Bits that the block before set here: the rest of a line end.
        word |= _complex[block];
        _word[block] = word;
        _wide[block] = wide;
        _complex[block] = complex;
        _apostrophe[block] = apostrophe;
        for (; hyphen != 0; hyphen &= hyphen - 1)
        {
            int at = block * 64 + BitOperations.TrailingZeroCount(hyphen);
            int next = EndOfLineEnd(text, at);
            for (int i = at; i < next; i++)
            {
                _word[i >> 6] |= 1UL << i;
                _complex[i >> 6] |= 1UL << i;
            }
        }
    }

    /// <summary>
    /// Where the word goes on after a hyphen at a line end, or <paramref name="hyphen"/> itself when it is another hyphen.
    /// </summary>
    private static int EndOfLineEnd(ReadOnlySpan<char> text, int hyphen)
    {
        int i = hyphen + 1;
        if (hyphen == 0 || i >= text.Length || (text[i] != '\n' && text[i] != '\r') || !EndsInLetter(text[hyphen - 1]))
            return hyphen;
        i += text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 2 : 1;
        // Indentation of the next line; more than a few columns is layout, not a paragraph that goes on.
        int lineStart = i;
        while (i < text.Length && i - lineStart < 12 && (text[i] is ' ' or '\t'))
            i++;
        return i < text.Length && char.IsLower(text[i]) ? i : hyphen;
    }

    /// <summary>Whether a word broken behind this goes on in the next line: not after a digit, nor in a script without hyphens.</summary>
    private static bool EndsInLetter(char c) => CharacterClasses.Of(c) switch
    {
        CharacterClass.Mark => true,
        CharacterClass.Simple or CharacterClass.Complex => char.IsLetter(c),
        _ => false,
    };

    private void JoinApostrophes(int length)
    {
        int blocks = (length + 63) / 64;
        ulong before = 0;
        for (int i = 0; i < blocks; i++)
        {
            ulong word = _word[i];
            ulong joined = word | (_apostrophe[i] & (word << 1 | before >> 63) & (word >> 1 | _word[i + 1] << 63));
            before = word;
            _word[i] = joined;
        }
    }

    private void EmitRuns(ReadOnlySpan<char> text, WordTokens words)
    {
        int blocks = (text.Length + 63) / 64;
        int open = -1;
        for (int block = 0; block < blocks; block++)
        {
            ulong bits = _word[block];
            if (open >= 0)
            {
                if (bits == ulong.MaxValue)
                    continue;
                int at = BitOperations.TrailingZeroCount(~bits);
                EmitRun(text, words, open, block * 64 + at);
                open = -1;
                bits &= ulong.MaxValue << at;
            }
            while (bits != 0)
            {
                int start = BitOperations.TrailingZeroCount(bits);
                ulong ends = ~bits & (ulong.MaxValue << start);
                if (ends == 0)
                {
                    open = block * 64 + start;
                    break;
                }
                int end = BitOperations.TrailingZeroCount(ends);
                EmitRun(text, words, block * 64 + start, block * 64 + end);
                bits &= ulong.MaxValue << end;
            }
        }
        if (open >= 0)
            EmitRun(text, words, open, text.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void EmitRun(ReadOnlySpan<char> text, WordTokens words, int start, int end)
    {
        if (AnyBit(_complex, start, end))
            EmitComplexRun(text, words, start, end);
        else if (AnyBit(_wide, start, end))
            words.Add(start, end, HashOfWide(text[start..end]));
        else
            words.Add(start, end, WordHash.OfAscii(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_lower), start), end - start));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AnyBit(ulong[] map, int start, int end)
    {
        int first = start >> 6, last = (end - 1) >> 6;
        ulong head = map[first] >> start;
        if (first == last)
            return head << (64 - (end - start)) != 0;
        return head != 0 || AnyBitInLaterBlocks(map, first, end);
    }

    private static bool AnyBitInLaterBlocks(ulong[] map, int first, int end)
    {
        int last = (end - 1) >> 6;
        for (int i = first + 1; i < last; i++)
        {
            if (map[i] != 0)
                return true;
        }
        return map[last] << (63 - ((end - 1) & 63)) != 0;
    }

    private ulong HashOfWide(ReadOnlySpan<char> word)
    {
        if (_form.Length < word.Length)
            _form = new char[2 * word.Length];
        for (int i = 0; i < word.Length; i++)
            _form[i] = CharacterClasses.Fold(word[i]);
        return WordHash.Of(_form.AsSpan(0, word.Length));
    }

    private ulong HashOfComplex(ReadOnlySpan<char> word, out bool empty)
    {
        int needed = ComparisonForm.MaximumLength(word.Length);
        if (_form.Length < needed)
            _form = new char[needed];
        int length = ComparisonForm.Write(word, _form);
        empty = length == 0;
        return empty ? 0 : WordHash.Of(_form.AsSpan(0, length));
    }

    /// <summary>A run with marks, surrogates, formatting or unspaced scripts in it, one character at a time.</summary>
    private void EmitComplexRun(ReadOnlySpan<char> text, WordTokens words, int start, int end)
    {
        int wordStart = -1;
        for (int i = start; i < end;)
        {
            CharacterClass kind = KindAt(text[..end], i, out int length);
            if (kind == CharacterClass.Unspaced)
            {
                EmitWord(text, words, ref wordStart, i);
                wordStart = i;
                i = EndOfMarks(text[..end], i + length);
                EmitWord(text, words, ref wordStart, i);
                continue;
            }
            // The hyphen and the white space of a line end are in the run because the word goes on behind them.
            bool lineEnd = text[i] is '-' or '\u2010' or '\n' or '\r' or ' ' or '\t';
            if ((kind == CharacterClass.Separator && !lineEnd) || (kind == CharacterClass.Apostrophe && !LetterFollows(text[..end], i)))
                EmitWord(text, words, ref wordStart, i);
            else if (wordStart < 0 && kind is (CharacterClass.Simple or CharacterClass.Complex))
                wordStart = i;
            i += length;
        }
        EmitWord(text, words, ref wordStart, end);
    }

    private static CharacterClass KindAt(ReadOnlySpan<char> text, int at, out int length)
    {
        length = 1;
        CharacterClass kind = CharacterClasses.Of(text[at]);
        if (kind != CharacterClass.Surrogate)
            return kind;
        return Rune.DecodeFromUtf16(text[at..], out Rune rune, out length) == System.Buffers.OperationStatus.Done
            ? CharacterClasses.Of(rune) : CharacterClass.Separator;
    }

    private static int EndOfMarks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length)
        {
            CharacterClass kind = KindAt(text, at, out int length);
            if (kind is not (CharacterClass.Mark or CharacterClass.Ignorable) && !CharacterClasses.IsMark(text[at]))
                break;
            at += length;
        }
        return at;
    }

    /// <summary>Whether a letter stands behind an apostrophe, whatever is ignored between them.</summary>
    private static bool LetterFollows(ReadOnlySpan<char> text, int apostrophe)
    {
        int length;
        for (int i = apostrophe + 1; i < text.Length; i += length)
        {
            CharacterClass kind = KindAt(text, i, out length);
            if (kind != CharacterClass.Ignorable)
                return kind is CharacterClass.Simple or CharacterClass.Complex;
        }
        return false;
    }

    private void EmitWord(ReadOnlySpan<char> text, WordTokens words, ref int wordStart, int end)
    {
        if (wordStart >= 0)
        {
            ulong hash = HashOfComplex(text[wordStart..end], out bool empty);
            if (!empty)
                words.Add(wordStart, end, hash);
        }
        wordStart = -1;
    }
}
