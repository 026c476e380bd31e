namespace ProvenanceAudit.Similarity;

/// <summary>The stems that stand in both texts, numbered from 1; 0 is every word that stands in one alone.</summary>
internal sealed class SharedStems
{
    private SharedStems(int[] output, int[] work, int count)
    {
        Output = output;
        Work = work;
        Count = count;
        Rates = new double[count];
    }

    /// <summary>Stem of each word of the output.</summary>
    public int[] Output { get; }

    /// <summary>Stem of each word of the work.</summary>
    public int[] Work { get; }

    /// <summary>Stems, the 0 included.</summary>
    public int Count { get; }

    /// <summary>Share of each stem of all words of ordinary text.</summary>
    public double[] Rates { get; }

    /// <summary>Share of the output's words whose stems stand in the work, 0 to 1.</summary>
    public double ShareOfOutput => Output.Length == 0 ? 0 : 1 - (double)Output.AsSpan().Count(0) / Output.Length;

    /// <summary>Numbers the stems.</summary>
    public static SharedStems Of(SentenceText output, SentenceText work)
    {
        var inOutput = new HashSet<ulong>(output.Words.Length);
        foreach (TextWord word in output.Words)
            inOutput.Add(word.Stem);
        var numbers = new Dictionary<ulong, int>();
        foreach (TextWord word in work.Words)
        {
            if (inOutput.Contains(word.Stem))
                numbers.TryAdd(word.Stem, numbers.Count + 1);
        }
        var stems = new SharedStems(Number(output, numbers), Number(work, numbers), numbers.Count + 1);
        stems.Rate(output, stems.Output);
        stems.Rate(work, stems.Work);
        return stems;
    }

    private static int[] Number(SentenceText text, Dictionary<ulong, int> numbers)
    {
        int[] stems = new int[text.Words.Length];
        for (int i = 0; i < stems.Length; i++)
            stems[i] = numbers.GetValueOrDefault(text.Words[i].Stem);
        return stems;
    }

    private void Rate(SentenceText text, int[] stems)
    {
        for (int i = 0; i < stems.Length; i++)
            Rates[stems[i]] = Math.Max(Rates[stems[i]], text.Words[i].Rate);
    }
}
