using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.People;

/// <summary>Which entries of the audit log are wanted.</summary>
/// <param name="Who">Part of the name of who did it.</param>
/// <param name="Action">What was done, or the start of it.</param>
/// <param name="From">First day, UTC.</param>
/// <param name="Until">Last day, included, UTC.</param>
internal sealed record AuditFilter(string? Who, string? Action, DateOnly? From, DateOnly? Until)
{
    /// <summary>Those entries.</summary>
    public IQueryable<AuditLogEntry> Of(RegistryContext registry)
    {
        IQueryable<AuditLogEntry> rows = registry.AuditLog.AsNoTracking();
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
        return rows;
    }
}

/// <summary>Entries of the audit log as CSV (RFC 4180) in UTF-8, the latest first.</summary>
internal static class AuditTable
{
    private const int RowsAtOnce = 1000;

    /// <summary>Writes the table, read as it is sent.</summary>
    public static async Task WriteAsync(Stream stream, IQueryable<AuditLogEntry> entries, CancellationToken cancellation)
    {
        // The byte-order mark is how spreadsheets know UTF-8.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync("id,time,who,person,api key,rights holder,action,subject,subject id,detail,address\r\n".AsMemory(), cancellation);
        long before = long.MaxValue;
        List<AuditLogEntry> rows;
        do
        {
            rows = await entries.Where(e => e.Id < before).OrderByDescending(e => e.Id).Take(RowsAtOnce).ToListAsync(cancellation);
            foreach (AuditLogEntry e in rows)
            {
                string?[] cells =
                [
                    e.Id.ToString(CultureInfo.InvariantCulture), e.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                    e.Who, e.PersonId?.ToString(), e.ApiKeyId?.ToString(), e.RightsHolderId?.ToString(), e.Action, e.SubjectKind, e.SubjectId,
                    e.DetailJson, e.Address,
                ];
                await writer.WriteAsync((string.Join(',', cells.Select(Cell)) + "\r\n").AsMemory(), cancellation);
            }
            before = rows.Count > 0 ? rows[^1].Id : 0;
        }
        while (rows.Count == RowsAtOnce);
    }

    /// <summary>A cell that spreadsheets take for text: one that begins like a formula gets a quote before it.</summary>
    private static string Cell(string? text)
    {
        string safe = text is { Length: > 0 } && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
