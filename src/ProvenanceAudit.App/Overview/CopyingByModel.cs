using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Overview;

/// <summary>What all scans of a model found, dismissed findings left out.</summary>
/// <param name="ModelId">The model.</param>
/// <param name="Name">Its name.</param>
/// <param name="CopiedWords">Identical words over all findings.</param>
/// <param name="Works">Different works found.</param>
/// <param name="LongestRun">Longest verbatim run, in words.</param>
public sealed record CopyingOfModel(Guid ModelId, string Name, long CopiedWords, int Works, int LongestRun);

/// <summary>The models that copied most.</summary>
internal static class CopyingByModel
{
    private const int Shown = 8;

    /// <summary>Reads them, the one that copied most first.</summary>
    public static async Task<IReadOnlyList<CopyingOfModel>> ReadAsync(RegistryContext registry, CancellationToken cancellation)
    {
        var sums = await registry.Findings.Where(f => f.Decision != FindingDecision.Dismissed)
            .GroupBy(f => f.Scan!.ModelId)
            .Select(g => new
            {
                g.Key,
                Words = g.Sum(f => f.CopiedWords),
                Works = g.Select(f => f.WorkId).Distinct().Count(),
                Longest = g.Max(f => f.LongestRun),
            })
            .OrderByDescending(g => g.Words).Take(Shown).ToListAsync(cancellation);
        Guid[] ids = [.. sums.Select(s => s.Key)];
        Dictionary<Guid, string> names = await registry.Models.Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancellation);
        return sums.ConvertAll(s => new CopyingOfModel(s.Key, names.GetValueOrDefault(s.Key) ?? "", s.Words, s.Works, s.Longest));
    }
}
