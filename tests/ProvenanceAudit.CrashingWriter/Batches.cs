using ProvenanceAudit.Works;

namespace ProvenanceAudit.CrashingWriter;

/// <summary>What the writer writes, batch by batch, and what an index holds after so many batches.</summary>
public static class Batches
{
    /// <summary>The work that every batch replaces.</summary>
    public const string Counter = "counter";

    /// <summary>Works that a batch adds or replaces.</summary>
    public static IEnumerable<WorkText> Added(int batch) =>
        Enumerable.Range(0, 4).Select(i => Work($"b{batch}-{i}", batch * 10 + i)).Append(Work(Counter, batch * 10 + 9));

    /// <summary>Id of the work that a batch removes: one of an earlier batch, or of none.</summary>
    public static string Removed(int batch) => $"b{batch - 2}-1";

    /// <summary>Everything that an index holds after batches 1 to <paramref name="last"/>, by id.</summary>
    public static Dictionary<string, WorkText> After(int last)
    {
        var works = new Dictionary<string, WorkText>();
        for (int batch = 1; batch <= last; batch++)
        {
            foreach (WorkText work in Added(batch))
                works[work.Work.Id] = work;
            works.Remove(Removed(batch));
        }
        return works;
    }

    private static WorkText Work(string id, int seed)
    {
        var random = new Random(seed);
        string text = string.Join(' ', Enumerable.Range(0, 300 + random.Next(400)).Select(_ => $"w{random.Next(3000)}"));
        return new WorkText(new Work { Id = id, Title = $"{id} of seed {seed}" }, text);
    }
}
