using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.People;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>An API key, without its secret.</summary>
internal sealed record KeyView(
    Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset Created, DateTimeOffset? Expires, DateTimeOffset? LastUsed,
    DateTimeOffset? Revoked)
{
    public static KeyView Of(ApiKey k) => new(k.Id, k.Name, k.Prefix, k.Scopes, k.Created, k.Expires, k.LastUsed, k.Revoked);
}

/// <summary>A key that was made.</summary>
/// <param name="Key">The key.</param>
/// <param name="Secret">What to send as bearer token; given this once.</param>
internal sealed record NewKey(KeyView Key, string Secret);

/// <summary>A key to be made.</summary>
/// <param name="Name">What it is for, 1 to 100 characters.</param>
/// <param name="Scopes">What it may do: of the scopes of the key that makes it, at least one.</param>
/// <param name="Days">How long it works, 1 to 3,650; as long as the key that makes it, where left out.</param>
internal sealed record KeyRequest(string Name, IReadOnlyList<string> Scopes, int? Days);

/// <summary>The API keys of the caller.</summary>
internal static class KeysApi
{
    /// <summary>Maps them.</summary>
    public static void MapKeys(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/keys").WithTags("API keys");
        group.MapGet("", async ([AsParameters] Paging paging, RegistryContext registry, Caller caller, CancellationToken cancellation) =>
        {
            IQueryable<ApiKey> rows = registry.ApiKeys.AsNoTracking().Where(k => k.PersonId == caller.PersonId);
            if (paging.AfterId is Guid after)
                rows = rows.Where(k => k.Id < after);
            List<ApiKey> list = await rows.OrderByDescending(k => k.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, KeyView.Of, k => Paging.KeyOf(k.Id));
        }).Wants(KeyScopes.KeysRead).WithSummary("Lists your API keys, the latest first");

        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, Caller caller, CancellationToken cancellation) =>
            await registry.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Id == id && k.PersonId == caller.PersonId, cancellation) is { } key
                ? Results.Ok(KeyView.Of(key))
                : Results.NotFound())
            .Wants(KeyScopes.KeysRead).Produces<KeyView>().ProducesProblem(404).WithSummary("Gives one of your API keys");

        group.MapPost("", MakeAsync).Wants(KeyScopes.KeysWrite).Produces<NewKey>(201).ProducesValidationProblem(422)
            .WithSummary("Makes an API key that may do what the calling key may, or less")
            .WithDescription("The secret is in this answer and nowhere else.");
        group.MapPost("/{id:guid}/revoke", async (Guid id, KeyDesk desk, CancellationToken cancellation) =>
            await desk.RevokeAsync(id, cancellation) is { } key ? Results.Ok(KeyView.Of(key)) : Results.NotFound())
            .Wants(KeyScopes.KeysWrite).Produces<KeyView>().ProducesProblem(404).WithSummary("Revokes one of your API keys, at once");
    }

    private static async Task<IResult> MakeAsync(
        KeyRequest request, KeyDesk desk, RegistryContext registry, Caller caller, HttpContext context, CancellationToken cancellation)
    {
        // A key makes none that reaches further than itself, nor longer.
        if (request.Scopes?.FirstOrDefault(s => !context.User.HasClaim(KeyScopes.Claim, s)) is string further)
            return ApiErrors.Mistakes("scopes", $"The calling key was not made for '{further}', and cannot make one that is.");
        DateTimeOffset? end = await registry.ApiKeys.Where(k => k.Id == caller.ApiKeyId).Select(k => k.Expires).SingleAsync(cancellation);
        int? most = end is DateTimeOffset some ? (int)Math.Floor((some - DateTimeOffset.UtcNow).TotalDays) : null;
        if (most < 1)
            return ApiErrors.Mistakes("days", "The calling key ends within a day. Make a new one on the pages.");
        if (request.Days > most)
            return ApiErrors.Mistakes("days", $"The calling key ends in {most} days, and cannot make one that lasts longer.");
        (ApiKey? key, string? secret, var mistakes) = await desk.MakeAsync(request.Name, request.Scopes ?? [], request.Days ?? most, cancellation);
        return key is null
            ? ApiErrors.Mistakes(mistakes)
            : Results.Created($"{ApiErrors.Root}/keys/{key.Id}", new NewKey(KeyView.Of(key), secret!));
    }
}
