namespace ProvenanceAudit.Similarity;

/// <summary>
/// Numbers that <see cref="ParaphraseAligner"/> works with. The defaults were chosen on half of the training corpus of PAN 2013 and checked on the other half.
/// </summary>
public sealed record AlignmentSettings
{
    /// <summary>Least bits of an alignment, see <see cref="ParaphraseAlignment.Bits"/>.</summary>
    public double MinimumBits { get; init; } = 60;

    /// <summary>Least length of an alignment on either side, in code units.</summary>
    public int MinimumLength { get; init; } = 130;

    /// <summary>Bits above the least that an alignment apart from all known matches needs where another passage of the work was copied word for word.</summary>
    public double BesideCopies { get; init; } = 100;

    /// <summary>Share of words that is found on the other side while the borders of a passage are sought, between 0 and 1.</summary>
    internal double SoughtShare { get; init; } = 0.5;

    /// <summary>Share of words that must be found on the other side for a border to hold, between 0 and 1.</summary>
    internal double KeptShare { get; init; } = 0.75;

    /// <summary>Greatest evidence that a single word gives, in bits.</summary>
    internal double WordBits { get; init; } = 8;

    /// <summary>Words of the rest of the text that ordinary text weighs as much as, when a word's rate is estimated.</summary>
    internal double PriorWords { get; init; } = 400;

    /// <summary>Bits by which the sum may fall inside a passage.</summary>
    internal double Drop { get; init; } = 17;

    /// <summary>Words beyond the borders of one side that are compared with while the borders of the other are sought.</summary>
    internal int Margin { get; init; } = 60;

    /// <summary>Words that a border may move at once.</summary>
    internal int Reach { get; init; } = 120;

    /// <summary>Least share of weight in common of two sentences that begin an alignment, 0 to 1.</summary>
    internal double SeedShare { get; init; } = 0.2;

    /// <summary>Least weight in common of two sentences that begin an alignment, in bits.</summary>
    internal double SeedBits { get; init; } = 12;

    /// <summary>Sentences that may stand between two pairs of one cluster, on either side.</summary>
    internal int SeedGap { get; init; } = 3;

    /// <summary>Words that may stand between two alignments that are one, on either side.</summary>
    internal int MergeGap { get; init; } = 40;

    /// <summary>Share of an alignment's output that a better one may have taken.</summary>
    internal double Taken { get; init; } = 0.3;

    /// <summary>Bits that moving a border to the nearest end of a sentence may cost.</summary>
    internal double SnapBits { get; init; } = 8;

    /// <summary>Share of identical words from which on a match is a copy.</summary>
    internal double CopyIdentity { get; init; } = 0.9;

    /// <summary>Words from which on a copy tells how the output makes use of the work.</summary>
    internal int CopyWords { get; init; } = 30;

    /// <summary>Bits that an alignment must have beyond a copy inside it to replace it.</summary>
    internal double BeyondCopy { get; init; } = 20;

    /// <summary>Share of a copy's bits that an alignment must have beyond it to replace it.</summary>
    internal double BeyondCopyShare { get; init; } = 0.6;
}
