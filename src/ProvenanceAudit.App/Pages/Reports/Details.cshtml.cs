using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Reports;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Reports;

/// <summary>A report: where it stands, and its files.</summary>
public sealed class ReportModel : PageModel
{
    private readonly RegistryContext _registry;
    private readonly ReportOrders _orders;

    /// <summary>Made by the framework.</summary>
    public ReportModel(IServiceProvider services)
    {
        _registry = services.GetRequiredService<RegistryContext>();
        _orders = services.GetRequiredService<ReportOrders>();
    }

    /// <summary>The report and its job.</summary>
    public ReportsModel.Row Row { get; private set; } = null!;

    /// <summary>For whom it is.</summary>
    public string RightsHolder { get; private set; } = "";

    /// <summary>Its files, the one to be filed first.</summary>
    public IReadOnlyList<FileRow> Files { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Page() : NotFound();

    /// <summary>The part of the page that tells how far it is.</summary>
    public async Task<IActionResult> OnGetProgressAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Partial("_Progress", Row) : NotFound();

    /// <summary>Queues a report again that failed.</summary>
    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        await _orders.GoOnAsync(Row.Report, cancellation);
        return Redirect($"/reports/{id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        CompiledReport? report = await _registry.Reports.AsNoTracking().Include(r => r.Catalog).Include(r => r.Files).ThenInclude(f => f.StoredFile)
            .SingleOrDefaultAsync(r => r.Id == id, cancellation);
        if (report is null)
            return false;
        Row = new ReportsModel.Row(report, await _registry.Jobs.AsNoTracking().Where(j => j.Kind == JobKind.Report && j.SubjectId == id)
            .OrderByDescending(j => j.Id).FirstOrDefaultAsync(cancellation));
        RightsHolder = await _registry.RightsHolders.Where(r => r.Id == report.RightsHolderId).Select(r => r.Name).SingleAsync(cancellation);
        Files = [.. ReportFormat.All.SelectMany(format => report.Files.Where(f => f.Format == format.Name).Select(f => new FileRow(
            format.Name, format.Title, f.StoredFile!.Size, Convert.ToHexStringLower(f.StoredFile.Sha256 ?? []))))];
        return true;
    }

    /// <summary>A file of the report.</summary>
    /// <param name="Format">Its name in the address.</param>
    /// <param name="Title">Its name for people.</param>
    /// <param name="Size">Bytes.</param>
    /// <param name="Sha256">SHA-256, hexadecimal.</param>
    public sealed record FileRow(string Format, string Title, long Size, string Sha256);
}
