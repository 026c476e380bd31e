using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Reports;

/// <summary>A report as somebody wants it.</summary>
/// <param name="RightsHolderId">For whom; a publisher's own where null.</param>
/// <param name="CatalogId">About which catalog; all of the rights holder's where null.</param>
/// <param name="From">First day of the period, UTC.</param>
/// <param name="Until">Last day of the period, included, UTC.</param>
/// <param name="Title">Title; made of catalog and period where null.</param>
internal sealed record ReportOrder(Guid? RightsHolderId, Guid? CatalogId, DateOnly From, DateOnly Until, string? Title);

/// <summary>An order cannot be taken.</summary>
/// <param name="field">What is wrong, as the field is called.</param>
/// <param name="message">Why, a sentence.</param>
internal sealed class ReportOrderException(string field, string message) : Exception(message)
{
    /// <summary>Name of the field.</summary>
    public string Field { get; } = field;
}

/// <summary>Takes orders of reports, from pages and API alike.</summary>
internal sealed class ReportOrders(RegistryContext registry, Caller caller, AuditTrail trail, JobQueue queue)
{
    private const int LongestTitle = 200;

    /// <summary>Notes the report, and queues its compilation.</summary>
    /// <returns>The report; null when the catalog or the rights holder is none that the caller sees.</returns>
    /// <exception cref="ReportOrderException">The order is not complete, or its period ends before it begins.</exception>
    public async Task<CompiledReport?> PlaceAsync(ReportOrder order, CancellationToken cancellation)
    {
        if (order.Until < order.From)
            throw new ReportOrderException("until", "The period ends before it begins.");
        if (order.Until == DateOnly.MaxValue)
            throw new ReportOrderException("until", "The period ends later than there are dates.");
        if (order.Title?.Length > LongestTitle)
            throw new ReportOrderException("title", $"The title is longer than {LongestTitle} characters.");
        Catalog? catalog = order.CatalogId is Guid id ? await registry.Catalogs.SingleOrDefaultAsync(c => c.Id == id, cancellation) : null;
        if (catalog is null && order.CatalogId is not null)
            return null;
        Guid holderId = catalog?.RightsHolderId ?? order.RightsHolderId ?? caller.RightsHolderId
            ?? throw new ReportOrderException("catalogId", "Say for which catalog, or for which rights holder.");
        if (order.RightsHolderId is Guid wanted && wanted != holderId)
            throw new ReportOrderException("catalogId", "The catalog is another rights holder's.");
        RightsHolder? holder = await registry.RightsHolders.SingleOrDefaultAsync(r => r.Id == holderId, cancellation);
        if (holder is null)
            return null;
        var report = new CompiledReport
        {
            RightsHolderId = holderId,
            CatalogId = catalog?.Id,
            Title = string.IsNullOrWhiteSpace(order.Title) ? TitleOf(catalog?.Name ?? holder.Name, order) : order.Title.Trim(),
            From = StartOf(order.From),
            Until = StartOf(order.Until.AddDays(1)),
            RequestedById = caller.PersonId,
        };
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        registry.Reports.Add(report);
        trail.Add(registry, "report.ordered", "report", report.Id, holderId, new { report.Title });
        await registry.SaveChangesAsync(cancellation);
        await queue.EnqueueAsync(registry, JobKind.Report, report.Id, holderId, cancellation);
        await transaction.CommitAsync(cancellation);
        queue.Nudge();
        return report;
    }

    /// <summary>Queues a report again that was stopped or failed.</summary>
    /// <returns>False when it is compiled already.</returns>
    public async Task<bool> GoOnAsync(CompiledReport report, CancellationToken cancellation)
    {
        if (report.Finished is not null)
            return false;
        trail.Add(registry, "report.resumed", "report", report.Id, report.RightsHolderId);
        await registry.SaveChangesAsync(cancellation);
        await queue.EnqueueAsync(JobKind.Report, report.Id, report.RightsHolderId, cancellation);
        return true;
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static string TitleOf(string name, ReportOrder order) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}, {order.From:yyyy-MM-dd} to {order.Until:yyyy-MM-dd}");
}
