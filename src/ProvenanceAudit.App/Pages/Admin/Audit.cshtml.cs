using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.People;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Admin;

/// <summary>Who did what, the latest first.</summary>
public sealed class AuditModel(RegistryContext registry) : PageModel
{
    private const int PageSize = 50;

    /// <summary>Part of the name of who did it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    /// <summary>What was done, or the start of it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Action { get; set; }

    /// <summary>First day, UTC.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    /// <summary>Last day, included, UTC.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    /// <summary>Entries of this page.</summary>
    public IReadOnlyList<AuditLogEntry> List { get; private set; } = [];

    /// <summary>Where the page of earlier entries begins; null at the end.</summary>
    public long? Next { get; private set; }

    /// <summary>Actions there are, to choose from.</summary>
    public IReadOnlyList<string> Actions { get; private set; } = [];

    /// <summary>Shows a page.</summary>
    public async Task OnGetAsync(long? before, CancellationToken cancellation)
    {
        List<AuditLogEntry> rows = await Wanted.Where(e => before == null || e.Id < before).OrderByDescending(e => e.Id).Take(PageSize + 1).ToListAsync(cancellation);
        List = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? List[^1].Id : null;
        Actions = await registry.AuditLog.Select(e => e.Action).Distinct().OrderBy(a => a).Take(200).ToListAsync(cancellation);
    }

    /// <summary>Gives all that fits the filter as CSV.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"audit-log.csv\"";
        await AuditTable.WriteAsync(Response.Body, Wanted, cancellation);
        // The answer has been written; the page is not to follow it.
        return new EmptyResult();
    }

    private IQueryable<AuditLogEntry> Wanted => new AuditFilter(Who, Action, From, Until).Of(registry);
}
