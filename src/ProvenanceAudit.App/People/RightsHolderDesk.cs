using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.People;

/// <summary>What administrators do with rights holders: add, change, disable.</summary>
internal sealed class RightsHolderDesk(RegistryContext registry, AuditTrail trail)
{
    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 200;

    private const int LongestAddress = 254;

    /// <summary>Adds one.</summary>
    public async Task<(RightsHolder? Holder, string Field, string Mistake)> AddAsync(string? name, string? contactEmail, CancellationToken cancellation)
    {
        if (await CheckAsync(name, contactEmail, null, cancellation) is (string field, string mistake))
            return (null, field, mistake);
        var holder = new RightsHolder { Name = name!.Trim(), ContactEmail = TextOf(contactEmail) };
        registry.RightsHolders.Add(holder);
        trail.Add(registry, "rights-holder.added", "rights-holder", holder.Id, holder.Id, new { holder.Name });
        await registry.SaveChangesAsync(cancellation);
        return (holder, "", "");
    }

    /// <summary>Changes name and address.</summary>
    /// <returns>What is wrong; null when they are changed.</returns>
    public async Task<(string Field, string Mistake)?> ChangeAsync(
        RightsHolder holder, string? name, string? contactEmail, CancellationToken cancellation)
    {
        if (await CheckAsync(name, contactEmail, holder.Id, cancellation) is { } mistake)
            return mistake;
        trail.Add(registry, "rights-holder.renamed", "rights-holder", holder.Id, holder.Id, new { From = holder.Name, To = name!.Trim() });
        (holder.Name, holder.ContactEmail) = (name.Trim(), TextOf(contactEmail));
        await registry.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Disables one, whose people are out within a minute and whose keys are at once, or opens it again.</summary>
    public async Task SwitchAsync(RightsHolder holder, bool disable, CancellationToken cancellation)
    {
        holder.Disabled = disable ? holder.Disabled ?? DateTimeOffset.UtcNow : null;
        trail.Add(registry, disable ? "rights-holder.disabled" : "rights-holder.enabled", "rights-holder", holder.Id, holder.Id);
        await registry.SaveChangesAsync(cancellation);
    }

    private async Task<(string Field, string Mistake)?> CheckAsync(
        string? name, string? contactEmail, Guid? except, CancellationToken cancellation)
    {
        string good = name?.Trim() ?? "";
        if (good.Length is 0 or > LongestName)
            return ("name", $"A name has 1 to {LongestName} characters.");
        if (contactEmail?.Length > LongestAddress)
            return ("contactEmail", $"An address has at most {LongestAddress} characters.");
        return await registry.RightsHolders.AnyAsync(r => r.Name == good && r.Id != except, cancellation)
            ? ("name", $"There is a rights holder '{good}' already.")
            : null;
    }

    private static string? TextOf(string? address) => string.IsNullOrWhiteSpace(address) ? null : address.Trim();
}
