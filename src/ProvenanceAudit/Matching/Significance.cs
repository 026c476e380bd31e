namespace ProvenanceAudit.Matching;

/// <summary>How much the words of a match tell, whoever wrote them.</summary>
internal sealed class Significance(IPassageIndex index)
{
    /// <summary>What an edit hides, in bits: it could have been many others, about as many as an ordinary word tells.</summary>
    public const double EditBits = 7;

    // Some seventy words of a novel. Chance gives such a match once in a hundred million scans; how often it gives a longer one, no measurement can tell.
    private const double MostBits = 512;

    // As many places as editions of one work commonly are. What stands in more is common property, and its words tell less.
    private const int MostSources = 3;

    /// <summary>The score of a group of places that hold one passage: bits of its identical words after the words before them, minus bits that its edits hide, of the part that tells most; at most 512.</summary>
    /// <param name="group">The places, that named first at the head.</param>
    /// <param name="words">Words of the output.</param>
    /// <param name="inCatalog">Whether the output is itself a passage of the catalog, as decoys are: its own words then do not vouch for it either.</param>
    public double Bits(List<WordAlignment> group, ReadOnlySpan<ulong> words, bool inCatalog = false)
    {
        WordAlignment head = group[0];
        int sources = Math.Min(group.Count, MostSources) + (inCatalog ? 1 : 0);
        // The part that tells most: what heavy edits surround must not tell less for it (Smith, Waterman 1981).
        double bits = 0, most = 0;
        for (int i = 0; i < head.Runs.Length && most < MostBits; i++)
        {
            WordRun run = head.Runs[i];
            if (i > 0)
                bits = Math.Max(0, bits - EditBits * head.Runs[i - 1].EditsTo(run));
            bits += index.Background.Bits(words, run.Word, run.End, sources, MostBits - bits);
            most = Math.Max(most, bits);
        }
        return Math.Min(most, MostBits);
    }
}
