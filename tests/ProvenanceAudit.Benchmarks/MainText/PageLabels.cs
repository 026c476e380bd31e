using System.Text.Json;
using System.Text.RegularExpressions;
using ProvenanceAudit.Crawlers.MainText;

namespace ProvenanceAudit.Benchmarks.MainText;

/// <summary>Says of the blocks of a page whether they belong to its text: 1 yes, 0 no, -1 unknown.</summary>
internal static partial class PageLabels
{
    private const int RunLength = 4;

    // How far a short block may be from others that belong, in blocks and in words.
    private const int NearBlocks = 60;
    private const int NearWords = 40;

    /// <summary>Labels by the whole text of the page: a block belongs when most of its runs of four words stand there, a shorter one when its words
    /// stand between those of its neighbours.</summary>
    public static float[] ByText(PageTree tree, string text)
    {
        string[] gold = Words(text);
        var places = new Dictionary<string, (int First, int Last)>(StringComparer.Ordinal);
        for (int i = 0; i + RunLength <= gold.Length; i++)
        {
            string run = string.Join(' ', gold[i..(i + RunLength)]);
            places.TryAdd(run, (i, i));
        }
        string[][] words = [.. tree.Blocks.Select(b => Words(b.Text))];
        var labels = new float[words.Length];
        (int From, int To)?[] where = new (int, int)?[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            int runs = words[i].Length - RunLength + 1, found = 0, from = -1, to = -1;
            for (int j = 0; j < runs; j++)
            {
                if (!places.TryGetValue(string.Join(' ', words[i][j..(j + RunLength)]), out (int First, int Last) place))
                    continue;
                found++;
                from = from < 0 ? Math.Max(0, place.First - j) : from;
                to = place.First + RunLength;
            }
            if (runs > 0 && 2 * found > runs)
                (labels[i], where[i]) = (1, (from, to));
        }
        for (int i = 0; i < words.Length; i++)
        {
            if (words[i].Length is > 0 and < RunLength && Find(gold, words[i], Window(where, i, gold.Length)) is { } at)
                (labels[i], where[i]) = (1, (at, at + words[i].Length));
        }
        // The second copy of an article on the same page belongs no more than it counts.
        int[] taken = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] > 0)];
        bool[] repeats = Repetition.Find([.. taken.Select(i => tree.Blocks[i].Text)]);
        for (int i = 0; i < taken.Length; i++)
            labels[taken[i]] = repeats[i] ? 0 : 1;
        return labels;
    }

    /// <summary>Labels by parts that the text has ("with") and that stand about it ("without").</summary>
    public static float[] BySnippets(PageTree tree, JsonElement page)
    {
        string[] texts = [.. tree.Blocks.Select(b => Space().Replace(b.Text, " "))];
        var labels = new float[texts.Length];
        Array.Fill(labels, -1f);
        foreach ((string name, float label) in new[] { ("with", 1f), ("without", 0f) })
        {
            if (!page.TryGetProperty(name, out JsonElement parts))
                continue;
            foreach (string part in parts.EnumerateArray().Select(p => Space().Replace(p.GetString()!, " ").Trim()).Where(p => p.Length > 2))
            {
                int[] found = [.. Enumerable.Range(0, texts.Length).Where(i => texts[i].Contains(part, StringComparison.Ordinal))];
                // Words that stand in many places tell nothing of one.
                if (found.Length > (label > 0 ? 1 : 5))
                    continue;
                foreach (int i in found)
                    labels[i] = labels[i] >= 0 && labels[i] != label ? -1 : label;
            }
        }
        return labels;
    }

    private static (int From, int To)? Window((int From, int To)?[] where, int block, int length)
    {
        int? before = null, after = null;
        for (int i = block - 1; i >= 0 && i > block - NearBlocks && before is null; i--)
            before = where[i]?.To;
        for (int i = block + 1; i < where.Length && i < block + NearBlocks && after is null; i++)
            after = where[i]?.From;
        if (before is null && after is null)
            return null;
        int from = before - 1 ?? after!.Value - NearWords;
        int to = after + 1 ?? before!.Value + NearWords;
        return (Math.Max(0, from), Math.Min(length, to > from ? to : from + NearWords));
    }

    private static int? Find(string[] text, string[] words, (int From, int To)? window)
    {
        for (int i = window?.From ?? int.MaxValue; i <= window?.To - words.Length; i++)
        {
            if (text.AsSpan(i, words.Length).SequenceEqual(words))
                return i;
        }
        return null;
    }

    private static string[] Words(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
