using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A file that was handed in, and what became of its records.</summary>
internal sealed record SubmissionView(
    Guid Id, Guid CatalogId, string FileName, long Size, string Sha256, DateTimeOffset Created, DateTimeOffset? Finished,
    long Accepted, long AcceptedWithWarnings, long Refused)
{
    public static SubmissionView Of(Submission s) => new(
        s.Id, s.CatalogId, s.FileName, s.Size, Convert.ToHexStringLower(s.Sha256), s.Created, s.Finished, s.Accepted,
        s.AcceptedWithWarnings, s.Refused);
}

/// <summary>A record of a submission: file and line it stands in, and why it was refused where it was.</summary>
internal sealed record SubmissionRecordView(string File, long Line, string? RecordId, RecordOutcome Outcome, string? Reason, Guid? WorkId)
{
    public static SubmissionRecordView Of(SubmissionRecord r) => new(r.File, r.Line, r.RecordId, r.Outcome, r.Reason, r.WorkId);
}

/// <summary>Submissions and their records.</summary>
internal static class SubmissionsApi
{
    /// <summary>Maps them.</summary>
    public static void MapSubmissions(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/submissions").WithTags("Submissions");
        group.MapGet("", async ([AsParameters] Paging paging, Guid? catalogId, RegistryContext registry, CancellationToken cancellation) =>
        {
            IQueryable<Submission> rows = registry.Submissions.AsNoTracking();
            if (catalogId is Guid catalog)
                rows = rows.Where(s => s.CatalogId == catalog);
            if (paging.AfterId is Guid after)
                rows = rows.Where(s => s.Id > after);
            List<Submission> list = await rows.OrderBy(s => s.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, SubmissionView.Of, s => Paging.KeyOf(s.Id));
        }).Wants(KeyScopes.CatalogsRead).WithSummary("Lists submissions, the oldest first; of one catalog by catalogId");

        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await registry.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellation) is { } submission
                ? Results.Ok(SubmissionView.Of(submission))
                : Results.NotFound())
            .Wants(KeyScopes.CatalogsRead).Produces<SubmissionView>().ProducesProblem(404).WithSummary("Gives a submission");

        group.MapGet("/{id:guid}/records", async (
            Guid id, [AsParameters] Paging paging, RecordOutcome? outcome, RegistryContext registry, CancellationToken cancellation) =>
        {
            if (!await registry.Submissions.AnyAsync(s => s.Id == id, cancellation))
                return Results.NotFound();
            IQueryable<SubmissionRecord> rows = registry.SubmissionRecords.AsNoTracking().Where(r => r.SubmissionId == id);
            if (outcome is RecordOutcome wanted)
                rows = rows.Where(r => r.Outcome == wanted);
            if (paging.AfterNumber is long after)
                rows = rows.Where(r => r.Id > after);
            List<SubmissionRecord> list = await rows.OrderBy(r => r.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return Results.Ok(paging.PartOf(list, SubmissionRecordView.Of, r => Paging.KeyOf(r.Id)));
        }).Wants(KeyScopes.CatalogsRead).Produces<Part<SubmissionRecordView>>().ProducesProblem(404)
            .WithSummary("Lists a submission's records in their order; the refused ones by outcome=Refused");
    }
}
