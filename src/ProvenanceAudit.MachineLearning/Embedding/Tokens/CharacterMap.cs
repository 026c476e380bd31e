using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>
/// SentencePiece's precompiled map of characters: a double-array trie (Aoe 1989, as darts-clone lays it out) from what is replaced to where the replacement stands, and the
/// replacements. It is applied to graphemes of at most five bytes, else to code points, as Hugging Face's tokenizers do.
/// </summary>
internal sealed class CharacterMap
{
    private const int LongestGrapheme = 5;

    private readonly uint[] _trie;
    private readonly byte[] _replacements;

    /// <summary>Reads the map.</summary>
    /// <exception cref="EmbedderUnusableException">It is cut.</exception>
    public CharacterMap(ReadOnlySpan<byte> map, string name)
    {
        if (map.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(map) is var size && (size % 4 != 0 || size > map.Length - 4))
            throw new EmbedderUnusableException($"{name} has a map of characters that is cut; fetch it again");
        _trie = new uint[size / 4];
        for (int i = 0; i < _trie.Length; i++)
            _trie[i] = BinaryPrimitives.ReadUInt32LittleEndian(map[(4 + (4 * i))..]);
        _replacements = map[(4 + (int)size)..].ToArray();
    }

    /// <summary>Replaces what the map says.</summary>
    /// <param name="text">Text without lone surrogates.</param>
    public string Apply(string text)
    {
        var mapped = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[LongestGrapheme];
        for (int at = 0; at < text.Length;)
        {
            ReadOnlySpan<char> grapheme = text.AsSpan(at, StringInfo.GetNextTextElementLength(text.AsSpan(at)));
            at += grapheme.Length;
            if (Encoding.UTF8.TryGetBytes(grapheme, bytes, out int written) && Find(bytes[..written]) is { } whole)
            {
                mapped.Append(whole);
                continue;
            }
            foreach (Rune rune in grapheme.EnumerateRunes())
            {
                if (Find(bytes[..rune.EncodeToUtf8(bytes)]) is { } replacement)
                    mapped.Append(replacement);
                else
                    mapped.Append(rune);
            }
        }
        return mapped.ToString();
    }

    /// <summary>The replacement of the shortest beginning that the trie has.</summary>
    private string? Find(ReadOnlySpan<byte> key)
    {
        if (_trie.Length == 0)
            return null;
        uint node = Offset(_trie[0]);
        foreach (byte label in key)
        {
            node ^= label;
            if (label == 0 || node >= _trie.Length || (_trie[node] & 0x800000FFu) != label)
                return null;
            uint unit = _trie[node];
            node ^= Offset(unit);
            if ((unit >> 8 & 1) != 0)
                return node < _trie.Length ? Replacement(_trie[node] & 0x7FFFFFFF) : null;
        }
        return null;
    }

    private string? Replacement(uint start)
    {
        if (start >= _replacements.Length)
            return null;
        ReadOnlySpan<byte> rest = _replacements.AsSpan((int)start);
        int end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & (1u << 9)) >> 6);
}
