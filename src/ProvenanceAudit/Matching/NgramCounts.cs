using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ProvenanceAudit.Matching;

/// <summary>
/// Approximate counts of word sequences in a fixed table: a count-min sketch with two places a key and conservative update (Cormode,
/// Muthukrishnan 2005; Estan, Varghese 2002). Never counts too few; at four cells a word, one key in twenty is counted too often, mostly by one.
/// </summary>
internal sealed class NgramCounts
{
    private const ulong FirstKey = 0x9E3779B97F4A7C15UL;
    private const ulong SecondKey = 0x9FB21C651E98DF25UL;

    private readonly ushort[] _cells;
    private readonly int _shift;

    /// <summary>Makes a table.</summary>
    /// <param name="expectedKeys">Different sequences expected; the table has between four and eight cells of 2 bytes for each, at most 32 MiB in all.</param>
    public NgramCounts(long expectedKeys)
    {
        int bits = Math.Clamp(BitOperations.Log2((ulong)Math.Max(1, expectedKeys)) + 3, 10, 24);
        _cells = new ushort[1 << bits];
        _shift = 64 - bits;
    }

    /// <summary>Counts one occurrence; counts stop at 65,535.</summary>
    public void Add(ulong key)
    {
        ref ushort first = ref _cells[key * FirstKey >> _shift];
        ref ushort second = ref _cells[key * SecondKey >> _shift];
        ushort count = Math.Min(first, second);
        if (count == ushort.MaxValue)
            return;
        count++;
        first = Math.Max(first, count);
        second = Math.Max(second, count);
    }

    /// <summary>Asks the processor to bring the counts of a key into its cache, which the table is larger than.</summary>
    public unsafe void Expect(ulong key)
    {
        if (!Sse.IsSupported)
            return;
        Sse.Prefetch0(Unsafe.AsPointer(ref _cells[key * FirstKey >> _shift]));
        Sse.Prefetch0(Unsafe.AsPointer(ref _cells[key * SecondKey >> _shift]));
    }

    /// <summary>Occurrences of a key, or a few more.</summary>
    public int Of(ulong key) => Math.Min(_cells[key * FirstKey >> _shift], _cells[key * SecondKey >> _shift]);
}
