namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>All runs of one to three words of a text, to tell whether others are parts of it.</summary>
internal sealed class WordRuns
{
    private readonly HashSet<int> _runs = [];

    /// <summary>Takes the runs of a text.</summary>
    public WordRuns(string text)
    {
        List<int> words = Words(text);
        for (int i = 0; i < words.Count; i++)
        {
            for (int n = 1; n <= 3 && i + n <= words.Count; n++)
                _runs.Add(Hash(words, i, n));
        }
    }

    /// <summary>Whether the text has no word.</summary>
    public bool IsEmpty => _runs.Count == 0;

    /// <summary>Runs of a part that stand in the text too, of all its runs of three words or, where it has less, of all its words; 0 to 1.</summary>
    public double Share(List<int> part)
    {
        int n = Math.Min(3, part.Count);
        if (n == 0)
            return 0;
        int found = 0;
        for (int i = 0; i + n <= part.Count; i++)
            found += _runs.Contains(Hash(part, i, n)) ? 1 : 0;
        return found / (double)(part.Count - n + 1);
    }

    /// <summary>Hashes of the words of a text, whatever their case.</summary>
    public static List<int> Words(ReadOnlySpan<char> text)
    {
        var words = new List<int>();
        uint hash = 2166136261;
        bool inside = false;
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                bool alone = WordCounts.IsUnspaced(c);
                if (alone && inside)
                {
                    words.Add((int)hash);
                    hash = 2166136261;
                }
                hash = (hash ^ char.ToLowerInvariant(c)) * 16777619;
                inside = !alone;
                if (!alone)
                    continue;
            }
            else if (!inside)
            {
                continue;
            }
            words.Add((int)hash);
            hash = 2166136261;
            inside = false;
        }
        if (inside)
            words.Add((int)hash);
        return words;
    }

    private static int Hash(List<int> words, int from, int count)
    {
        uint hash = (uint)count;
        for (int i = from; i < from + count; i++)
            hash = (hash ^ (uint)words[i]) * 0x9E3779B1u + 0x7F4A7C15u;
        return (int)(hash ^ (hash >> 15));
    }
}
