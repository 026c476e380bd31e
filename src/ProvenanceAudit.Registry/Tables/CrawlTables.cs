using Microsoft.EntityFrameworkCore;

namespace ProvenanceAudit.Registry;

/// <summary>Tables of crawls, and of the rights that were seen.</summary>
internal static class CrawlTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<CrawlPlan>(table =>
        {
            table.ToTable("crawl_plans");
            table.HasAlternateKey(p => new { p.Id, p.RightsHolderId });
            table.HasIndex(p => new { p.RightsHolderId, p.Name }).IsUnique();
            table.HasIndex(p => p.NextDue);
            table.HasOne(p => p.Catalog).WithMany()
                .HasForeignKey(p => new { p.CatalogId, p.RightsHolderId }).HasPrincipalKey(c => new { c.Id, c.RightsHolderId });
        });
        builder.Entity<CrawlRun>(table =>
        {
            table.ToTable("crawl_runs");
            // Two that make the next run at once cannot both.
            table.HasIndex(r => new { r.PlanId, r.Ordinal }).IsUnique();
            table.HasOne(r => r.Plan).WithMany()
                .HasForeignKey(r => new { r.PlanId, r.RightsHolderId }).HasPrincipalKey(p => new { p.Id, p.RightsHolderId });
        });
        builder.Entity<CrawledAddress>(table =>
        {
            table.ToTable("crawled_addresses");
            table.HasKey(a => new { a.PlanId, a.Key });
            table.HasIndex(a => new { a.PlanId, a.Ordinal });
            table.HasIndex(a => a.WorkId);
            table.HasOne<CrawlPlan>().WithMany()
                .HasForeignKey(a => new { a.PlanId, a.RightsHolderId }).HasPrincipalKey(p => new { p.Id, p.RightsHolderId });
            table.HasOne<RegisteredWork>().WithMany()
                .HasForeignKey(a => new { a.WorkId, a.RightsHolderId }).HasPrincipalKey(w => new { w.Id, w.RightsHolderId });
        });
        builder.Entity<SeenStatement>(table =>
        {
            table.ToTable("rights_statements");
            table.HasKey(s => new { s.RightsHolderId, s.StatementId, s.FirstSeen });
            table.HasIndex(s => new { s.RightsHolderId, s.Site, s.FirstSeen });
            table.HasOne<RightsHolder>().WithMany().HasForeignKey(s => s.RightsHolderId);
        });
        builder.Entity<SeenSource>(table =>
        {
            table.ToTable("rights_sources");
            table.HasIndex(s => new { s.RightsHolderId, s.Site, s.FirstSeen });
            table.HasIndex(s => new { s.RightsHolderId, s.SourceAddress, s.LastSeen });
            table.HasOne<RightsHolder>().WithMany().HasForeignKey(s => s.RightsHolderId);
        });
    }
}
