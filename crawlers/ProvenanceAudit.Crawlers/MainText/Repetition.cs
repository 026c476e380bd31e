namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>
/// Finds passages that repeat what stands before them: pages hold an article twice, for wide and for narrow screens, or once more for printing.
/// </summary>
internal static class Repetition
{
    // Fewer words are repeated in good faith: a refrain, the label of each recipe.
    private const int FewestWordsOfBlock = 8;
    private const int FewestWords = 60;
    private const double SmallestShare = 0.5;
    private const int RunLength = 4;
    private const double MostNew = 0.2;

    /// <summary>Which of the texts to leave out: those in runs that repeat at least 60 words, and a quarter of all before them.</summary>
    public static bool[] Find(IReadOnlyList<string> texts)
    {
        var repeats = new bool[texts.Count];
        var runs = new HashSet<int>();
        int from = -1, repeatedWords = 0, newWords = 0;
        for (int i = 0; i <= texts.Count; i++)
        {
            List<int> words = i < texts.Count ? WordRuns.Words(texts[i]) : [];
            bool? repeated = i == texts.Count ? false : words.Count < FewestWordsOfBlock ? null : Repeats(words, runs);
            if (repeated == true)
            {
                from = from < 0 ? i : from;
                repeatedWords += words.Count;
            }
            else if (repeated == false)
            {
                if (repeatedWords >= Math.Max(FewestWords, newWords * SmallestShare))
                    repeats.AsSpan(from, i - from).Fill(true);
                newWords += repeatedWords + words.Count;
                (from, repeatedWords) = (-1, 0);
            }
        }
        return repeats;
    }

    private static bool Repeats(List<int> words, HashSet<int> runs)
    {
        int known = 0, count = words.Count - RunLength + 1;
        var hashes = new int[count];
        for (int i = 0; i < count; i++)
        {
            int hash = 17;
            for (int j = i; j < i + RunLength; j++)
                hash = unchecked((hash * 0x01000193) ^ words[j]);
            hashes[i] = hash;
            known += runs.Contains(hash) ? 1 : 0;
        }
        runs.UnionWith(hashes);
        return known > count * (1 - MostNew);
    }
}
