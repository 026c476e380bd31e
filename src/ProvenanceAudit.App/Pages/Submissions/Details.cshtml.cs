using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Submissions;

/// <summary>One file that was handed in: how far it is, and what became of its records.</summary>
public sealed class SubmissionModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const int PageSize = 50;

    /// <summary>The submission.</summary>
    public Submission Submission { get; private set; } = null!;

    /// <summary>The job that takes its records in; the last one where there were several.</summary>
    public Job? Job { get; private set; }

    /// <summary>Who handed it in.</summary>
    public string? SubmittedBy { get; private set; }

    /// <summary>Records with something wrong, in their order.</summary>
    public IReadOnlyList<SubmissionRecord> Records { get; private set; } = [];

    /// <summary>Key of the last record shown, where there are more.</summary>
    public long? Next { get; private set; }

    /// <summary>Whether the records shown are not the first ones.</summary>
    public bool IsContinued { get; private set; }

    /// <summary>What would become of its records; null where that was not looked at.</summary>
    internal CatalogCheck? Check { get; private set; }

    /// <summary>Whether something is being done or about to be.</summary>
    public bool IsGoingOn => Job is { IsFinished: false };

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, long? after, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        IsContinued = after is not null;
        List<SubmissionRecord> records = await registry.SubmissionRecords.AsNoTracking()
            .Where(r => r.SubmissionId == id && r.Outcome != RecordOutcome.Accepted && (after == null || r.Id > after))
            .OrderBy(r => r.Id).Take(PageSize + 1).ToListAsync(cancellation);
        if (records.Count > PageSize)
        {
            records.RemoveAt(PageSize);
            Next = records[^1].Id;
        }
        Records = records;
        SubmittedBy = await registry.Users.Where(u => u.Id == Submission.SubmittedById).Select(u => u.DisplayName)
            .SingleOrDefaultAsync(cancellation);
        return Page();
    }

    /// <summary>The part of the page that is asked for again and again.</summary>
    public async Task<IActionResult> OnGetProgressAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Partial("_SubmissionProgress", this) : NotFound();

    /// <summary>All outcomes as a table for spreadsheets.</summary>
    public async Task<IActionResult> OnGetOutcomesAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"outcomes-{Submission.Number}.csv\"";
        IAsyncEnumerable<SubmissionRecord> records = registry.SubmissionRecords.AsNoTracking()
            .Where(r => r.SubmissionId == id).OrderBy(r => r.Id).AsAsyncEnumerable();
        await OutcomeTable.WriteAsync(Response.Body, records, cancellation);
        return new EmptyResult();
    }

    /// <summary>Asks the job to stop.</summary>
    public async Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        bool asked = await services.GetRequiredService<JobStop>().AskAsync(JobKind.Ingest, id, Submission.RightsHolderId, cancellation);
        TempData["Notice"] = asked ? "It stops at the next record." : "It had ended already.";
        return Redirect($"/submissions/{id}");
    }

    /// <summary>Takes in what was looked at.</summary>
    public async Task<IActionResult> OnPostAcceptAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        bool taken = await services.GetRequiredService<SubmissionIntake>().AcceptAsync(registry, Submission, cancellation);
        TempData["Notice"] = taken ? "Its records are being taken in." : "It does not wait to be taken in any more.";
        return Redirect($"/submissions/{id}");
    }

    /// <summary>Puts aside what was looked at.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        bool aside = await services.GetRequiredService<SubmissionIntake>().DiscardAsync(registry, Submission, cancellation);
        TempData["Notice"] = aside ? "It was put aside. Nothing of it was taken in." : "It does not wait to be taken in any more.";
        return Redirect($"/submissions/{id}");
    }

    /// <summary>Looks at its records again, with columns taken for what the form says.</summary>
    public async Task<IActionResult> OnPostColumnsAsync(Guid id, string[] header, string[] field, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        var columns = header.Zip(field, (h, f) => (Header: h, Field: f ?? "")).Where(c => c.Header is not null && (c.Field.Length == 0 || TableMapping.Fields.Contains(c.Field)))
            .DistinctBy(c => c.Header).ToDictionary(c => c.Header, c => c.Field, StringComparer.Ordinal);
        bool again = await services.GetRequiredService<SubmissionIntake>().CheckAgainAsync(registry, Submission, columns, cancellation);
        TempData["Notice"] = again ? "Its records are being looked at again." : "It does not wait to be taken in any more.";
        return Redirect($"/submissions/{id}");
    }

    /// <summary>Goes on where it was cancelled or failed.</summary>
    public async Task<IActionResult> OnPostGoOnAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        bool queued = await services.GetRequiredService<SubmissionIntake>().GoOnAsync(registry, Submission, cancellation);
        TempData["Notice"] = queued ? "It goes on behind the records that were dealt with." : "All its records were dealt with already.";
        return Redirect($"/submissions/{id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        Submission? found = await registry.Submissions.AsNoTracking().Include(s => s.Catalog)
            .SingleOrDefaultAsync(s => s.Id == id, cancellation);
        Submission = found!;
        if (found is not null)
        {
            Check = found.CheckJson is null ? null : CatalogCheck.FromJson(found.CheckJson);
            Job = await registry.Jobs.AsNoTracking().Where(j => j.Kind == JobKind.Ingest && j.SubjectId == id)
                .OrderByDescending(j => j.Queued).FirstOrDefaultAsync(cancellation);
        }
        return found is not null;
    }
}
