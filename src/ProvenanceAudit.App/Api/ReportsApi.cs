using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Reports;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A file of a report.</summary>
/// <param name="Format">As in the address of its download.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">SHA-256, hexadecimal; the download's ETag.</param>
internal sealed record ReportFileView(string Format, string MediaType, long Size, string Sha256);

/// <summary>A report, and where its compilation stands.</summary>
internal sealed record ReportView(
    Guid Id, string Number, Guid RightsHolderId, Guid? CatalogId, string Title, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset Created,
    DateTimeOffset? Finished, JobState? State, string? Error, long Findings, IReadOnlyList<ReportFileView> Files, JobView? Job)
{
    public static ReportView Of(CompiledReport r, Job? job) => new(
        r.Id, ReportAssembly.NumberOf(r), r.RightsHolderId, r.CatalogId, r.Title, r.From, r.Until, r.Created, r.Finished,
        r.Finished is not null ? JobState.Done : job?.State, job?.State == JobState.Failed ? job.Error : null, r.Findings,
        [.. r.Files.Where(f => f.StoredFile?.Sha256 is not null).Select(f => new ReportFileView(
            f.Format, f.StoredFile!.MediaType, f.StoredFile.Size, Convert.ToHexStringLower(f.StoredFile.Sha256!)))],
        job is null ? null : JobView.Of(job));
}

/// <summary>Reports: ordered, looked at, downloaded.</summary>
internal static class ReportsApi
{
    /// <summary>Maps them.</summary>
    public static void MapReports(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/reports").WithTags("Reports");
        group.MapGet("", ListAsync).Wants(KeyScopes.ReportsRead).WithSummary("Lists reports, the latest first");
        group.MapGet("/{id:guid}", GetAsync).Wants(KeyScopes.ReportsRead).Produces<ReportView>().ProducesProblem(404)
            .WithSummary("Gives a report: whether it is ready, and its files");
        group.MapPost("", OrderAsync).Wants(KeyScopes.ReportsWrite).Produces<ReportView>(202).ProducesProblem(404).ProducesValidationProblem(422)
            .WithSummary("Orders a report of a catalog and a period")
            .WithDescription("The answer is 202 with the report's address in Location; ask there until finished is set.");
        group.MapPost("/{id:guid}/cancel", CancelAsync).Wants(KeyScopes.ReportsWrite).Produces<ReportView>(202)
            .ProducesProblem(404).ProducesProblem(409).WithSummary("Stops the compilation of a report");
        group.MapPost("/{id:guid}/resume", ResumeAsync).Wants(KeyScopes.ReportsWrite).Produces<ReportView>(202)
            .ProducesProblem(404).ProducesProblem(409).WithSummary("Compiles a report that was stopped or failed");
        group.MapMethods("/{id:guid}/files/{format}", ["GET", "HEAD"], async (
            Guid id, string format, RegistryContext registry, Caller caller, StoredFiles files, CancellationToken cancellation) =>
                await ReportDownload.OfAsync(id, format, registry, caller, files, cancellation) ?? Results.NotFound())
            .Wants(KeyScopes.ReportsRead).Produces(200, contentType: "application/pdf").Produces(206, contentType: "application/pdf").Produces(304).ProducesProblem(404)
            .WithSummary("Downloads a file of a report: pdf, html, json, findings.csv, matches.csv")
            .WithDescription("Takes If-None-Match and Range. The ETag is the file's SHA-256.");
    }

    private static async Task<Part<ReportView>> ListAsync([AsParameters] Paging paging, RegistryContext registry, CancellationToken cancellation)
    {
        IQueryable<CompiledReport> rows = registry.Reports.AsNoTracking().Include(r => r.Files).ThenInclude(f => f.StoredFile);
        if (paging.AfterId is Guid after)
            rows = rows.Where(r => r.Id < after);
        List<CompiledReport> list = await rows.OrderByDescending(r => r.Id).Take(paging.Size + 1).ToListAsync(cancellation);
        ILookup<Guid, Job> jobs = await JobsOfAsync(registry, [.. list.Select(r => r.Id)], cancellation);
        return paging.PartOf(list, r => ReportView.Of(r, jobs[r.Id].LastOrDefault()), r => Paging.KeyOf(r.Id));
    }

    private static async Task<IResult> GetAsync(Guid id, RegistryContext registry, CancellationToken cancellation) =>
        await ViewOfAsync(id, registry, cancellation) is { } view ? Results.Ok(view) : Results.NotFound();

    private static async Task<IResult> OrderAsync(
        ReportOrder order, ReportOrders orders, RegistryContext registry, CancellationToken cancellation)
    {
        try
        {
            CompiledReport? report = await orders.PlaceAsync(order, cancellation);
            return report is null
                ? Results.NotFound()
                : Results.Accepted($"{ApiErrors.Root}/reports/{report.Id}", await ViewOfAsync(report.Id, registry, cancellation));
        }
        catch (ReportOrderException e)
        {
            return ApiErrors.Mistakes(e.Field, e.Message);
        }
    }

    private static async Task<IResult> CancelAsync(Guid id, RegistryContext registry, JobStop stop, CancellationToken cancellation)
    {
        if (await ViewOfAsync(id, registry, cancellation) is not { } report)
            return Results.NotFound();
        return await stop.AskAsync(JobKind.Report, id, report.RightsHolderId, cancellation)
            ? Results.Accepted($"{ApiErrors.Root}/reports/{id}", await ViewOfAsync(id, registry, cancellation))
            : ApiErrors.Answer(StatusCodes.Status409Conflict, "The report is over already.");
    }

    private static async Task<IResult> ResumeAsync(Guid id, RegistryContext registry, ReportOrders orders, CancellationToken cancellation)
    {
        if (await registry.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation) is not { } report)
            return Results.NotFound();
        return await orders.GoOnAsync(report, cancellation)
            ? Results.Accepted($"{ApiErrors.Root}/reports/{id}", await ViewOfAsync(id, registry, cancellation))
            : ApiErrors.Answer(StatusCodes.Status409Conflict, "The report is compiled already.");
    }

    private static async Task<ReportView?> ViewOfAsync(Guid id, RegistryContext registry, CancellationToken cancellation)
    {
        CompiledReport? report = await registry.Reports.AsNoTracking().Include(r => r.Files).ThenInclude(f => f.StoredFile)
            .SingleOrDefaultAsync(r => r.Id == id, cancellation);
        return report is null ? null : ReportView.Of(report, (await JobsOfAsync(registry, [id], cancellation))[id].LastOrDefault());
    }

    private static async Task<ILookup<Guid, Job>> JobsOfAsync(RegistryContext registry, Guid[] ids, CancellationToken cancellation) =>
        (await registry.Jobs.AsNoTracking().Where(j => j.Kind == JobKind.Report && ids.Contains(j.SubjectId)).OrderBy(j => j.Id)
            .ToListAsync(cancellation)).ToLookup(j => j.SubjectId);
}
