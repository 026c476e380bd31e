namespace ProvenanceAudit.Matching;

/// <summary>How likely chance gives an alignment at least this telling.</summary>
internal sealed class Significance(IPassageIndex index)
{
    /// <summary>Expected number of alignments at least this telling per word of unrelated text.</summary>
    public double ChancePerWord(WordAlignment alignment, ReadOnlySpan<ulong> words)
    {
        return index.Statistics.Words * Math.Pow(2, -0.6 * alignment.Bits);
    }
}
