using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace ProvenanceAudit.Crawlers.Duplicates;

/// <summary>
/// Finds the sketches that have the same bins in one band: a table of numbers alone, eight bytes a sketch, whose keys are
/// read from the
/// sketches themselves.
/// </summary>
internal sealed class BandTable(List<ushort[]> sketches, int firstBin, int rows)
{
    // Sketches with the same band that are compared: what many share is a template's, and the others are found by other bands.
    private const int MaximumEqual = 8;

    // 0 is empty; else the sketch's number and one.
    private int[] _slots = new int[1 << 10];
    private int _count;

    /// <summary>Appends the numbers of sketches with the same band to a list.</summary>
    public void Find(ReadOnlySpan<ushort> bins, List<int> found)
    {
        ReadOnlySpan<ushort> key = bins.Slice(firstBin, rows);
        for (int at = Start(key); _slots[at] != 0; at = at + 1 & _slots.Length - 1)
        {
            if (key.SequenceEqual(KeyOf(_slots[at] - 1)))
                found.Add(_slots[at] - 1);
        }
    }

    /// <summary>Adds a sketch of the list.</summary>
    public void Add(int number)
    {
        if (2 * (_count + 1) > _slots.Length)
            Grow();
        ReadOnlySpan<ushort> key = KeyOf(number);
        int at = Start(key), equal = 0;
        for (; _slots[at] != 0; at = at + 1 & _slots.Length - 1)
        {
            if (key.SequenceEqual(KeyOf(_slots[at] - 1)) && ++equal == MaximumEqual)
                return;
        }
        _slots[at] = number + 1;
        _count++;
    }

    private void Grow()
    {
        int[] old = _slots;
        _slots = new int[2 * old.Length];
        foreach (int slot in old)
        {
            if (slot == 0)
                continue;
            int at = Start(KeyOf(slot - 1));
            while (_slots[at] != 0)
                at = at + 1 & _slots.Length - 1;
            _slots[at] = slot;
        }
    }

    private ReadOnlySpan<ushort> KeyOf(int number) => sketches[number].AsSpan(firstBin, rows);

    private int Start(ReadOnlySpan<ushort> key) =>
        (int)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key)) & (ulong)(_slots.Length - 1));
}
