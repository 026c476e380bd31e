using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Scans;

/// <summary>Scans, the latest first.</summary>
public sealed class ScansModel(RegistryContext registry) : PageModel
{
    private const int PageSize = 50;

    /// <summary>The scans of this page.</summary>
    public IReadOnlyList<Scan> Scans { get; private set; } = [];

    /// <summary>How their jobs stand, by scan.</summary>
    public IReadOnlyDictionary<Guid, JobState> States { get; private set; } = new Dictionary<Guid, JobState>();

    /// <summary>Number of the last scan shown, where there are more.</summary>
    public long? Next { get; private set; }

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(long? before, CancellationToken cancellation)
    {
        List<Scan> scans = await registry.Scans.AsNoTracking().Include(s => s.Model)
            .Where(s => before == null || s.Number < before).OrderByDescending(s => s.Number).Take(PageSize + 1).ToListAsync(cancellation);
        if (scans.Count > PageSize)
        {
            scans.RemoveAt(PageSize);
            Next = scans[^1].Number;
        }
        Scans = scans;
        Guid[] ids = [.. scans.Select(s => s.Id)];
        var jobs = await registry.Jobs.AsNoTracking().Where(j => j.Kind == JobKind.Scan && ids.Contains(j.SubjectId))
            .Select(j => new { j.SubjectId, j.State, j.Queued }).ToListAsync(cancellation);
        States = jobs.GroupBy(j => j.SubjectId).ToDictionary(g => g.Key, g => g.MaxBy(j => j.Queued)!.State);
    }
}
