using ProvenanceAudit.Lucene;
using ProvenanceAudit.Models;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks;

/// <summary>Catalogs and outputs of synthetic text, and temporary indexes of them.</summary>
internal static class SampleData
{
    /// <summary>Words of a work: a short novel.</summary>
    public const int WorkWords = 60_000;

    /// <summary>Words of an output: a long answer.</summary>
    public const int OutputWords = 500;

    /// <summary>Works, each with a text of its own.</summary>
    public static IEnumerable<WorkText> Works(int count)
    {
        for (int i = 0; i < count; i++)
            yield return new WorkText(new Work { Id = $"w{i:D5}", Title = $"Work {i}" }, new SyntheticText(1000 + i).Next(WorkWords));
    }

    /// <summary>Outputs of new text.</summary>
    public static List<ModelOutput> Outputs(int count)
    {
        var text = new SyntheticText(7);
        return [.. Enumerable.Range(0, count).Select(i => new ModelOutput { Id = $"o{i:D6}", Text = text.Next(OutputWords) })];
    }

    /// <summary>Outputs of which every second holds a passage of some work: 40 words, one in ten left out.</summary>
    public static List<ModelOutput> OutputsWithCopies(int count, IReadOnlyList<WorkText> works)
    {
        var random = new Random(9);
        return [.. Outputs(count).Select((output, i) =>
        {
            if (i % 2 == 0)
                return output;
            string work = works[random.Next(works.Count)].Text;
            string[] passage = work.Substring(random.Next(work.Length - 400), 240).Split(' ');
            return output with { Text = output.Text + string.Join(' ', passage.Where(_ => random.Next(10) > 0)) };
        })];
    }

    /// <summary>Builds an index in a new temporary folder, which the caller deletes.</summary>
    public static string Index(IEnumerable<WorkText> works)
    {
        string folder = Directory.CreateTempSubdirectory("provenance-benchmark-").FullName;
        string index = Path.Combine(folder, "index");
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(index);
        Parallel.ForEach(works, work => writer.Add(work));
        writer.Commit();
        return index;
    }

    /// <summary>Deletes what <see cref="Index"/> made.</summary>
    public static void Delete(string index) => Directory.Delete(Path.GetDirectoryName(index)!, recursive: true);
}
