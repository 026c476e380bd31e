using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Admin;

/// <summary>Who did what, the latest first.</summary>
public sealed class AuditModel(RegistryContext registry) : PageModel
{
    private const int PageSize = 50;
    private const int RowsAtOnce = 1000;

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
        List<AuditLogEntry> rows = await Before(before).Take(PageSize + 1).ToListAsync(cancellation);
        List = [.. rows.Take(PageSize)];
        Next = rows.Count > PageSize ? List[^1].Id : null;
        Actions = await registry.AuditLog.Select(e => e.Action).Distinct().OrderBy(a => a).Take(200).ToListAsync(cancellation);
    }

    /// <summary>Gives all that fits the filter as CSV (RFC 4180), read as it is sent.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"audit-log.csv\"";
        await using var writer = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync("id,time,who,person,api key,rights holder,action,subject,subject id,detail,address\r\n");
        long? before = null;
        while (true)
        {
            List<AuditLogEntry> rows = await Before(before).Take(RowsAtOnce).ToListAsync(cancellation);
            foreach (AuditLogEntry e in rows)
            {
                string?[] cells =
                [
                    e.Id.ToString(CultureInfo.InvariantCulture), e.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                    e.Who, e.PersonId?.ToString(), e.ApiKeyId?.ToString(), e.RightsHolderId?.ToString(), e.Action, e.SubjectKind, e.SubjectId,
                    e.DetailJson, e.Address,
                ];
                await writer.WriteAsync(string.Join(',', cells.Select(Cell)) + "\r\n");
            }
            if (rows.Count < RowsAtOnce)
                break;
            before = rows[^1].Id;
        }
        // The answer has been written; the page is not to follow it.
        return new EmptyResult();
    }

    private IQueryable<AuditLogEntry> Before(long? before)
    {
        IQueryable<AuditLogEntry> rows = registry.AuditLog.AsNoTracking();
        if (before is long id)
            rows = rows.Where(e => e.Id < id);
        if (!string.IsNullOrWhiteSpace(Who))
        {
            string part = Who.Trim().ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // Lower case as the database has it: the comparison is done there.
            rows = rows.Where(e => e.Who.ToLower().Contains(part));
#pragma warning restore CA1304, CA1311, CA1862
        }
        if (!string.IsNullOrWhiteSpace(Action))
        {
            string start = Action.Trim();
            rows = rows.Where(e => e.Action.StartsWith(start));
        }
        if (From is DateOnly from)
        {
            DateTimeOffset first = new(from.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            rows = rows.Where(e => e.At >= first);
        }
        if (Until is DateOnly until && until < DateOnly.MaxValue)
        {
            DateTimeOffset end = new(until.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            rows = rows.Where(e => e.At < end);
        }
        return rows.OrderByDescending(e => e.Id);
    }

    /// <summary>A cell that spreadsheets take for text: one that begins like a formula gets a quote before it.</summary>
    private static string Cell(string? text)
    {
        string safe = text is { Length: > 0 } && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
