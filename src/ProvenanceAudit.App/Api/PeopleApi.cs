using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.People;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A person.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Name as it is shown.</param>
/// <param name="Email">Address to sign in with.</param>
/// <param name="Role">publisher, auditor or administrator.</param>
/// <param name="RightsHolderId">For whom a publisher acts.</param>
/// <param name="Created">When the account was made.</param>
/// <param name="Disabled">When it was disabled; null while it may sign in.</param>
/// <param name="Providers">OpenID providers, by issuer, that the person signs in with.</param>
internal sealed record PersonView(
    Guid Id, string Name, string? Email, string? Role, Guid? RightsHolderId, DateTimeOffset Created, DateTimeOffset? Disabled,
    IReadOnlyList<string> Providers);

/// <summary>A link that works once; it is given this once.</summary>
internal sealed record LinkView(Uri Link);

/// <summary>People who sign in, for administrators.</summary>
internal static class PeopleApi
{
    /// <summary>Maps them.</summary>
    public static void MapPeople(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/people").WithTags("People");
        group.RequireAuthorization(RoleNames.Administrator);
        group.MapGet("", async ([AsParameters] Paging paging, Guid? rightsHolderId, RegistryContext registry, CancellationToken cancellation) =>
        {
            IQueryable<Person> rows = registry.Users.AsNoTracking();
            if (rightsHolderId is Guid holder)
                rows = rows.Where(p => p.RightsHolderId == holder);
            if (paging.AfterId is Guid after)
                rows = rows.Where(p => p.Id > after);
            List<PersonView> list = await ViewsOf(registry, rows.OrderBy(p => p.Id).Take(paging.Size + 1)).ToListAsync(cancellation);
            return paging.PartOf(list, p => p, p => Paging.KeyOf(p.Id));
        }).Wants(KeyScopes.PeopleRead).WithSummary("Lists people, the oldest first; for administrators");
        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await ViewOfAsync(registry, id, cancellation) is { } view ? Results.Ok(view) : Results.NotFound())
            .Wants(KeyScopes.PeopleRead).Produces<PersonView>().ProducesProblem(404).WithSummary("Gives a person; for administrators");
        MapSwitch(group, "disable", disable: true, "Disables a person, who is out within a minute; for administrators");
        MapSwitch(group, "enable", disable: false, "Lets a person sign in again; for administrators");
        group.MapPost("/{id:guid}/password-link", async (Guid id, RegistryContext registry, PeopleDesk desk, CancellationToken cancellation) =>
            await FindAsync(registry, id, cancellation) is { } person
                ? Results.Ok(new LinkView(await desk.NewPasswordLinkAsync(person, cancellation)))
                : Results.NotFound())
            .Wants(KeyScopes.PeopleWrite).Produces<LinkView>().ProducesProblem(404)
            .WithSummary("Makes a link by which a person sets a new password, once, within a day; for administrators");
        group.MapPost("/{id:guid}/unlink", async (Guid id, RegistryContext registry, PeopleDesk desk, CancellationToken cancellation) =>
        {
            if (await FindAsync(registry, id, cancellation) is not { } person)
                return Results.NotFound();
            await desk.UnlinkAsync(person, cancellation);
            return Results.Ok(await ViewOfAsync(registry, id, cancellation));
        }).Wants(KeyScopes.PeopleWrite).Produces<PersonView>().ProducesProblem(404)
            .WithSummary("Forgets the OpenID identities of a person, who is known by the e-mail address next time; for administrators");
    }

    private static void MapSwitch(RouteGroupBuilder group, string verb, bool disable, string summary) => group
        .MapPost("/{id:guid}/" + verb, async (Guid id, RegistryContext registry, PeopleDesk desk, CancellationToken cancellation) =>
        {
            if (await FindAsync(registry, id, cancellation) is not { } person)
                return Results.NotFound();
            return await desk.SwitchAsync(person, disable, cancellation) is string mistake
                ? ApiErrors.Answer(StatusCodes.Status409Conflict, mistake)
                : Results.Ok(await ViewOfAsync(registry, id, cancellation));
        }).Wants(KeyScopes.PeopleWrite).Produces<PersonView>().ProducesProblem(404).ProducesProblem(409).WithSummary(summary);

    private static Task<Person?> FindAsync(RegistryContext registry, Guid id, CancellationToken cancellation) =>
        registry.Users.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation);

    private static Task<PersonView?> ViewOfAsync(RegistryContext registry, Guid id, CancellationToken cancellation) =>
        ViewsOf(registry, registry.Users.AsNoTracking().Where(p => p.Id == id)).SingleOrDefaultAsync(cancellation);

    private static IQueryable<PersonView> ViewsOf(RegistryContext registry, IQueryable<Person> rows) => rows.Select(p => new PersonView(
        p.Id, p.DisplayName, p.Email,
        registry.UserRoles.Where(u => u.UserId == p.Id).Join(registry.Roles, u => u.RoleId, r => r.Id, (u, r) => r.Name).FirstOrDefault(),
        p.RightsHolderId, p.Created, p.Disabled,
        registry.UserLogins.Where(l => l.UserId == p.Id).Select(l => l.LoginProvider).ToList()));
}
