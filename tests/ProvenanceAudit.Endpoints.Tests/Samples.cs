using MemorizingModel;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Endpoints.Tests;

/// <summary>The sample catalog, half of which a model learnt.</summary>
internal static class Samples
{
    /// <summary>
    /// Learnt: the two gospels, which share verses, and the three licences of one family, which share clauses, are on one side,
    /// so that what is found of the other side was not learnt here.
    /// </summary>
    public static IReadOnlyList<string> LearntIds { get; } =
        ["gfdl-1.3", "gpl-2.0", "gpl-3.0", "kjv-jonah", "kjv-mark", "kjv-matthew"];

    public static IReadOnlyList<WorkText> Works { get; } = Read();

    public static IReadOnlyList<WorkText> Learnt { get; } = [.. Works.Where(w => LearntIds.Contains(w.Work.Id))];

    /// <summary>The model; learnt once for all tests.</summary>
    public static NgramModel Model { get; } = new(Learnt.Select(w => w.Text));

    private static List<WorkText> Read()
    {
        var problems = new List<InputProblem>();
        string catalog = Path.Combine(AppContext.BaseDirectory, "samples", "catalog.jsonl");
        List<WorkText> works = [.. new CatalogReader(catalog).Works(problems.Add)];
        return problems.Count == 0 ? works : throw new InvalidDataException(problems[0].ToString());
    }
}
