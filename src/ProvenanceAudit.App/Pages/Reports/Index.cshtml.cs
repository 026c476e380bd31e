using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Reports;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Reports;

/// <summary>Reports, and the form to order one.</summary>
public sealed class ReportsModel : PageModel
{
    private const int PageSize = 50;

    private readonly RegistryContext _registry;
    private readonly ReportOrders _orders;
    private readonly Caller _caller;

    /// <summary>Made by the framework.</summary>
    public ReportsModel(IServiceProvider services)
    {
        _registry = services.GetRequiredService<RegistryContext>();
        _orders = services.GetRequiredService<ReportOrders>();
        _caller = services.GetRequiredService<Caller>();
    }

    /// <summary>Reports, the latest first.</summary>
    public IReadOnlyList<Row> List { get; private set; } = [];

    /// <summary>Where the page of earlier reports begins; null at the end.</summary>
    public Guid? Next { get; private set; }

    /// <summary>Catalogs to choose from.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Catalogs { get; private set; } = [];

    /// <summary>Whether catalogs are of several rights holders, so that a report is of one of them.</summary>
    public bool NamesRightsHolders => _caller.IsAuditor;

    /// <summary>What the form holds.</summary>
    public Guid? CatalogId { get; private set; }

    /// <summary>Likewise.</summary>
    public DateOnly? From { get; private set; }

    /// <summary>Likewise.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Likewise.</summary>
    public string? OrderTitle { get; private set; }

    /// <summary>Shows them; the form has the three months that end today.</summary>
    public async Task OnGetAsync(Guid? before, Guid? catalogId, CancellationToken cancellation)
    {
        Until = DateOnly.FromDateTime(DateTime.UtcNow);
        From = Until.Value.AddMonths(-3);
        CatalogId = catalogId;
        await ReadAsync(before, cancellation);
    }

    /// <summary>Orders a report.</summary>
    public async Task<IActionResult> OnPostAsync(Guid? catalogId, DateOnly? from, DateOnly? until, string? title, CancellationToken cancellation)
    {
        (CatalogId, From, Until, OrderTitle) = (catalogId, from, until, title);
        if (from is null || until is null)
            ModelState.AddModelError("", "Give the first and the last day of the period.");
        if (!ModelState.IsValid)
            return await AgainAsync(cancellation);
        try
        {
            CompiledReport? report = await _orders.PlaceAsync(new ReportOrder(null, catalogId, from!.Value, until!.Value, title), cancellation);
            return report is null ? NotFound() : Redirect($"/reports/{report.Id}");
        }
        catch (ReportOrderException e)
        {
            ModelState.AddModelError("", e.Message);
            return await AgainAsync(cancellation);
        }
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        await ReadAsync(null, cancellation);
        return Page();
    }

    private async Task ReadAsync(Guid? before, CancellationToken cancellation)
    {
        IQueryable<CompiledReport> rows = _registry.Reports.AsNoTracking();
        if (before is Guid id)
            rows = rows.Where(r => r.Id < id);
        List<CompiledReport> reports = await rows.OrderByDescending(r => r.Id).Take(PageSize + 1).ToListAsync(cancellation);
        Guid[] ids = [.. reports.Select(r => r.Id)];
        ILookup<Guid, Job> jobs = (await _registry.Jobs.AsNoTracking().Where(j => j.Kind == JobKind.Report && ids.Contains(j.SubjectId))
            .OrderBy(j => j.Id).ToListAsync(cancellation)).ToLookup(j => j.SubjectId);
        List = [.. reports.Take(PageSize).Select(r => new Row(r, jobs[r.Id].LastOrDefault()))];
        Next = reports.Count > PageSize ? List[^1].Report.Id : null;
        var catalogs = await _registry.Catalogs.AsNoTracking().OrderBy(c => c.RightsHolder!.Name).ThenBy(c => c.Name).Take(1000)
            .Select(c => new { c.Id, c.Name, Holder = c.RightsHolder!.Name }).ToListAsync(cancellation);
        Catalogs = catalogs.ConvertAll(c => (c.Id, NamesRightsHolders ? $"{c.Holder}: {c.Name}" : c.Name));
    }

    /// <summary>A line of the list.</summary>
    /// <param name="Report">The report.</param>
    /// <param name="Job">Its latest job.</param>
    public sealed record Row(CompiledReport Report, Job? Job)
    {
        /// <summary>Number under which it is filed.</summary>
        public string Number => ReportAssembly.NumberOf(Report);

        /// <summary>Where it stands, in words.</summary>
        public string State => Report.Finished is not null ? "Ready" : Job?.State switch
        {
            JobState.Running => "Being compiled",
            JobState.Failed => "Failed",
            JobState.Cancelled => "Cancelled",
            _ => "Waiting",
        };

        /// <summary>How that looks.</summary>
        public string StateClass => Report.Finished is not null ? "good" : Job?.State switch
        {
            JobState.Failed => "bad",
            JobState.Running => "busy",
            _ => "plain",
        };
    }
}
