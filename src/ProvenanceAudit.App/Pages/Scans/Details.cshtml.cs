using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.App.Pages.Scans;

/// <summary>One scan: how far it is, what it spent, what it found.</summary>
public sealed class ScanModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const int PageSize = 50;

    /// <summary>The scan.</summary>
    public Scan Scan { get; private set; } = null!;

    /// <summary>Its job; the last one where there were several.</summary>
    public Job? Job { get; private set; }

    /// <summary>What it found, the most copied words first.</summary>
    public IReadOnlyList<StoredFinding> Findings { get; private set; } = [];

    /// <summary>Whether meaning is compared too.</summary>
    public bool ComparesMeaning => ScanSettings.Read(Scan.SettingsJson).Similarity is not null;

    /// <summary>How it was; null where it was not, and before the scan has ended.</summary>
    public SimilaritySummary? Meaning => ComparedMeaning.Of(Scan);

    /// <summary>Questions that the endpoint refused for good.</summary>
    public int Refused { get; private set; }

    /// <summary>Questions that there was no budget for.</summary>
    public long LeftByBudget { get; private set; }

    /// <summary>Whether something is being done or about to be.</summary>
    public bool IsGoingOn => Job is { IsFinished: false };

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        Findings = await registry.Findings.AsNoTracking().Include(f => f.Work).Where(f => f.ScanId == id)
            .OrderByDescending(f => f.CopiedWords).ThenBy(f => f.Id).Take(PageSize).ToListAsync(cancellation);
        if (Scan.OutputsFileId is null && Scan.Finished is not null)
        {
            Refused = await registry.Outputs.CountAsync(
                o => o.ScanId == id && o.FinishReason!.StartsWith(RegistryAnswerLog.Refused), cancellation);
            int settled = await registry.Outputs.CountAsync(o => o.ScanId == id, cancellation);
            LeftByBudget = Scan.Probes * ScanSettings.Read(Scan.SettingsJson).Asking!.Samples - settled;
        }
        return Page();
    }

    /// <summary>The part of the page that is asked for again and again.</summary>
    public async Task<IActionResult> OnGetProgressAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Partial("_ScanProgress", this) : NotFound();

    /// <summary>The lines of the file that could not be used, as a text.</summary>
    public async Task<IActionResult> OnGetProblemsAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || Scan.OutputsFileId is null)
            return NotFound();
        var problems = new List<string>();
        await services.GetRequiredService<FileOutputs>().ListProblemsAsync(Scan, p => problems.Add(p.ToString()), cancellation);
        return File(
            System.Text.Encoding.UTF8.GetBytes(string.Join('\n', problems) + "\n"), "text/plain; charset=utf-8", $"problems-{Scan.Number}.txt");
    }

    /// <summary>Asks the job to stop.</summary>
    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        bool asked = Job is not null && await services.GetRequiredService<JobLeases>().RequestCancelAsync(registry, Job.Id, cancellation);
        if (asked)
        {
            services.GetRequiredService<AuditTrail>().Add(registry, "scan.cancelled", "scan", id);
            await registry.SaveChangesAsync(cancellation);
        }
        TempData["Notice"] = asked ? "The scan stops. What was answered is kept." : "It had ended already.";
        return Redirect($"/scans/{id}");
    }

    /// <summary>Goes on where it was cancelled or failed.</summary>
    public async Task<IActionResult> OnPostGoOnAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        if (Scan.Finished is null)
            await services.GetRequiredService<ScanStart>().GoOnAsync(registry, Scan, cancellation);
        TempData["Notice"] = Scan.Finished is null ? "The scan goes on." : "It had ended already.";
        return Redirect($"/scans/{id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        Scan? found = await registry.Scans.AsNoTracking().Include(s => s.Model).SingleOrDefaultAsync(s => s.Id == id, cancellation);
        Scan = found!;
        if (found is not null)
        {
            Job = await registry.Jobs.AsNoTracking().Where(j => j.Kind == JobKind.Scan && j.SubjectId == id)
                .OrderByDescending(j => j.Queued).FirstOrDefaultAsync(cancellation);
        }
        return found is not null;
    }
}
