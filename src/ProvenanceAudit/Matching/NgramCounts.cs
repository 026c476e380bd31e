using System.Numerics;
using System.Runtime.Intrinsics.X86;
using ProvenanceAudit.Fingerprints;

namespace ProvenanceAudit.Matching;

/// <summary>
/// Approximate counts of word sequences in a fixed table: a count-min sketch with two places a key and conservative update (Cormode,
/// Muthukrishnan 2005; Estan, Varghese 2002). Both places lie in one cache line, as in a blocked Bloom filter (Putze, Sanders, Singler 2007), since waiting for
/// memory is what a look-up costs. Never counts too few; at four cells a word, one key in fifteen is counted too often, mostly by one.
/// </summary>
internal sealed unsafe class NgramCounts
{
    private const ulong LineKey = 0x9E3779B97F4A7C15UL;
    private const int CellsPerLine = 32;

    private readonly LargeTable _table;
    private readonly ushort* _cells;
    private readonly int _shift;

    /// <summary>Makes a table.</summary>
    /// <param name="expectedKeys">Different sequences expected; the table has between four and eight cells of 2 bytes for each, at most 32 MiB in all.</param>
    public NgramCounts(long expectedKeys)
    {
        int bits = Math.Clamp(BitOperations.Log2((ulong)Math.Max(1, expectedKeys)) + 3, 10, 24);
        _table = new LargeTable(sizeof(ushort) * (1L << bits));
        _cells = (ushort*)_table.Start;
        _shift = 64 - bits + BitOperations.Log2(CellsPerLine);
    }

    /// <summary>Counts one occurrence; counts stop at 65,535.</summary>
    public void Add(ulong key)
    {
        (int at, int other) = PlacesOf(key);
        ref ushort first = ref _cells[at];
        ref ushort second = ref _cells[other];
        ushort count = Math.Min(first, second);
        if (count == ushort.MaxValue)
            return;
        count++;
        first = Math.Max(first, count);
        second = Math.Max(second, count);
    }

    /// <summary>Asks the processor to bring the counts of a key into its cache, which the table is larger than.</summary>
    public void Expect(ulong key)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(_cells + PlacesOf(key).First);
    }

    /// <summary>Occurrences of a key, or a few more.</summary>
    public int Of(ulong key)
    {
        (int first, int second) = PlacesOf(key);
        return Math.Min(_cells[first], _cells[second]);
    }

    private (int First, int Second) PlacesOf(ulong key)
    {
        ulong mixed = key * LineKey;
        int line = CellsPerLine * (int)(mixed >> _shift);
        // The bits below those that chose the line; never the same cell twice.
        int inLine = (int)(mixed >> (_shift - 10));
        int first = inLine & (CellsPerLine - 1);
        int second = (first + 1 + (inLine >> 5 & (CellsPerLine - 1)) % (CellsPerLine - 1)) & (CellsPerLine - 1);
        return (line + first, line + second);
    }
}
