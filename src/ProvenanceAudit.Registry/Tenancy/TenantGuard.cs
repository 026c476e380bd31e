using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ProvenanceAudit.Registry;

/// <summary>Keeps a rights holder's context from writing what is not that rights holder's.</summary>
internal static class TenantGuard
{
    /// <summary>Looks at all that is about to be saved.</summary>
    /// <exception cref="OtherRightsHolderException">A row is another rights holder's, or the operator's.</exception>
    public static void Check(RegistryContext context)
    {
        if (context.Scope == RegistryScope.Everything)
            return;
        foreach (EntityEntry entry in context.ChangeTracker.Entries())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
                continue;
            Check(context, entry.Entity);
            // A row cannot be taken over by writing one's own id into it either.
            if (entry.State != EntityState.Added
                && entry.Metadata.FindProperty(nameof(ITenantOwned.RightsHolderId)) is { } owner
                && entry.OriginalValues[owner] is var before && !Equals(before, context.Scope.RightsHolderId))
                throw Refusal(context, entry.Entity);
        }
    }

    /// <summary>Looks at one row that is about to be written.</summary>
    /// <exception cref="OtherRightsHolderException">The row is another rights holder's, or the operator's.</exception>
    public static void Check(RegistryContext context, object row)
    {
        if (context.Scope.RightsHolderId is not Guid tenant)
            return;
        Guid? owner = row switch
        {
            ITenantOwned owned => owned.RightsHolderId,
            ITenantOrOperatorOwned owned => owned.RightsHolderId,
            RightsHolder holder => holder.Id,
            _ => null,
        };
        if (owner != tenant)
            throw Refusal(context, row);
    }

    private static OtherRightsHolderException Refusal(RegistryContext context, object row) =>
        new($"a {row.GetType().Name} was about to be written that is not of the rights holder in whose scope it was: "
            + $"{context.Scope.RightsHolderId}");
}
