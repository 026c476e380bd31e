using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.People;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A rights holder.</summary>
internal sealed record RightsHolderView(Guid Id, string Name, string? ContactEmail, DateTimeOffset Created, DateTimeOffset? Disabled)
{
    public static RightsHolderView Of(RightsHolder r) => new(r.Id, r.Name, r.ContactEmail, r.Created, r.Disabled);
}

/// <summary>A rights holder as it is to be.</summary>
/// <param name="Name">Name, unique; 1 to 200 characters.</param>
/// <param name="ContactEmail">Whom to write to; may be left out.</param>
internal sealed record RightsHolderRequest(string Name, string? ContactEmail);

/// <summary>Rights holders, for administrators.</summary>
internal static class RightsHoldersApi
{
    /// <summary>Maps them.</summary>
    public static void MapRightsHolders(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/rights-holders").WithTags("Rights holders");
        group.RequireAuthorization(RoleNames.Administrator);
        group.MapGet("", async ([AsParameters] Paging paging, RegistryContext registry, CancellationToken cancellation) =>
        {
            IQueryable<RightsHolder> rows = registry.RightsHolders.AsNoTracking();
            if (paging.AfterId is Guid after)
                rows = rows.Where(r => r.Id > after);
            List<RightsHolder> list = await rows.OrderBy(r => r.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, RightsHolderView.Of, r => Paging.KeyOf(r.Id));
        }).Wants(KeyScopes.PeopleRead).WithSummary("Lists rights holders, the oldest first; for administrators");
        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await FindAsync(registry, id, cancellation) is { } holder ? Results.Ok(RightsHolderView.Of(holder)) : Results.NotFound())
            .Wants(KeyScopes.PeopleRead).Produces<RightsHolderView>().ProducesProblem(404).WithSummary("Gives a rights holder; for administrators");
        group.MapPost("", async (RightsHolderRequest request, RightsHolderDesk desk, CancellationToken cancellation) =>
        {
            (RightsHolder? holder, string field, string mistake) = await desk.AddAsync(request.Name, request.ContactEmail, cancellation);
            return holder is null
                ? ApiErrors.Mistakes(field, mistake)
                : Results.Created($"{ApiErrors.Root}/rights-holders/{holder.Id}", RightsHolderView.Of(holder));
        }).Wants(KeyScopes.PeopleWrite).Produces<RightsHolderView>(201).ProducesValidationProblem(422)
            .WithSummary("Adds a rights holder; for administrators");
        group.MapPatch("/{id:guid}", async (
            Guid id, RightsHolderRequest request, RegistryContext registry, RightsHolderDesk desk, CancellationToken cancellation) =>
        {
            if (await FindAsync(registry, id, cancellation) is not { } holder)
                return Results.NotFound();
            return await desk.ChangeAsync(holder, request.Name, request.ContactEmail, cancellation) is (string field, string mistake)
                ? ApiErrors.Mistakes(field, mistake)
                : Results.Ok(RightsHolderView.Of(holder));
        }).Wants(KeyScopes.PeopleWrite).Produces<RightsHolderView>().ProducesProblem(404).ProducesValidationProblem(422)
            .WithSummary("Changes name and address of a rights holder; for administrators");
        MapSwitch(group, "disable", disable: true, "Disables a rights holder: its people are out within a minute, its keys at once; for administrators");
        MapSwitch(group, "enable", disable: false, "Lets a rights holder's people and keys in again; for administrators");
    }

    private static void MapSwitch(RouteGroupBuilder group, string verb, bool disable, string summary) => group
        .MapPost("/{id:guid}/" + verb, async (Guid id, RegistryContext registry, RightsHolderDesk desk, CancellationToken cancellation) =>
        {
            if (await FindAsync(registry, id, cancellation) is not { } holder)
                return Results.NotFound();
            await desk.SwitchAsync(holder, disable, cancellation);
            return Results.Ok(RightsHolderView.Of(holder));
        }).Wants(KeyScopes.PeopleWrite).Produces<RightsHolderView>().ProducesProblem(404).WithSummary(summary);

    private static Task<RightsHolder?> FindAsync(RegistryContext registry, Guid id, CancellationToken cancellation) =>
        registry.RightsHolders.SingleOrDefaultAsync(r => r.Id == id, cancellation);
}
