namespace ProvenanceAudit.Fingerprints;

/// <summary>
/// Thins all k-gram hashes of a text to a few, chosen so that two texts that share enough words must share a fingerprint.
/// Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003), robust variant: of each
/// window of w consecutive k-grams the least hash is selected; of equal ones that selected before, else the rightmost.
/// A shared run of t = w + k - 1 words is always found; one shorter than k never is. Of random hashes 2 / (w + 1) are selected.
/// </summary>
public static class Winnowing
{
    /// <summary>Selects k-grams.</summary>
    /// <param name="kgrams">Hashes of all k-grams of one text, in order.</param>
    /// <param name="window">w: k-grams per window, at least 1. A text with fewer k-grams, but one at least, is one window.</param>
    /// <param name="selected">Receives the indexes of the selected k-grams, rising; room for <paramref name="kgrams"/>' length is always enough.</param>
    /// <returns>How many were selected.</returns>
    public static int Select(ReadOnlySpan<ulong> kgrams, int window, Span<int> selected)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        if (kgrams.IsEmpty)
            return 0;
        int count = 0;
        int least = -1;
        for (int end = Math.Min(window, kgrams.Length); end <= kgrams.Length; end++)
        {
            int start = Math.Max(0, end - window);
            int last = end - 1;
            if (least < start)
            {
                // The least one left the window, or this is the first window: look at all of it, rightmost of equals.
                least = start;
                for (int i = start + 1; i < end; i++)
                {
                    if (kgrams[i] <= kgrams[least])
                        least = i;
                }
            }
            else if (kgrams[last] < kgrams[least])
            {
                least = last;
            }
            else
            {
                continue;
            }
            selected[count++] = least;
        }
        return count;
    }
}
