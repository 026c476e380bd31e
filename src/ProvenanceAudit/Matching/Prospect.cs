using System.Numerics;
using System.Runtime.Intrinsics;

namespace ProvenanceAudit.Matching;

/// <summary>
/// Tells from the 32 words beside a run of identical words, without aligning them, that <see cref="Extension"/> would find nothing there. Most seeds are chance,
/// and for nine of ten of them this is all that is done.
/// </summary>
/// <remarks>
/// Score of a path of m identical words, s substitutions and g insertions and deletions: m - s - 1.5 g; the path is given up below -10, and pays above 0. It begins
/// with an edit, so a path that pays has fewer runs than identical words, and therefore a run of two somewhere. All runs before that one are single words: with
/// m of them it has come m + (m + 10) + 1 words far at most, and (m + 10) / 1.5 + 1 diagonals aside. So if at most nine words of the first 32 stand in both texts at
/// all within 13 diagonals, and no two neighbours do on one diagonal, no path pays. Hashes are compared by 16 bits; equal ones by chance only make it less sure.
/// </remarks>
internal static class Prospect
{
    /// <summary>Words on each side that are looked at.</summary>
    public const int Words = 32;

    private const int Diagonals = 13;
    private const int SingleWords = 9;

    /// <summary>Whether extending may pay.</summary>
    /// <param name="output">Words of the output beside the run, in the order of the text, at most 32.</param>
    /// <param name="work">Words of the work beside the run, likewise.</param>
    /// <param name="step">1 when the words follow the run, -1 when they stand before it.</param>
    public static bool MayPay(ReadOnlySpan<ulong> output, ReadOnlySpan<ulong> work, int step)
    {
        Span<ushort> left = stackalloc ushort[Words];
        Span<ushort> right = stackalloc ushort[Words + 2 * Diagonals];
        // What is missing at the end of a text equals nothing of the other.
        left.Clear();
        right.Fill(1);
        int first = step > 0 ? 0 : Words - output.Length;
        for (int i = 0; i < output.Length; i++)
            left[first + i] = (ushort)(output[i] | 2);
        first = Diagonals + (step > 0 ? 0 : Words - work.Length);
        for (int i = 0; i < work.Length; i++)
            right[first + i] = (ushort)(work[i] | 2);
        Vector512<ushort> ours = Vector512.Create<ushort>(left);
        ulong any = 0;
        for (int diagonal = 0; diagonal <= 2 * Diagonals; diagonal++)
        {
            ulong equal = Vector512.Equals(ours, Vector512.Create<ushort>(right[diagonal..])).ExtractMostSignificantBits();
            if ((equal & equal >> 1) != 0)
                return true;
            any |= equal;
        }
        return BitOperations.PopCount(any) > SingleWords;
    }
}
