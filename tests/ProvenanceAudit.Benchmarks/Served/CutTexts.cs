using System.Text.Json;

namespace ProvenanceAudit.Benchmarks.Served;

/// <summary>A catalog and a file of outputs, cut from a folder of books.</summary>
internal static class CutTexts
{
    private const int OutputWords = 150;
    private const int CopiedWords = 40;

    /// <summary>Every tenth output recites.</summary>
    public const int OneInRecites = 10;

    /// <summary>Cuts works from every second book, and outputs from the others, with passages of works in some.</summary>
    /// <param name="books">Folder of text files.</param>
    /// <param name="works">Number of works; all have the same number of words.</param>
    /// <param name="outputs">Number of outputs; the words of the books are used again when they run out.</param>
    /// <param name="folder">Where the files are written.</param>
    /// <returns>The catalog and the outputs, JSON Lines.</returns>
    public static (string Catalog, string Outputs) Write(string books, int works, int outputs, string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(books, "*.txt").Order(StringComparer.Ordinal)];
        if (files.Length < 2)
            throw new InvalidDataException($"'{books}' holds fewer than two text files");
        string[] known = [.. files.Where((_, i) => i % 2 == 0).SelectMany(WordsOf)];
        string[] other = [.. files.Where((_, i) => i % 2 == 1).SelectMany(WordsOf)];
        string catalog = Path.Combine(folder, "works.jsonl"), answers = Path.Combine(folder, "outputs.jsonl");
        int length = known.Length / works;
        File.WriteAllLines(catalog, Enumerable.Range(0, works).Select(i => JsonSerializer.Serialize(
            new { id = $"work-{i}", title = $"Work {i}", contributors = new[] { "A. Nonymous" }, text = string.Join(' ', known, i * length, length) })));
        var random = new Random(4);
        File.WriteAllLines(answers, Enumerable.Range(0, outputs).Select(i =>
        {
            string text = string.Join(' ', other, (int)((long)i * OutputWords % (other.Length - OutputWords)), OutputWords);
            if (i % OneInRecites == 0)
                text += " " + string.Join(' ', known, random.Next(known.Length - CopiedWords), CopiedWords);
            return JsonSerializer.Serialize(new { id = $"output-{i}", model = "some-model", text });
        }));
        return (catalog, answers);
    }

    private static string[] WordsOf(string file) => File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
