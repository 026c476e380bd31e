using System.Numerics;

namespace ProvenanceAudit.App.Benchmarking;

/// <summary>
/// Sorts the suffixes of a sequence of word ids: by as many first words as 63 bits hold, in passes of 16 bits, and then each group of equals by comparing what
/// follows. In a text of real words hardly any group is large.
/// </summary>
internal static class SuffixSort
{
    // Longer equal runs, of two editions of one book, stay in any order; what is found of them is cut to so many words.
    private const int MaximumDepth = 4096;

    /// <summary>The places of the sequence in order of what begins there.</summary>
    /// <param name="words">Ids from 0.</param>
    /// <param name="differentWords">All ids are below it.</param>
    public static int[] Sort(int[] words, int differentWords)
    {
        int bits = BitOperations.Log2((uint)differentWords) + 1;
        int depth = Math.Max(1, 63 / bits);
        ulong[] keys = Keys(words, bits, depth);
        int[] places = new int[words.Length];
        for (int i = 0; i < places.Length; i++)
            places[i] = i;
        SortByKeys(ref keys, ref places, bits * depth);
        var deeper = new DeeperOrder(words, depth);
        for (int start = 0, end; start < places.Length; start = end)
        {
            end = start + 1;
            while (end < places.Length && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                places.AsSpan(start, end - start).Sort(deeper);
        }
        return places;
    }

    private static ulong[] Keys(int[] words, int bits, int depth)
    {
        ulong[] keys = new ulong[words.Length];
        ulong mask = (1UL << (bits * depth)) - 1, key = 0;
        // From the end, so that each key is the one after it with one word shifted in; behind the end stands 0.
        for (int i = words.Length - 1; i >= 0; i--)
            keys[i] = key = (key >> bits | (ulong)words[i] << (bits * (depth - 1))) & mask;
        return keys;
    }

    private static void SortByKeys(ref ulong[] keys, ref int[] places, int bits)
    {
        ulong[] otherKeys = new ulong[keys.Length];
        int[] otherPlaces = new int[places.Length];
        int[] next = new int[1 << 16];
        for (int shift = 0; shift < bits; shift += 16)
        {
            Array.Clear(next);
            foreach (ulong key in keys)
                next[(ushort)(key >> shift)]++;
            int sum = 0;
            for (int i = 0; i < next.Length; i++)
                (next[i], sum) = (sum, sum + next[i]);
            for (int i = 0; i < keys.Length; i++)
            {
                int at = next[(ushort)(keys[i] >> shift)]++;
                otherKeys[at] = keys[i];
                otherPlaces[at] = places[i];
            }
            (keys, otherKeys) = (otherKeys, keys);
            (places, otherPlaces) = (otherPlaces, places);
        }
    }

    private readonly struct DeeperOrder(int[] words, int depth) : IComparer<int>
    {
        public int Compare(int a, int b)
        {
            ReadOnlySpan<int> left = words.AsSpan(Math.Min(words.Length, a + depth)), right = words.AsSpan(Math.Min(words.Length, b + depth));
            int shared = 0, limit = Math.Min(MaximumDepth, Math.Min(left.Length, right.Length));
            while (shared < limit && left[shared] == right[shared])
                shared++;
            if (shared == MaximumDepth)
                return 0;
            return shared < limit ? left[shared].CompareTo(right[shared]) : left.Length.CompareTo(right.Length);
        }
    }
}
