using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Api;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.People;

/// <summary>What people, and programs with their keys, do with their own API keys.</summary>
internal sealed class KeyDesk(RegistryContext registry, Caller caller, AuditTrail trail)
{
    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 100;

    /// <summary>Most keys of a person that work.</summary>
    public const int MostKeys = 100;

    /// <summary>Longest life, in days.</summary>
    public const int LongestLife = 3650;

    /// <summary>Makes a key.</summary>
    /// <param name="name">What it is for.</param>
    /// <param name="scopes">What it may do: known scopes, at least one.</param>
    /// <param name="days">How long it works; null for ever.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>The key with its secret, to be shown once; or mistakes by field.</returns>
    public async Task<(ApiKey? Key, string? Secret, IReadOnlyList<(string Field, string Mistake)> Mistakes)> MakeAsync(
        string? name, IReadOnlyCollection<string> scopes, int? days, CancellationToken cancellation)
    {
        string good = name?.Trim() ?? "";
        string[] wanted = [.. KeyScopes.All.Select(s => s.Name).Where(scopes.Contains)];
        var mistakes = new List<(string, string)>();
        if (good.Length is 0 or > LongestName)
            mistakes.Add(("name", $"Say in 1 to {LongestName} characters what the key is for."));
        if (wanted.Length == 0)
            mistakes.Add(("scopes", "Choose at least one thing that the key may do."));
        else if (scopes.FirstOrDefault(s => !wanted.Contains(s)) is string unknown)
            mistakes.Add(("scopes", $"There is no scope '{unknown}'."));
        if (days is < 1 or > LongestLife)
            mistakes.Add(("days", $"A key works for 1 to {LongestLife} days."));
        if (await registry.ApiKeys.CountAsync(k => k.PersonId == caller.PersonId && k.Revoked == null, cancellation) >= MostKeys)
            mistakes.Add(("name", $"You have {MostKeys} keys. Revoke one that is not used."));
        if (mistakes.Count > 0)
            return (null, null, mistakes);
        Person owner = await registry.Users.AsNoTracking().SingleAsync(p => p.Id == caller.PersonId, cancellation);
        (ApiKey key, string secret) = ApiKey.Create(owner, good, wanted, days is int some ? DateTimeOffset.UtcNow.AddDays(some) : null);
        registry.ApiKeys.Add(key);
        trail.Add(registry, "api-key.made", "api-key", key.Id, detail: new { key.Name, key.Prefix, Scopes = wanted, key.Expires });
        await registry.SaveChangesAsync(cancellation);
        return (key, secret, []);
    }

    /// <summary>Revokes one of the caller's keys, at once.</summary>
    /// <returns>The key; null when the caller has none of that id.</returns>
    public async Task<ApiKey?> RevokeAsync(Guid id, CancellationToken cancellation)
    {
        ApiKey? key = await registry.ApiKeys.SingleOrDefaultAsync(k => k.Id == id && k.PersonId == caller.PersonId, cancellation);
        if (key is { Revoked: null })
        {
            key.Revoked = DateTimeOffset.UtcNow;
            trail.Add(registry, "api-key.revoked", "api-key", id, detail: new { key.Name, key.Prefix });
            await registry.SaveChangesAsync(cancellation);
        }
        return key;
    }
}
