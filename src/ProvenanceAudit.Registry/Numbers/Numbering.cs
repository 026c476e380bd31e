using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace ProvenanceAudit.Registry;

/// <summary>
/// Gives rows their numbers when they are saved: scans and submissions once, works a new revision with every change.
/// </summary>
internal static class Numbering
{
    /// <summary>Whether a row that is about to be saved needs a number.</summary>
    public static bool IsNeededBy(RegistryContext context) =>
        ChangedWorks(context).Any() || Unnumbered<Scan>(context).Any() || Unnumbered<Submission>(context).Any();

    /// <summary>Draws numbers for all rows that need one. To be called in the transaction that saves them.</summary>
    public static async Task DrawForAsync(RegistryContext context, CancellationToken cancellation)
    {
        await DrawAsync(context, Sequence.Scans, nameof(Scan.Number), [.. Unnumbered<Scan>(context)], cancellation);
        await DrawAsync(
            context, Sequence.Submissions, nameof(Submission.Number), [.. Unnumbered<Submission>(context)], cancellation);
        List<EntityEntry> works = [.. ChangedWorks(context)];
        foreach (EntityEntry work in works.Where(w => w.State == EntityState.Modified))
            work.Property(nameof(RegisteredWork.Changed)).CurrentValue = DateTimeOffset.UtcNow;
        await DrawAsync(context, Sequence.WorkRevisions, nameof(RegisteredWork.Revision), works, cancellation);
    }

    private static async Task DrawAsync(
        RegistryContext context, string sequence, string property, List<EntityEntry> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return;
        List<long> last = await context.Database
            .SqlQuery<long>($"""
                UPDATE sequences SET last = last + {rows.Count} WHERE name = {sequence} RETURNING last AS "Value"
                """)
            .ToListAsync(cancellation);
        long number = last.Single() - rows.Count;
        foreach (EntityEntry row in rows)
            row.Property(property).CurrentValue = ++number;
    }

    private static IEnumerable<EntityEntry> ChangedWorks(RegistryContext context) =>
        context.ChangeTracker.Entries<RegisteredWork>().Where(e => e.State is EntityState.Added or EntityState.Modified);

    private static IEnumerable<EntityEntry> Unnumbered<T>(RegistryContext context) where T : class, INumbered =>
        context.ChangeTracker.Entries<T>().Where(e => e.State == EntityState.Added && e.Entity.Number == 0);
}
