using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Catalogs.Harvesting;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A catalog.</summary>
internal sealed record CatalogView(
    Guid Id, Guid RightsHolderId, string Name, string? Description, DateTimeOffset Created, DateTimeOffset? Archived)
{
    public static CatalogView Of(Catalog c) => new(c.Id, c.RightsHolderId, c.Name, c.Description, c.Created, c.Archived);
}

/// <summary>A catalog to be made.</summary>
/// <param name="Name">Name, unique for the rights holder; 1 to 200 characters.</param>
/// <param name="Description">What it holds; may be left out.</param>
/// <param name="RightsHolderId">Whose it is; a publisher leaves it out.</param>
internal sealed record CatalogRequest(string Name, string? Description, Guid? RightsHolderId);

/// <summary>A catalog as it is to be.</summary>
/// <param name="Name">Name, unique for the rights holder; 1 to 200 characters.</param>
/// <param name="Description">What it holds, at most 2,000 characters; none where left out.</param>
internal sealed record CatalogChange(string Name, string? Description);

/// <summary>What is to be fetched.</summary>
/// <param name="Address">Where from.</param>
/// <param name="Check">Whether records are only looked at.</param>
internal sealed record FetchInput(string? Address, bool? Check);

/// <summary>Catalogs.</summary>
internal static class CatalogsApi
{
    /// <summary>Maps them.</summary>
    public static void MapCatalogs(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/catalogs").WithTags("Catalogs");
        group.MapGet("", async ([AsParameters] Paging paging, RegistryContext registry, CancellationToken cancellation) =>
        {
            IQueryable<Catalog> rows = registry.Catalogs.AsNoTracking();
            if (paging.AfterId is Guid after)
                rows = rows.Where(c => c.Id > after);
            List<Catalog> list = await rows.OrderBy(c => c.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, CatalogView.Of, c => Paging.KeyOf(c.Id));
        }).Wants(KeyScopes.CatalogsRead).WithSummary("Lists catalogs, the oldest first");

        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await registry.Catalogs.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellation) is { } catalog
                ? Results.Ok(CatalogView.Of(catalog))
                : Results.NotFound()).Wants(KeyScopes.CatalogsRead).Produces<CatalogView>().ProducesProblem(404).WithSummary("Gives a catalog");

        group.MapPost("", MakeAsync).Wants(KeyScopes.CatalogsWrite).Produces<CatalogView>(201).ProducesValidationProblem(422)
            .ProducesProblem(404).WithSummary("Makes a catalog");
        group.MapPatch("/{id:guid}", async (
            Guid id, CatalogChange change, RegistryContext registry, CatalogDesk desk, CancellationToken cancellation) =>
        {
            if (await FindAsync(registry, id, cancellation) is not { } catalog)
                return Results.NotFound();
            return await desk.ChangeAsync(catalog, change.Name, change.Description, cancellation) is (string field, string mistake)
                ? ApiErrors.Mistakes(field, mistake)
                : Results.Ok(CatalogView.Of(catalog));
        }).Wants(KeyScopes.CatalogsWrite).Produces<CatalogView>().ProducesProblem(404).ProducesValidationProblem(422)
            .WithSummary("Changes name and description of a catalog");
        MapPutAway(group, "archive", isAway: true, "Puts a catalog away: scans leave its works out");
        MapPutAway(group, "restore", isAway: false, "Takes a catalog into use again");
        group.MapPost("/{id:guid}/submissions", TakeAsync).Wants(KeyScopes.CatalogsWrite).Accepts<Stream>(BodyLimits.File)
            .Produces<SubmissionView>(202).ProducesProblem(404).ProducesProblem(413).ProducesValidationProblem(422)
            .WithSummary("Hands in a file of works for a catalog: the body is the file, fileName its name")
            .WithDescription("The file is streamed, whatever its size and format. With check=true its records are only looked at: the submission is held, and has what would become of them in check, until it is accepted or discarded. The answer is 202 with the submission's address in Location; ask there until finished is set.");
        group.MapPost("/{id:guid}/submissions/fetch", AskAsync).Wants(KeyScopes.CatalogsWrite).Produces<SubmissionView>(202)
            .ProducesProblem(404).ProducesValidationProblem(422)
            .WithSummary("Has records fetched for a catalog from an address: OAI-PMH 2.0, or Crossref's works")
            .WithDescription("The address is a repository's base address or a request ListRecords or GetRecord, or one of api.crossref.org. All answers are kept as the submission's file. With check, its records are only looked at.");
    }

    private static async Task<IResult> MakeAsync(
        CatalogRequest request, RegistryContext registry, Caller caller, CatalogDesk desk, CancellationToken cancellation)
    {
        if ((request.RightsHolderId ?? caller.RightsHolderId) is not Guid holder)
            return ApiErrors.Mistakes("rightsHolderId", "Say whose catalog it is.");
        if (!await registry.RightsHolders.AnyAsync(r => r.Id == holder, cancellation))
            return Results.NotFound();
        (Catalog? catalog, string field, string mistake) = await desk.MakeAsync(holder, request.Name, request.Description, cancellation);
        return catalog is null
            ? ApiErrors.Mistakes(field, mistake)
            : Results.Created($"{ApiErrors.Root}/catalogs/{catalog.Id}", CatalogView.Of(catalog));
    }

    private static void MapPutAway(RouteGroupBuilder group, string verb, bool isAway, string summary) => group
        .MapPost("/{id:guid}/" + verb, async (Guid id, RegistryContext registry, CatalogDesk desk, CancellationToken cancellation) =>
        {
            if (await FindAsync(registry, id, cancellation) is not { } catalog)
                return Results.NotFound();
            await desk.PutAwayAsync(catalog, isAway, cancellation);
            return Results.Ok(CatalogView.Of(catalog));
        }).Wants(KeyScopes.CatalogsWrite).Produces<CatalogView>().ProducesProblem(404).WithSummary(summary);

    private static Task<Catalog?> FindAsync(RegistryContext registry, Guid id, CancellationToken cancellation) =>
        registry.Catalogs.SingleOrDefaultAsync(c => c.Id == id, cancellation);

    private static async Task<IResult> AskAsync(
        Guid id, FetchInput input, RegistryContext registry, Caller caller, SubmissionIntake intake, JobStop stop, CancellationToken cancellation)
    {
        if (await FindAsync(registry, id, cancellation) is not { } catalog)
            return Results.NotFound();
        if (!CatalogHarvest.TryRead(input.Address, out Uri? address, out string? mistake))
            return ApiErrors.Mistakes("address", mistake!);
        Submission submission = await intake.AskAsync(registry, catalog, address!, caller.PersonId, input.Check ?? false, cancellation);
        return Results.Accepted($"{ApiErrors.Root}/submissions/{submission.Id}", SubmissionView.Of(submission, await stop.LatestAsync(JobKind.Ingest, submission.Id, cancellation)));
    }

    private static async Task<IResult> TakeAsync(
        Guid id, string? fileName, bool? check, HttpRequest request, RegistryContext registry, Caller caller, SubmissionIntake intake, JobStop stop,
        CancellationToken cancellation)
    {
        if (await FindAsync(registry, id, cancellation) is not { } catalog)
            return Results.NotFound();
        if (string.IsNullOrWhiteSpace(fileName))
            return ApiErrors.Mistakes("fileName", "Give the file's name, by which messages call it.");
        try
        {
            Submission submission = await intake.TakeAsync(registry, catalog, request.Body, fileName, caller.PersonId, check ?? false, cancellation);
            return Results.Accepted($"{ApiErrors.Root}/submissions/{submission.Id}", SubmissionView.Of(submission, await stop.LatestAsync(JobKind.Ingest, submission.Id, cancellation)));
        }
        catch (InvalidDataException e)
        {
            return ApiErrors.Mistakes("body", e.Message);
        }
        catch (FileTooLargeException e)
        {
            return ApiErrors.Answer(StatusCodes.Status413PayloadTooLarge, e.Message);
        }
    }
}
