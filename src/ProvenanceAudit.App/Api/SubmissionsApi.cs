using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A file that was handed in, and what became of its records.</summary>
internal sealed record SubmissionView(
    Guid Id, Guid CatalogId, string FileName, long Size, string Sha256, DateTimeOffset Created, DateTimeOffset? Finished,
    long Accepted, long AcceptedWithWarnings, long Refused, bool IsHeld, DateTimeOffset? Discarded,
    IReadOnlyDictionary<string, string> Columns, JsonElement? Check, JobView? Job)
{
    public static SubmissionView Of(Submission s, Job? job) => new(
        s.Id, s.CatalogId, s.FileName, s.Size, Convert.ToHexStringLower(s.Sha256), s.Created, s.Finished, s.Accepted,
        s.AcceptedWithWarnings, s.Refused, s.IsHeld, s.Discarded, s.Columns,
        s.CheckJson is null ? null : JsonElement.Parse(s.CheckJson), job is null ? null : JobView.Of(job));
}

/// <summary>A record of a submission: file and line it stands in, and why it was refused where it was.</summary>
internal sealed record SubmissionRecordView(string File, long Line, string? RecordId, RecordOutcome Outcome, RecordEffect? Effect, string? Reason, Guid? WorkId)
{
    public static SubmissionRecordView Of(SubmissionRecord r) => new(r.File, r.Line, r.RecordId, r.Outcome, r.Effect, r.Reason, r.WorkId);
}

/// <summary>Submissions and their records.</summary>
internal static class SubmissionsApi
{
    /// <summary>Maps them.</summary>
    public static void MapSubmissions(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/submissions").WithTags("Submissions");
        group.MapGet("", ListAsync).Wants(KeyScopes.CatalogsRead).WithSummary("Lists submissions, the oldest first; of one catalog by catalogId");
        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, JobStop stop, CancellationToken cancellation) =>
            await FindAsync(registry, id, cancellation) is { } submission
                ? Results.Ok(SubmissionView.Of(submission, await stop.LatestAsync(JobKind.Ingest, id, cancellation)))
                : Results.NotFound())
            .Wants(KeyScopes.CatalogsRead).Produces<SubmissionView>().ProducesProblem(404)
            .WithSummary("Gives a submission, with the job that takes its records in");
        group.MapGet("/{id:guid}/records", ListRecordsAsync).Wants(KeyScopes.CatalogsRead).Produces<Part<SubmissionRecordView>>().ProducesProblem(404)
            .WithSummary("Lists a submission's records in their order; the refused ones by outcome=Refused");
        group.MapGet("/{id:guid}/records.csv", DownloadRecordsAsync).Wants(KeyScopes.CatalogsRead)
            .Produces(200, contentType: "text/csv").Produces(304).ProducesProblem(404)
            .WithSummary("Downloads a submission's records in their order as CSV")
            .WithDescription("Once the submission is finished, the download has an ETag and takes If-None-Match.");
        group.MapPost("/{id:guid}/cancel", CancelAsync).Wants(KeyScopes.CatalogsWrite).Produces<SubmissionView>(202)
            .ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Stops a submission at the next record; what was taken in stays");
        group.MapPost("/{id:guid}/resume", ResumeAsync).Wants(KeyScopes.CatalogsWrite).Produces<SubmissionView>(202)
            .ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Goes on with a submission that was stopped or failed, behind the records that were dealt with");
        group.MapPost("/{id:guid}/accept", AcceptAsync).Wants(KeyScopes.CatalogsWrite).Produces<SubmissionView>(202)
            .ProducesProblem(404).ProducesProblem(409).WithSummary("Takes in a submission that is held, since its records were to be looked at first");
        group.MapPost("/{id:guid}/columns", CheckAgainAsync).Wants(KeyScopes.CatalogsWrite).Produces<SubmissionView>(202)
            .ProducesProblem(404).ProducesProblem(409).ProducesValidationProblem(422)
            .WithSummary("Says what columns of the tables of a held submission are, and has its records looked at again")
            .WithDescription("The body is an object: fields by the headers of columns; an empty field passes a column over.");
        group.MapPost("/{id:guid}/discard", DiscardAsync).Wants(KeyScopes.CatalogsWrite).Produces<SubmissionView>()
            .ProducesProblem(404).ProducesProblem(409).WithSummary("Puts a held submission aside; nothing of it is taken in");
    }

    private static async Task<IResult> AcceptAsync(
        Guid id, RegistryContext registry, SubmissionIntake intake, JobStop stop, CancellationToken cancellation)
    {
        if (await FindAsync(registry, id, cancellation) is not { } submission)
            return Results.NotFound();
        return await intake.AcceptAsync(registry, submission, cancellation) ? await AcceptedAsync((await FindAsync(registry, id, cancellation))!, stop, cancellation) : NotHeld;
    }

    private static async Task<IResult> CheckAgainAsync(
        Guid id, Dictionary<string, string> columns, RegistryContext registry, SubmissionIntake intake, JobStop stop, CancellationToken cancellation)
    {
        if (await FindAsync(registry, id, cancellation) is not { } submission)
            return Results.NotFound();
        if (columns.FirstOrDefault(c => c.Value.Length > 0 && !TableMapping.Fields.Contains(c.Value)) is { Key: not null } wrong)
            return ApiErrors.Mistakes(wrong.Key, $"A column can be {string.Join(", ", TableMapping.Fields)}, or empty to be passed over.");
        return await intake.CheckAgainAsync(registry, submission, columns, cancellation)
            ? await AcceptedAsync((await FindAsync(registry, id, cancellation))!, stop, cancellation) : NotHeld;
    }

    private static async Task<IResult> DiscardAsync(
        Guid id, RegistryContext registry, SubmissionIntake intake, JobStop stop, CancellationToken cancellation)
    {
        if (await FindAsync(registry, id, cancellation) is not { } submission)
            return Results.NotFound();
        return await intake.DiscardAsync(registry, submission, cancellation)
            ? Results.Ok(SubmissionView.Of((await FindAsync(registry, id, cancellation))!, await stop.LatestAsync(JobKind.Ingest, id, cancellation))) : NotHeld;
    }

    private static IResult NotHeld => ApiErrors.Answer(StatusCodes.Status409Conflict, "The submission is not held, or its records are still being looked at.");

    private static async Task<Part<SubmissionView>> ListAsync(
        [AsParameters] Paging paging, Guid? catalogId, RegistryContext registry, CancellationToken cancellation)
    {
        IQueryable<Submission> rows = registry.Submissions.AsNoTracking();
        if (catalogId is Guid catalog)
            rows = rows.Where(s => s.CatalogId == catalog);
        if (paging.AfterId is Guid after)
            rows = rows.Where(s => s.Id > after);
        List<Submission> list = await rows.OrderBy(s => s.Id).Take(paging.Size + 1).ToListAsync(cancellation);
        Guid[] ids = [.. list.Select(s => s.Id)];
        ILookup<Guid, Job> jobs = (await registry.Jobs.AsNoTracking().Where(j => j.Kind == JobKind.Ingest && ids.Contains(j.SubjectId))
            .OrderBy(j => j.Queued).ToListAsync(cancellation)).ToLookup(j => j.SubjectId);
        return paging.PartOf(list, s => SubmissionView.Of(s, jobs[s.Id].LastOrDefault()), s => Paging.KeyOf(s.Id));
    }

    private static async Task<IResult> ListRecordsAsync(
        Guid id, [AsParameters] Paging paging, RecordOutcome? outcome, RegistryContext registry, CancellationToken cancellation)
    {
        if (await FindAsync(registry, id, cancellation) is null)
            return Results.NotFound();
        IQueryable<SubmissionRecord> rows = RecordsOf(registry, id);
        if (outcome is RecordOutcome wanted)
            rows = rows.Where(r => r.Outcome == wanted);
        if (paging.AfterNumber is long after)
            rows = rows.Where(r => r.Id > after);
        List<SubmissionRecord> list = await rows.OrderBy(r => r.Id).Take(paging.Size + 1).ToListAsync(cancellation);
        return Results.Ok(paging.PartOf(list, SubmissionRecordView.Of, r => Paging.KeyOf(r.Id)));
    }

    private static async Task<IResult> DownloadRecordsAsync(
        Guid id, RegistryContext registry, HttpContext context, CancellationToken cancellation)
    {
        if (await FindAsync(registry, id, cancellation) is not { } submission)
            return Results.NotFound();
        // Nothing changes in it once it is finished.
        if (submission.Finished is DateTimeOffset finished)
        {
            string tag = $"\"{id:N}-{finished.UtcTicks:x}\"";
            context.Response.Headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(t => t == tag || t == "*"))
                return Results.StatusCode(StatusCodes.Status304NotModified);
        }
        return Results.Stream(
            stream => OutcomeTable.WriteAsync(stream, RecordsOf(registry, id).OrderBy(r => r.Id).AsAsyncEnumerable(), cancellation),
            "text/csv; charset=utf-8", $"outcomes-{submission.Number}.csv");
    }

    private static async Task<IResult> CancelAsync(Guid id, RegistryContext registry, JobStop stop, CancellationToken cancellation)
    {
        if (await FindAsync(registry, id, cancellation) is not { } submission)
            return Results.NotFound();
        return await stop.AskAsync(JobKind.Ingest, id, submission.RightsHolderId, cancellation)
            ? await AcceptedAsync(submission, stop, cancellation)
            : ApiErrors.Answer(StatusCodes.Status409Conflict, "The submission is over already.");
    }

    private static async Task<IResult> ResumeAsync(
        Guid id, RegistryContext registry, SubmissionIntake intake, JobStop stop, CancellationToken cancellation)
    {
        if (await FindAsync(registry, id, cancellation) is not { } submission)
            return Results.NotFound();
        return await intake.GoOnAsync(registry, submission, cancellation)
            ? await AcceptedAsync(submission, stop, cancellation)
            : ApiErrors.Answer(StatusCodes.Status409Conflict, "All records of the submission were dealt with already.");
    }

    private static async Task<IResult> AcceptedAsync(Submission submission, JobStop stop, CancellationToken cancellation) => Results.Accepted(
        $"{ApiErrors.Root}/submissions/{submission.Id}",
        SubmissionView.Of(submission, await stop.LatestAsync(JobKind.Ingest, submission.Id, cancellation)));

    private static IQueryable<SubmissionRecord> RecordsOf(RegistryContext registry, Guid id) =>
        registry.SubmissionRecords.AsNoTracking().Where(r => r.SubmissionId == id);

    private static Task<Submission?> FindAsync(RegistryContext registry, Guid id, CancellationToken cancellation) =>
        registry.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellation);
}
