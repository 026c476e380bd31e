using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Findings;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.App.Api;

/// <summary>
/// What a scan says about a work, and what people made of it. Paraphrases are among the matches, and count with the words that they share with the work alone.
/// </summary>
internal sealed record FindingView(
    Guid Id, Guid ScanId, Guid WorkId, Guid RightsHolderId, int Matches, int Paraphrases, int Outputs, long CopiedWords, double ShareOfWork, int LongestRun,
    double SmallestEValue, CalibratedVerdict? Verdict, DateTimeOffset Created, FindingDecision Decision, string? DecisionReason, DateTimeOffset? Decided)
{
    public static FindingView Of(StoredFinding f) => new(
        f.Id, f.ScanId, f.WorkId, f.RightsHolderId, f.Matches, f.Paraphrases, f.Outputs, f.CopiedWords, f.ShareOfWork, f.LongestRun, f.SmallestEValue,
        FindingVerdict.Of(f), f.Created, f.Decision, f.DecisionReason, f.Decided);
}

/// <summary>A decision as it is sent.</summary>
/// <param name="Decision">Open takes an earlier decision back.</param>
/// <param name="Reason">Why; needed for a dismissal, at most 2,000 characters.</param>
internal sealed record DecisionRequest(FindingDecision Decision, string? Reason);

/// <summary>Findings and the decisions on them.</summary>
internal static class FindingsApi
{
    /// <summary>Maps them.</summary>
    public static void MapFindings(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/findings").WithTags("Findings");
        group.MapGet("", ListAsync).Wants(KeyScopes.FindingsRead)
            .WithSummary("Lists findings, the latest first; by scanId, modelId, workId, decision, maximumEValue, minimumProbability; by words of the work by search");
        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await registry.Findings.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, cancellation) is { } finding
                ? Results.Ok(FindingView.Of(finding))
                : Results.NotFound())
            .Wants(KeyScopes.FindingsRead).Produces<FindingView>().ProducesProblem(404).WithSummary("Gives a finding");
        // As on the pages: whose works they are does not judge the evidence.
        group.MapPost("/{id:guid}/decision", DecideAsync).Wants(KeyScopes.FindingsWrite).RequireAuthorization(RoleNames.Auditor)
            .Produces<FindingView>().ProducesProblem(404).ProducesValidationProblem(422).WithSummary("Decides on a finding; for auditors");
    }

    private static async Task<Part<FindingView>> ListAsync(
        [AsParameters] Paging paging, Guid? scanId, Guid? modelId, Guid? workId, FindingDecision? decision, double? maximumEValue,
        double? minimumProbability, string? search, RegistryContext registry, CancellationToken cancellation)
    {
        IQueryable<StoredFinding> rows = registry.Findings.AsNoTracking();
        if (scanId is Guid scan)
            rows = rows.Where(f => f.ScanId == scan);
        if (workId is Guid work)
            rows = rows.Where(f => f.WorkId == work);
        if (decision is FindingDecision decided)
            rows = rows.Where(f => f.Decision == decided);
        if (modelId is Guid model)
            rows = rows.Where(f => f.Scan!.ModelId == model);
        if (maximumEValue is double most)
            rows = rows.Where(f => f.SmallestEValue <= most);
        if (minimumProbability is double least)
            rows = rows.Where(f => f.Probability >= least);
        foreach (string word in RegisteredWork.SearchFormOf(search ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8))
            rows = rows.Where(f => f.Work!.SearchText.Contains(word));
        if (paging.AfterTime is (DateTimeOffset time, Guid id))
            rows = rows.Where(f => f.Created < time || (f.Created == time && f.Id > id));
        List<StoredFinding> list = await rows.OrderByDescending(f => f.Created).ThenBy(f => f.Id).Take(paging.Size + 1).ToListAsync(cancellation);
        return paging.PartOf(list, FindingView.Of, f => Paging.KeyOf(f.Created, f.Id));
    }

    private static async Task<IResult> DecideAsync(
        Guid id, DecisionRequest request, RegistryContext registry, FindingReview review, CancellationToken cancellation)
    {
        StoredFinding? finding = await registry.Findings.SingleOrDefaultAsync(f => f.Id == id, cancellation);
        if (finding is null)
            return Results.NotFound();
        string? mistake = await review.DecideAsync(registry, finding, request.Decision, request.Reason, cancellation);
        return mistake is null
            ? Results.Ok(FindingView.Of(finding))
            : ApiErrors.Mistakes(Enum.IsDefined(request.Decision) ? "reason" : "decision", mistake);
    }
}
