using ProvenanceAudit.Models;
using ProvenanceAudit.Records;

namespace ProvenanceAudit.Benchmarks.Verdicts;

/// <summary>A text that scans are made from.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Author">What stands before the first comma of its line in the folder's table, or behind the underscore of the name.</param>
/// <param name="Text">The text.</param>
internal sealed record SourceText(string Name, string Author, string Text);

/// <summary>The texts of one part of the data. No text, and no author, is in two parts.</summary>
/// <param name="Works">What catalogs are made of.</param>
/// <param name="Outside">Novels in no catalog, from which outputs are made that copy nothing.</param>
/// <param name="Public">What works and outputs quote alike: it stands for scripture, proverbs and Shakespeare.</param>
/// <param name="Answers">Real answers of models, with their prompts.</param>
internal sealed record SourcePart(
    IReadOnlyList<SourceText> Works, IReadOnlyList<SourceText> Outside, IReadOnlyList<SourceText> Public, IReadOnlyList<ModelOutput> Answers);

/// <summary>Reads novels and answers, and deals them to parts by author.</summary>
internal static class SourceTexts
{
    /// <summary>Shares of the authors: works, outside and public texts to train on, the same to calibrate on, the same to test on.</summary>
    private static readonly int[] Shares = [36, 12, 4, 12, 5, 2, 18, 8, 3];

    /// <summary>Texts to train on, to calibrate on, and to test on.</summary>
    /// <param name="books">Folder with a <c>.txt</c> a novel, and any table with a line of file, author and title for each.</param>
    /// <param name="answers">Folder with <c>.jsonl</c> of real answers; null for none.</param>
    public static (SourcePart Fit, SourcePart Calibrate, SourcePart Test) Deal(string books, string? answers)
    {
        var authors = Read(books).GroupBy(b => b.Author).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        new Random(1).Shuffle(authors);
        var parts = new List<SourceText>[Shares.Length];
        int next = 0, total = Shares.Sum(), dealt = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            dealt += Shares[i];
            int end = Math.Max(next + 1, authors.Length * dealt / total);
            parts[i] = [.. authors[next..end].SelectMany(g => g)];
            next = end;
        }
        // The files answer the same questions, so that each part has questions, and models, of its own.
        ModelOutput[][] files = answers is null ? [] : [.. Directory.EnumerateFiles(answers, "*.jsonl").Order(StringComparer.Ordinal).Select(ReadAnswers)];
        ModelOutput[] Some(int part) => [.. files.Where((_, i) => i % 3 == part).SelectMany(f => f.Where((_, i) => i % 3 == part))];
        return (new SourcePart(parts[0], parts[1], parts[2], Some(0)), new SourcePart(parts[3], parts[4], parts[5], Some(1)),
            new SourcePart(parts[6], parts[7], parts[8], Some(2)));
    }

    /// <summary>All texts of a folder, in order of their names.</summary>
    public static IReadOnlyList<SourceText> Read(string folder)
    {
        var authors = Directory.EnumerateFiles(folder, "*.tsv").SelectMany(File.ReadLines).Select(line => line.Split('\t')).Where(f => f.Length > 1)
            .DistinctBy(f => f[0]).ToDictionary(f => f[0], f => f[1].Split('(', ',')[0].Trim());
        return [.. Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal).Select(path => new SourceText(
            Path.GetFileNameWithoutExtension(path),
            authors.GetValueOrDefault(Path.GetFileName(path)) ?? Path.GetFileNameWithoutExtension(path).Split('_')[^1],
            File.ReadAllText(path)))];
    }

    private static ModelOutput[] ReadAnswers(string path)
    {
        using InputFile file = InputFile.Open(path);
        return [.. OutputFile.Read(file, _ => { })];
    }
}
