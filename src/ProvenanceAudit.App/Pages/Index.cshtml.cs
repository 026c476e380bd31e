using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Overview;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages;

/// <summary>What there is, what is going on, what was found, and what to do next.</summary>
public sealed class IndexModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const int LatestShown = 6;

    /// <summary>Whether the caller sees all rights holders.</summary>
    public bool SeesAll => Caller.IsAuditor;

    /// <summary>Whether the caller manages people.</summary>
    public bool ManagesPeople => Caller.IsAdministrator;

    /// <summary>Whom a publisher acts for.</summary>
    public string? RightsHolder { get; private set; }

    /// <summary>Rights holders, for administrators.</summary>
    public int RightsHolders { get; private set; }

    /// <summary>Whether somebody has been invited, for administrators.</summary>
    public bool HasInvited { get; private set; }

    /// <summary>Models that may be scanned, for auditors.</summary>
    public int Models { get; private set; }

    /// <summary>Scans that have ended: all for auditors; those that found something of theirs for publishers.</summary>
    public int Scans { get; private set; }

    /// <summary>Catalogs the caller sees.</summary>
    public int Catalogs { get; private set; }

    /// <summary>Works in them.</summary>
    public int Works { get; private set; }

    /// <summary>Works that a finding which was not dismissed is about.</summary>
    public int WorksFound { get; private set; }

    /// <summary>Findings nobody has decided on.</summary>
    public int OpenFindings { get; private set; }

    /// <summary>Longest verbatim run of all findings, in words; 0 without findings.</summary>
    public int LongestRun { get; private set; }

    /// <summary>Reports.</summary>
    public int Reports { get; private set; }

    /// <summary>Findings, week by week.</summary>
    public IReadOnlyList<WeekOfFindings> Weeks { get; private set; } = [];

    /// <summary>Models by what they copied.</summary>
    public IReadOnlyList<CopyingOfModel> Copying { get; private set; } = [];

    /// <summary>The latest findings; for auditors those to be decided on.</summary>
    public IReadOnlyList<StoredFinding> Latest { get; private set; } = [];

    /// <summary>The latest reports.</summary>
    public IReadOnlyList<CompiledReport> LatestReports { get; private set; } = [];

    /// <summary>What is being done.</summary>
    public IReadOnlyList<NamedJob> GoingOn { get; private set; } = [];

    /// <summary>What failed.</summary>
    public IReadOnlyList<NamedJob> Failed { get; private set; } = [];

    private Caller Caller => services.GetRequiredService<Caller>();

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await CountAsync(cancellation);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        Weeks = await FindingsByWeek.ReadAsync(registry, now, cancellation);
        Copying = await CopyingByModel.ReadAsync(registry, cancellation);
        IQueryable<StoredFinding> findings = registry.Findings.AsNoTracking().Include(f => f.Work).Include(f => f.Scan!.Model);
        if (SeesAll)
            findings = findings.Where(f => f.Decision == FindingDecision.Open);
        Latest = await findings.OrderByDescending(f => f.Created).ThenByDescending(f => f.CopiedWords).Take(LatestShown).ToListAsync(cancellation);
        LatestReports = await registry.Reports.AsNoTracking().OrderByDescending(r => r.Id).Take(LatestShown).ToListAsync(cancellation);
        GoingOn = await WorkInHand.GoingOnAsync(registry, cancellation);
        Failed = await WorkInHand.FailedAsync(registry, now, cancellation);
    }

    /// <summary>The part of the page that is asked for again and again.</summary>
    public async Task<IActionResult> OnGetProgressAsync(CancellationToken cancellation)
    {
        GoingOn = await WorkInHand.GoingOnAsync(registry, cancellation);
        return Partial("_GoingOn", GoingOn);
    }

    private async Task CountAsync(CancellationToken cancellation)
    {
        Catalogs = await registry.Catalogs.CountAsync(cancellation);
        Works = await registry.Works.CountAsync(w => w.Withdrawn == null, cancellation);
        WorksFound = await registry.Findings.Where(f => f.Decision != FindingDecision.Dismissed).Select(f => f.WorkId).Distinct().CountAsync(cancellation);
        OpenFindings = await registry.Findings.CountAsync(f => f.Decision == FindingDecision.Open, cancellation);
        LongestRun = await registry.Findings.Where(f => f.Decision != FindingDecision.Dismissed).MaxAsync(f => (int?)f.LongestRun, cancellation) ?? 0;
        Reports = await registry.Reports.CountAsync(cancellation);
        Scans = await registry.Scans.CountAsync(s => s.Finished != null, cancellation);
        if (Caller.RightsHolderId is Guid holder)
            RightsHolder = await registry.RightsHolders.Where(r => r.Id == holder).Select(r => r.Name).SingleAsync(cancellation);
        if (SeesAll)
        {
            RightsHolders = await registry.RightsHolders.CountAsync(r => r.Disabled == null, cancellation);
            Models = await registry.Models.CountAsync(m => m.Archived == null, cancellation);
            HasInvited = await registry.Invitations.AnyAsync(i => i.Email != null, cancellation);
        }
    }
}
