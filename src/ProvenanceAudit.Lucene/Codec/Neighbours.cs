namespace ProvenanceAudit.Lucene.Codec;

/// <summary>
/// One byte beside every fingerprint: four bits of the hash of the word before its k-gram, four of the word after. A seed whose byte differs from the
/// output's in both halves cannot lie in a shared run longer than its k-gram; 88 of 100 seeds that chance gives are dismissed so, without reading the work.
/// </summary>
internal static class Neighbours
{
    /// <summary>The byte for the k-gram at word <paramref name="first"/>. A text's missing neighbour counts as 0.</summary>
    public static byte Of(ReadOnlySpan<ulong> words, int first, int k)
    {
        ulong before = first > 0 ? words[first - 1] >> 60 : 0;
        ulong after = first + k < words.Length ? words[first + k] >> 60 : 0;
        return (byte)(before << 4 | after);
    }
}
