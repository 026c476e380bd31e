using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Serving;
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

/// <summary>Catalogs.</summary>
internal static class CatalogsApi
{
    private const int LongestName = 200;

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
            .WithSummary("Makes a catalog");
        group.MapPost("/{id:guid}/submissions", TakeAsync).Wants(KeyScopes.CatalogsWrite).Accepts<Stream>("application/octet-stream")
            .Produces<SubmissionView>(202).ProducesProblem(404).ProducesProblem(413).ProducesValidationProblem(422)
            .WithSummary("Hands in a file of works for a catalog: the body is the file, fileName its name")
            .WithDescription("The file is streamed, whatever its size. The answer is 202 with the submission's address in Location; ask there until finished is set.");
    }

    private static async Task<IResult> MakeAsync(
        CatalogRequest request, RegistryContext registry, Caller caller, AuditTrail trail, CancellationToken cancellation)
    {
        string name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName)
            return ApiErrors.Mistakes("name", $"A name has 1 to {LongestName} characters.");
        if ((request.RightsHolderId ?? caller.RightsHolderId) is not Guid holder)
            return ApiErrors.Mistakes("rightsHolderId", "Say whose catalog it is.");
        if (!await registry.RightsHolders.AnyAsync(r => r.Id == holder, cancellation))
            return Results.NotFound();
        if (await registry.Catalogs.AnyAsync(c => c.RightsHolderId == holder && c.Name == name, cancellation))
            return ApiErrors.Mistakes("name", $"There is a catalog '{name}' already.");
        var catalog = new Catalog { RightsHolderId = holder, Name = name, Description = request.Description };
        registry.Catalogs.Add(catalog);
        trail.Add(registry, "catalog.created", "catalog", catalog.Id, holder, new { catalog.Name });
        await registry.SaveChangesAsync(cancellation);
        return Results.Created($"{ApiErrors.Root}/catalogs/{catalog.Id}", CatalogView.Of(catalog));
    }

    private static async Task<IResult> TakeAsync(
        Guid id, string? fileName, HttpRequest request, RegistryContext registry, Caller caller, SubmissionIntake intake,
        CancellationToken cancellation)
    {
        Catalog? catalog = await registry.Catalogs.SingleOrDefaultAsync(c => c.Id == id, cancellation);
        if (catalog is null)
            return Results.NotFound();
        if (string.IsNullOrWhiteSpace(fileName))
            return ApiErrors.Mistakes("fileName", "Give the file's name: its ending tells what it is.");
        try
        {
            Submission submission = await intake.TakeAsync(registry, catalog, request.Body, fileName, caller.PersonId, cancellation);
            return Results.Accepted($"{ApiErrors.Root}/submissions/{submission.Id}", SubmissionView.Of(submission));
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
