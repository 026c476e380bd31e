namespace ProvenanceAudit.Similarity;

/// <summary>
/// Numbers that <see cref="ParaphraseAligner"/> works with. The defaults were chosen by hand on the training corpus of PAN 2013, both halves in view.
/// </summary>
public sealed record AlignmentSettings
{
    /// <summary>Least bits of an alignment, see <see cref="ParaphraseAlignment.Bits"/>.</summary>
    public double MinimumBits { get; init; } = 55;

    /// <summary>Least length of an alignment on either side, in code units.</summary>
    public int MinimumLength { get; init; } = 150;

    /// <summary>Bits above the least that an alignment apart from all known matches needs where another passage of the work was copied word for word.</summary>
    public double BesideCopies { get; init; } = 100;

    /// <summary>
    /// Whether the vectors are of a model of several languages. Texts that share too few words to be of one language are then compared by vectors alone.
    /// </summary>
    public bool AcrossLanguages { get; init; }

    /// <summary>Least bits of an alignment that shortens.</summary>
    public double MinimumSummaryBits { get; init; } = 170;

    /// <summary>Greatest evidence that a single word gives, in bits.</summary>
    internal double WordBits { get; init; } = 8;

    /// <summary>Greatest evidence that the vectors of a sentence give, in bits, before they are weighed.</summary>
    internal double MeaningBits { get; init; } = 16;

    /// <summary>Weight of vectors beside words, which tell the same for a part.</summary>
    internal double MeaningWeight { get; init; } = 0.2;

    /// <summary>Whether words that are missing on the other side tell nothing, as between languages.</summary>
    internal bool VectorsAlone { get; init; }

    /// <summary>Bits that a sentence without a near one costs where vectors alone are compared.</summary>
    internal double VectorMiss { get; init; } = 6;

    /// <summary>Share of the output's words that the work has too, below which they are of different languages.</summary>
    internal double SameLanguage { get; init; } = 0.3;

    /// <summary>Words from which on a sentence's vector tells all it can.</summary>
    internal int MeaningWords { get; init; } = 8;

    /// <summary>Bits of two sentences by their vectors that begin an alignment, least.</summary>
    internal double SeedMeaningBits { get; init; } = 6;

    /// <summary>Words of the rest of the text that ordinary text weighs as much as, when a word's rate is estimated.</summary>
    internal double PriorWords { get; init; } = 400;

    /// <summary>Bits by which the sum may fall inside a passage of the output.</summary>
    internal double Drop { get; init; } = 35;

    /// <summary>Words that a border in the output may move at once.</summary>
    internal int Reach { get; init; } = 120;

    /// <summary>How often longer a passage of the work is than one of the output that shortens it, at least.</summary>
    internal double SummaryRatio { get; init; } = 3;

    /// <summary>Bits that an alignment that shortens must have beyond those it replaces.</summary>
    internal double BeyondParts { get; init; } = 10;

    /// <summary>Share of the bits of those it replaces that an alignment that shortens must have beyond them.</summary>
    internal double BeyondPartsShare { get; init; } = 0.25;

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
    internal double CopyIdentity { get; init; } = 0.95;

    /// <summary>Words from which on a copy tells how the output makes use of the work.</summary>
    internal int CopyWords { get; init; } = 30;

    /// <summary>Bits that an alignment must have beyond a copy inside it to replace it.</summary>
    internal double BeyondCopy { get; init; } = 20;

    /// <summary>Share of a copy's bits that an alignment must have beyond it to replace it.</summary>
    internal double BeyondCopyShare { get; init; } = 0.6;

    /// <summary>Searches for passages about as long as one another: near and far first, then closely.</summary>
    internal BorderSearch Sought { get; init; } = new(Share: 0.4, WorkShare: 0.4, Margin: 60, WorkMargin: 60, WorkReach: 120, WorkDrop: 35);

    /// <summary>The close search behind <see cref="Sought"/>.</summary>
    internal BorderSearch Kept { get; init; } = new(Share: 0.6, WorkShare: 0.6, Margin: 0, WorkMargin: 0, WorkReach: 120, WorkDrop: 35);

    /// <summary>Searches for passages of the work that one of the output shortens.</summary>
    internal BorderSearch SoughtSummary { get; init; } = new(Share: 0.88, WorkShare: 0.16, Margin: 30, WorkMargin: 500, WorkReach: 1500, WorkDrop: 60) { Shortens = true };

    /// <summary>The close search behind <see cref="SoughtSummary"/>.</summary>
    internal BorderSearch KeptSummary { get; init; } = new(Share: 0.88, WorkShare: 0.16, Margin: 0, WorkMargin: 0, WorkReach: 1500, WorkDrop: 60) { Shortens = true };
}
