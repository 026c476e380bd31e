using System.Text;
using System.Text.RegularExpressions;
using ProvenanceAudit.MachineLearning.Embedding.Distilling;

namespace ProvenanceAudit.Benchmarks.Embeddings;

/// <summary>
/// Writes the texts that the built-in embedder is distilled with, a passage a line: WordNet's definitions, examples and synonyms (Princeton's licence lets anybody use them)
/// for the whole vocabulary of today, and passages of public-domain novels for connected prose.
/// </summary>
internal static partial class DistillationTexts
{
    private const int PassagesPerNovel = 650;
    private static readonly string[] Parts = ["noun", "verb", "adj", "adv"];

    /// <summary>Writes the file.</summary>
    /// <param name="wordNet">WordNet's folder <c>dict</c>, with <c>data.noun</c> and the others.</param>
    /// <param name="novels">A folder of novels as text files.</param>
    /// <param name="target">The file.</param>
    public static void Write(string wordNet, string novels, string target)
    {
        using var writer = new StreamWriter(target);
        int lines = 0;
        foreach (string line in Parts.SelectMany(part => File.ReadLines(Path.Combine(wordNet, $"data.{part}"), Encoding.Latin1)).SelectMany(OfSynset)
            .Concat(Directory.EnumerateFiles(novels, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(OfNovel)))
        {
            writer.WriteLine(line);
            lines++;
        }
        Console.WriteLine($"{lines:N0} passages");
    }

    private static IEnumerable<string> OfSynset(string line)
    {
        int bar = line.IndexOf('|', StringComparison.Ordinal);
        if (line.StartsWith("  ", StringComparison.Ordinal) || bar < 0)
            yield break;
        string[] fields = line[..bar].Split(' ');
        int count = Convert.ToInt32(fields[3], 16);
        string[] words = [.. Enumerable.Range(0, count).Select(i => fields[4 + (2 * i)].Replace('_', ' ').Split('(')[0])];
        string gloss = line[(bar + 1)..], definition = Quoted().Replace(gloss, "").Trim(' ', ';');
        if (definition.Length > 0)
            yield return definition;
        foreach (Match example in Quoted().Matches(gloss))
        {
            if (example.Length > 10)
                yield return example.Value.Trim('"');
        }
        if (count > 1)
            yield return string.Join(", ", words);
        else if (definition.Length % 3 == 0)
            yield return $"{words[0]}: {definition}";
    }

    private static IEnumerable<string> OfNovel(string path)
    {
        string[] passages = [.. PassageCutting.Cut(File.ReadAllText(path)).Where(p => p.Length > 20)];
        int step = Math.Max(1, passages.Length / PassagesPerNovel);
        return passages.Where((_, i) => i % step == 0).Take(PassagesPerNovel);
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();
}
