using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Crawlers.Duplicates;

/// <summary>
/// What is kept of a page's main text to tell its duplicates: a digest for exact ones, and a MinHash sketch for near ones
/// (Broder,
/// "On the resemblance and containment of documents", 1997) made by one permutation whose empty bins are filled by optimal
/// densification (Shrivastava, "Optimal densification for fast and accurate minwise hashing", ICML 2017). The share of equal
/// bins of two
/// sketches estimates the Jaccard similarity of the sets of all runs of <see cref="ShingleWords"/> words of the two texts.
/// SimHash (Charikar 2002; Manku, Jain, Das Sarma 2007) takes a third of the room, but weighs words, not their order: two
/// articles of
/// one template come out near each other, and one article under other navigation does not; resemblance of shingles tells them
/// apart.
/// </summary>
public sealed class PageSketch
{
    /// <summary>Words of a shingle: shorter ones are shared by chance, longer ones are all lost by one edit in a few.</summary>
    public const int ShingleWords = 4;

    /// <summary>Bins of a sketch. The estimate's standard error is at most 1 / (2 sqrt 128) = 0.044.</summary>
    public const int Bins = 128;

    /// <summary>Length of a stored sketch in bytes: the digest, the number of words, two bytes a bin.</summary>
    public const int StoredBytes = 32 + 4 + 2 * Bins;

    private readonly byte[] _digest;
    private readonly ushort[] _bins;

    private PageSketch(byte[] digest, int words, ushort[] bins) => (_digest, Words, _bins) = (digest, words, bins);

    /// <summary>Number of words of the text.</summary>
    public int Words { get; }

    /// <summary>
    /// SHA-256 of the words in comparison form; equal for texts that differ in white space, punctuation and case alone.
    /// </summary>
    public ReadOnlySpan<byte> Digest => _digest;

    internal ReadOnlySpan<ushort> BinValues => _bins;

    /// <summary>Sketches a main text.</summary>
    public static PageSketch Of(string text)
    {
        var words = new WordTokens();
        new Tokeniser().Tokenise(text, words);
        ReadOnlySpan<ulong> hashes = words.Hashes;
        byte[] digest = SHA256.HashData(MemoryMarshal.AsBytes(hashes));
        Span<ulong> least = stackalloc ulong[Bins];
        least.Fill(ulong.MaxValue);
        // A text shorter than a shingle is one.
        int shingles = Math.Max(hashes.Length - ShingleWords + 1, hashes.Length > 0 ? 1 : 0);
        for (int i = 0; i < shingles; i++)
        {
            ReadOnlySpan<ulong> shingle = hashes[i..Math.Min(i + ShingleWords, hashes.Length)];
            ulong hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(shingle));
            ref ulong bin = ref least[(int)(hash >> 57)];
            bin = Math.Min(bin, hash << 7);
        }
        return new PageSketch(digest, hashes.Length, Densify(least));
    }

    /// <summary>Reads a stored sketch.</summary>
    /// <exception cref="ArgumentException">It has another length than <see cref="StoredBytes"/>.</exception>
    public static PageSketch Read(ReadOnlySpan<byte> stored)
    {
        if (stored.Length != StoredBytes)
            throw new ArgumentException($"a stored sketch has {StoredBytes} bytes, not {stored.Length}");
        ushort[] bins = new ushort[Bins];
        for (int i = 0; i < Bins; i++)
            bins[i] = BinaryPrimitives.ReadUInt16LittleEndian(stored[(36 + 2 * i)..]);
        return new PageSketch(stored[..32].ToArray(), BinaryPrimitives.ReadInt32LittleEndian(stored[32..]), bins);
    }

    /// <summary>The sketch as bytes, the same on every machine.</summary>
    public byte[] ToBytes()
    {
        byte[] stored = new byte[StoredBytes];
        _digest.CopyTo(stored, 0);
        BinaryPrimitives.WriteInt32LittleEndian(stored.AsSpan(32), Words);
        for (int i = 0; i < Bins; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(stored.AsSpan(36 + 2 * i), _bins[i]);
        return stored;
    }

    /// <summary>Whether two texts have the same words in the same order.</summary>
    public bool IsSameAs(PageSketch other) => Digest.SequenceEqual(other.Digest);

    /// <summary>Estimated resemblance of two texts, 0 to 1.</summary>
    public double ResemblanceTo(PageSketch other) => Resemblance(_bins, other._bins);

    internal static double Resemblance(ReadOnlySpan<ushort> a, ReadOnlySpan<ushort> b)
    {
        int equal = 0;
        for (int i = 0; i < Bins; i++)
            equal += a[i] == b[i] ? 1 : 0;
        return (double)equal / Bins;
    }

    /// <summary>
    /// 16 bits of each bin; an empty bin borrows from another that a hash of its number chooses, the same in every text.
    /// </summary>
    private static ushort[] Densify(ReadOnlySpan<ulong> least)
    {
        ushort[] bins = new ushort[Bins];
        if (least.IndexOfAnyExcept(ulong.MaxValue) < 0)
            return bins;
        Span<byte> seed = stackalloc byte[8];
        for (int i = 0; i < Bins; i++)
        {
            ulong value = least[i];
            for (int attempt = 0; value == ulong.MaxValue; attempt++)
            {
                BinaryPrimitives.WriteInt32LittleEndian(seed, i);
                BinaryPrimitives.WriteInt32LittleEndian(seed[4..], attempt);
                value = least[(int)(XxHash3.HashToUInt64(seed) % Bins)];
            }
            bins[i] = (ushort)(value >> 48 ^ value >> 32 ^ value >> 16);
        }
        return bins;
    }
}
