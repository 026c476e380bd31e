using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.People;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>An invitation, without its link.</summary>
internal sealed record InvitationView(
    Guid Id, string? Email, string Role, Guid? RightsHolderId, DateTimeOffset Created, DateTimeOffset Expires, DateTimeOffset? Accepted,
    Guid? AcceptedById, DateTimeOffset? Revoked)
{
    public static InvitationView Of(Invitation i) => new(
        i.Id, i.Email, i.Role, i.RightsHolderId, i.Created, i.Expires, i.Accepted, i.AcceptedById, i.Revoked);
}

/// <summary>An invitation that was made.</summary>
/// <param name="Invitation">The invitation.</param>
/// <param name="Link">The link that makes the account, once; it is given this once, and no mail is sent.</param>
internal sealed record NewInvitation(InvitationView Invitation, Uri Link);

/// <summary>An invitation to be made.</summary>
/// <param name="Email">Who is invited.</param>
/// <param name="Role">publisher, auditor or administrator.</param>
/// <param name="RightsHolderId">For whom a publisher will act; left out for others.</param>
internal sealed record InvitationRequest(string Email, string Role, Guid? RightsHolderId);

/// <summary>Invitations, for administrators.</summary>
internal static class InvitationsApi
{
    /// <summary>Maps them.</summary>
    public static void MapInvitations(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/invitations").WithTags("People");
        group.RequireAuthorization(RoleNames.Administrator);
        group.MapGet("", async ([AsParameters] Paging paging, bool? open, RegistryContext registry, CancellationToken cancellation) =>
        {
            DateTimeOffset now = DateTimeOffset.UtcNow;
            IQueryable<Invitation> rows = registry.Invitations.AsNoTracking();
            if (open is bool wanted)
                rows = rows.Where(i => (i.Accepted == null && i.Revoked == null && i.Expires > now) == wanted);
            if (paging.AfterId is Guid after)
                rows = rows.Where(i => i.Id < after);
            List<Invitation> list = await rows.OrderByDescending(i => i.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, InvitationView.Of, i => Paging.KeyOf(i.Id));
        }).Wants(KeyScopes.PeopleRead).WithSummary("Lists invitations, the latest first; those that can be accepted by open=true; for administrators");
        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await FindAsync(registry, id, cancellation) is { } invitation ? Results.Ok(InvitationView.Of(invitation)) : Results.NotFound())
            .Wants(KeyScopes.PeopleRead).Produces<InvitationView>().ProducesProblem(404).WithSummary("Gives an invitation; for administrators");
        group.MapPost("", async (InvitationRequest request, PeopleDesk desk, CancellationToken cancellation) =>
        {
            (Invitation? invitation, Uri? link, string field, string mistake) = await desk.InviteAsync(
                request.Email ?? "", request.Role ?? "", request.RightsHolderId, cancellation);
            return invitation is null
                ? ApiErrors.Mistakes(field, mistake)
                : Results.Created($"{ApiErrors.Root}/invitations/{invitation.Id}", new NewInvitation(InvitationView.Of(invitation), link!));
        }).Wants(KeyScopes.PeopleWrite).Produces<NewInvitation>(201).ProducesValidationProblem(422)
            .WithSummary("Invites a person: the answer has the link, to be handed over; for administrators");
        group.MapPost("/{id:guid}/revoke", async (Guid id, RegistryContext registry, PeopleDesk desk, CancellationToken cancellation) =>
        {
            if (await FindAsync(registry, id, cancellation) is null)
                return Results.NotFound();
            return await desk.TakeBackAsync(id, cancellation)
                ? Results.Ok(InvitationView.Of((await FindAsync(registry, id, cancellation))!))
                : ApiErrors.Answer(StatusCodes.Status409Conflict, "The invitation was accepted or taken back already.");
        }).Wants(KeyScopes.PeopleWrite).Produces<InvitationView>().ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Takes an invitation back: its link works no more; for administrators");
    }

    private static Task<Invitation?> FindAsync(RegistryContext registry, Guid id, CancellationToken cancellation) =>
        registry.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellation);
}
