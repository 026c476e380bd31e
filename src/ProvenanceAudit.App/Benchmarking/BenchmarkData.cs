using System.Text;
using ProvenanceAudit.App.Wiring;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Models;
using ProvenanceAudit.Records;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Benchmarking;

/// <summary>What a benchmark works on, all of it in memory, so that no disk and no parser is timed.</summary>
internal sealed class BenchmarkData
{
    // Below this, a scan is over before timers and the just-in-time compiler have settled.
    private const long EnoughWords = 1_000_000;

    /// <summary>Path of the catalog.</summary>
    public required string CatalogName { get; init; }

    /// <summary>Path of the outputs.</summary>
    public required string OutputsName { get; init; }

    /// <summary>The works of the catalog.</summary>
    public required IReadOnlyList<WorkText> Works { get; init; }

    /// <summary>Bytes of the works' texts in UTF-8.</summary>
    public required long CatalogBytes { get; init; }

    /// <summary>The outputs, those of the file <see cref="Repeats"/> times over.</summary>
    public required IReadOnlyList<ModelOutput> Outputs { get; init; }

    /// <summary>How often the outputs of the file are repeated.</summary>
    public required int Repeats { get; init; }

    /// <summary>Words of <see cref="Outputs"/>.</summary>
    public required long Words { get; init; }

    /// <summary>Reads a catalog and a file of outputs.</summary>
    public static BenchmarkData Load(string catalog, string outputs, ProblemList problems)
    {
        List<WorkText> works = [.. new CatalogReader(catalog).Works(problems.Add)];
        List<ModelOutput> once;
        using (InputFile file = InputFile.Open(outputs))
            once = [.. OutputFile.Read(file, problems.Add)];
        var tokeniser = new Tokeniser();
        var tokens = new WordTokens();
        long words = 0;
        foreach (ModelOutput output in once)
        {
            tokeniser.Tokenise(output.Text, tokens);
            words += tokens.Count;
        }
        int repeats = words == 0 ? 1 : (int)Math.Max(1, (EnoughWords + words - 1) / words);
        return new BenchmarkData
        {
            CatalogName = catalog,
            OutputsName = outputs,
            Works = works,
            CatalogBytes = works.Sum(w => (long)Encoding.UTF8.GetByteCount(w.Text)),
            Outputs = [.. Enumerable.Repeat(once, repeats).SelectMany(o => o)],
            Repeats = repeats,
            Words = words * repeats,
        };
    }
}
