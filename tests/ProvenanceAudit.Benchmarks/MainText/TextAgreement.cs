using System.Text.RegularExpressions;

namespace ProvenanceAudit.Benchmarks.MainText;

/// <summary>How much of a text was found: bags of runs of four words, as the benchmark of article extraction by Zyte counts.</summary>
internal static partial class TextAgreement
{
    private const int Length = 4;

    /// <summary>Precision and recall, 0 to 1.</summary>
    public static (double Precision, double Recall, string Name) Compare(string gold, string found, string name)
    {
        Dictionary<string, int> expected = Of(gold), got = Of(found);
        int common = expected.Sum(e => Math.Min(e.Value, got.GetValueOrDefault(e.Key)));
        int inFound = got.Values.Sum(), inGold = expected.Values.Sum();
        return inFound + inGold == 0 ? (1, 1, name) : (common / (double)Math.Max(1, inFound), common / (double)Math.Max(1, inGold), name);
    }

    private static Dictionary<string, int> Of(string text)
    {
        string[] words = [.. Word().Matches(text).Select(m => m.Value)];
        var shingles = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; words.Length > 0 && i < Math.Max(1, words.Length - Length + 1); i++)
        {
            string shingle = string.Join(' ', words.Skip(i).Take(Length));
            shingles[shingle] = shingles.GetValueOrDefault(shingle) + 1;
        }
        return shingles;
    }

    [GeneratedRegex(@"\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
