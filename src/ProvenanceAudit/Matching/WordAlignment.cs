namespace ProvenanceAudit.Matching;

/// <summary>Where a work and an output run together: runs of identical words in order, with edits between them.</summary>
internal sealed class WordAlignment
{
    /// <summary>Number of the work in the index.</summary>
    public required int Work { get; init; }

    /// <summary>The runs, rising on both sides, none overlapping; at least one.</summary>
    public required WordRun[] Runs { get; init; }

    /// <summary>What the identical words tell, minus what the edits cost, in bits.</summary>
    public required double Bits { get; init; }

    /// <summary>First word in the output.</summary>
    public int Start => Runs[0].Word;

    /// <summary>One past the last word in the output.</summary>
    public int End => Runs[^1].End;

    /// <summary>First word in the work.</summary>
    public int WorkStart => Runs[0].WorkWord;

    /// <summary>One past the last word in the work.</summary>
    public int WorkEnd => Runs[^1].WorkEnd;

    /// <summary>Identical words.</summary>
    public int Words { get; private init; }

    /// <summary>Columns of the alignment: identical words, and per gap the longer side.</summary>
    public int Columns { get; private init; }

    /// <summary>Words of the longest run.</summary>
    public int LongestRun { get; private init; }

    /// <summary>Identical words over columns, above 0, at most 1.</summary>
    public double Identity => (double)Words / Columns;

    /// <summary>Makes an alignment and counts its words.</summary>
    public static WordAlignment Of(int work, ReadOnlySpan<WordRun> runs, double bits)
    {
        int words = 0, columns = 0, longest = 0;
        for (int i = 0; i < runs.Length; i++)
        {
            words += runs[i].Length;
            longest = Math.Max(longest, runs[i].Length);
            if (i > 0)
                columns += runs[i - 1].EditsTo(runs[i]);
        }
        return new WordAlignment
        {
            Work = work,
            Runs = runs.ToArray(),
            Bits = bits,
            Words = words,
            Columns = words + columns,
            LongestRun = longest,
        };
    }
}
