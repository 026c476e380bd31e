using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Models;
using ProvenanceAudit.Records;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks;

/// <summary>What goes in: an index of 10 works, 600,000 words, built and committed; 1,000 outputs, 500,000 words, read from JSON Lines.</summary>
[MemoryDiagnoser]
public class InputBenchmarks
{
    private List<WorkText> _works = [];
    private byte[] _lines = [];

    /// <summary>Makes works and lines.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _works = [.. SampleData.Works(10)];
        var lines = new StringBuilder();
        foreach (ModelOutput output in SampleData.Outputs(1000))
            lines.AppendLine(JsonSerializer.Serialize(new { id = output.Id, text = output.Text, model = "a model" }));
        _lines = Encoding.UTF8.GetBytes(lines.ToString());
    }

    /// <summary>Tokenising, fingerprints, passages, flush, commit; one thread.</summary>
    [Benchmark]
    public void BuildIndex()
    {
        string folder = Directory.CreateTempSubdirectory("provenance-benchmark-").FullName;
        string index = Path.Combine(folder, "index");
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(index))
        {
            foreach (WorkText work in _works)
                writer.Add(work);
            writer.Commit();
        }
        SampleData.Delete(index);
    }

    /// <summary>Lines into outputs.</summary>
    [Benchmark]
    public int ReadOutputs()
    {
        using InputFile file = InputFile.Of("outputs", new MemoryStream(_lines));
        return OutputFile.Read(file, _ => { }).Count();
    }
}
