using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ProvenanceAudit.Registry;

/// <summary>
/// The filters that every query of a rights holder's context gets. Contexts of <see cref="RegistryScope.Everything"/> have a
/// model of their own without any, so that neither pays for the other: one filter for both would be a condition that no index
/// serves.
/// </summary>
internal static class TenantFilters
{
    /// <summary>Puts a filter on every type of row that has an owner.</summary>
    public static void Apply(RegistryContext context, ModelBuilder builder)
    {
        foreach (IMutableEntityType type in builder.Model.GetEntityTypes())
        {
            if (typeof(IOperatorOwned).IsAssignableFrom(type.ClrType))
                Invoke(nameof(HideAll), type, context, builder);
            else if (typeof(ITenantOwned).IsAssignableFrom(type.ClrType))
                Invoke(nameof(KeepOwn), type, context, builder);
            else if (typeof(ITenantOrOperatorOwned).IsAssignableFrom(type.ClrType))
                Invoke(nameof(KeepOwnOfSome), type, context, builder);
        }
        builder.Entity<RightsHolder>().HasQueryFilter(r => r.Id == context.Tenant);
        // What a rights holder's own findings and matches rest on.
        builder.Entity<Scan>().HasQueryFilter(s =>
            context.Findings.Any(f => f.ScanId == s.Id && f.RightsHolderId == context.Tenant));
        builder.Entity<AuditedModel>().HasQueryFilter(m =>
            context.Findings.Any(f => f.Scan!.ModelId == m.Id && f.RightsHolderId == context.Tenant));
        builder.Entity<StoredOutput>().HasQueryFilter(o =>
            context.Matches.Any(m => m.OutputId == o.Id && m.RightsHolderId == context.Tenant));
        builder.Entity<StoredProbe>().HasQueryFilter(p =>
            context.Matches.Any(m => m.Output!.ProbeId == p.Id && m.RightsHolderId == context.Tenant));
    }

    private static void Invoke(string name, IMutableEntityType type, RegistryContext context, ModelBuilder builder) =>
        typeof(TenantFilters).GetMethod(name, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type.ClrType).Invoke(null, [context, builder]);

    private static void HideAll<T>(RegistryContext _, ModelBuilder builder) where T : class, IOperatorOwned =>
        builder.Entity<T>().HasQueryFilter(row => false);

    private static void KeepOwn<T>(RegistryContext context, ModelBuilder builder) where T : class, ITenantOwned =>
        builder.Entity<T>().HasQueryFilter(row => row.RightsHolderId == context.Tenant);

    private static void KeepOwnOfSome<T>(RegistryContext context, ModelBuilder builder) where T : class, ITenantOrOperatorOwned =>
        builder.Entity<T>().HasQueryFilter(row => row.RightsHolderId == context.Tenant);
}

/// <summary>Keeps the model with filters and the one without apart.</summary>
internal sealed class ModelByScope : IModelCacheKeyFactory
{
    public object Create(DbContext context, bool designTime) =>
        (context.GetType(), context is RegistryContext registry && registry.Scope != RegistryScope.Everything, designTime);
}
