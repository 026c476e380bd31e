using System.IO.Compression;
using System.Text;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Lucene.Storage;

/// <summary>The strings of an index as a reader needs them: text, length and comparison hash by id, in a few large arrays.</summary>
internal sealed class Vocabulary
{
    private readonly char[] _characters;
    private readonly int[] _starts;

    private Vocabulary(char[] characters, int[] starts, bool hash)
    {
        _characters = characters;
        _starts = starts;
        Hashes = new ulong[hash ? starts.Length - 1 : 0];
        Span<char> form = stackalloc char[ComparisonForm.MaximumLength(SurfaceTable.MaximumLength)];
        for (int i = 0; i < Hashes.Length; i++)
            Hashes[i] = WordHash.Of(form[..ComparisonForm.Write(this[i], form)]);
    }

    /// <summary>Number of strings.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>Hash of each word's comparison form; empty for gaps.</summary>
    public ulong[] Hashes { get; }

    /// <summary>The string with an id.</summary>
    public ReadOnlySpan<char> this[int id] => _characters.AsSpan(_starts[id], _starts[id + 1] - _starts[id]);

    /// <summary>Length of a string in UTF-16 code units.</summary>
    public int LengthOf(int id) => _starts[id + 1] - _starts[id];

    /// <summary>Packs strings <c>[from, to)</c> of a table for storage.</summary>
    public static byte[] Pack(SurfaceTable table, int from, int to)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest))
        using (var writer = new BinaryWriter(deflate, Encoding.UTF8))
        {
            for (int id = from; id < to; id++)
                writer.Write(table[id]);
        }
        return packed.ToArray();
    }

    /// <summary>Reads packs in order of their ids.</summary>
    public static IEnumerable<string> Unpack(IEnumerable<(byte[] Bytes, int Count)> packs)
    {
        foreach ((byte[] bytes, int count) in packs)
        {
            using var reader = new BinaryReader(new BufferedStream(new DeflateStream(new MemoryStream(bytes), CompressionMode.Decompress), 1 << 16), Encoding.UTF8);
            for (int i = 0; i < count; i++)
                yield return reader.ReadString();
        }
    }

    /// <summary>Loads packs.</summary>
    /// <param name="packs">In order of their ids.</param>
    /// <param name="hash">Whether the strings are words, to be hashed in comparison form.</param>
    public static Vocabulary Load(IReadOnlyList<(byte[] Bytes, int Count)> packs, bool hash)
    {
        int count = packs.Sum(p => p.Count);
        int[] starts = new int[count + 1];
        char[] characters = new char[8 * count + 64];
        int n = 0, at = 0;
        foreach (string surface in Unpack(packs))
        {
            if (at + surface.Length > characters.Length)
                Array.Resize(ref characters, 2 * characters.Length);
            surface.CopyTo(0, characters, at, surface.Length);
            at += surface.Length;
            starts[++n] = at;
        }
        Array.Resize(ref characters, at);
        return new Vocabulary(characters, starts, hash);
    }
}
