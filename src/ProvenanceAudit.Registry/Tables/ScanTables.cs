using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.Registry;

/// <summary>Tables of models, plans, scans and what they found. What a scan wrote goes with the scan.</summary>
internal static class ScanTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<AuditedModel>(table =>
        {
            table.ToTable("models");
            table.HasIndex(m => m.Name).IsUnique();
        });
        builder.Entity<ScanPlan>(table =>
        {
            table.ToTable("scan_plans");
            table.HasIndex(p => p.Name).IsUnique();
            table.HasOne(p => p.Model).WithMany().HasForeignKey(p => p.ModelId);
            table.HasMany(p => p.Catalogs).WithOne().HasForeignKey(c => c.PlanId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ScanPlanCatalog>(table =>
        {
            table.ToTable("scan_plan_catalogs");
            table.HasKey(c => new { c.PlanId, c.CatalogId });
            table.HasOne(c => c.Catalog).WithMany().HasForeignKey(c => c.CatalogId);
        });
        builder.Entity<ScanPlanRun>(table =>
        {
            table.ToTable("scan_plan_runs");
            table.HasKey(r => new { r.PlanId, r.At });
            table.HasOne<ScanPlan>().WithMany().HasForeignKey(r => r.PlanId).OnDelete(DeleteBehavior.Cascade);
            table.HasOne(r => r.Scan).WithMany().HasForeignKey(r => r.ScanId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<Scan>(table =>
        {
            table.ToTable("scans");
            table.HasIndex(s => s.Number).IsUnique();
            table.HasIndex(s => s.Created);
            table.HasIndex(s => new { s.PlanId, s.Created });
            table.HasOne(s => s.Plan).WithMany().HasForeignKey(s => s.PlanId);
            table.HasOne(s => s.Model).WithMany().HasForeignKey(s => s.ModelId);
            table.HasOne<StoredFile>().WithMany().HasForeignKey(s => s.OutputsFileId);
        });
        builder.Entity<StoredProbe>(table =>
        {
            table.ToTable("probes");
            table.Property(p => p.Id).ValueGeneratedNever();
            table.Property(p => p.Prompt).HasConversion<CompressedText>();
            table.HasIndex(p => new { p.ScanId, p.Ordinal }).IsUnique();
            table.HasOne<Scan>().WithMany().HasForeignKey(p => p.ScanId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<StoredOutput>(table =>
        {
            table.ToTable("outputs");
            table.Property(o => o.Id).ValueGeneratedNever();
            table.Property(o => o.Text).HasConversion<CompressedText>();
            table.Property(o => o.Prompt).HasConversion<CompressedText>();
            table.Property(o => o.LogProbabilitiesJson).HasConversion<CompressedText>();
            table.HasIndex(o => new { o.ScanId, o.Ordinal, o.Sample }).IsUnique();
            table.HasOne<Scan>().WithMany().HasForeignKey(o => o.ScanId).OnDelete(DeleteBehavior.Cascade);
            table.HasOne<StoredProbe>().WithMany().HasForeignKey(o => o.ProbeId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<StoredMatch>(table =>
        {
            table.ToTable("matches");
            table.Property(m => m.Id).ValueGeneratedNever();
            table.Property(m => m.Runs).HasConversion<RunsColumn, SetOnce<CommonRun>>();
            table.Property(m => m.Sentences).HasConversion<SentencesColumn, SetOnce<SentencePair>>();
            table.Property(m => m.AlsoIn).HasConversion<SourcesColumn, SetOnce<MatchedSource>>();
            // A set of signs: a number, so that a query can ask for one of them.
            table.Property(m => m.Quotation).HasConversion<int>();
            // The strongest matches of a scan, and of a work in a scan. The second serves the key to works as well, which is why
            // the rights holder is in it: each index more slows the writing of all.
            table.HasIndex(m => new { m.ScanId, m.EValue });
            table.HasIndex(m => new { m.WorkId, m.RightsHolderId, m.ScanId, m.EValue });
            table.HasOne(m => m.Output).WithMany().HasForeignKey(m => m.OutputId).OnDelete(DeleteBehavior.Cascade);
            table.HasOne(m => m.Work).WithMany()
                .HasForeignKey(m => new { m.WorkId, m.RightsHolderId }).HasPrincipalKey(w => new { w.Id, w.RightsHolderId });
        });
        builder.Entity<StoredFinding>(table =>
        {
            table.ToTable("findings");
            table.Property(f => f.Id).ValueGeneratedNever();
            table.Property(f => f.Coverage).HasConversion<SharesColumn, SetOnce<double>>();
            table.HasIndex(f => new { f.ScanId, f.WorkId }).IsUnique();
            table.HasIndex(f => new { f.RightsHolderId, f.Created });
            table.HasOne(f => f.Scan).WithMany().HasForeignKey(f => f.ScanId).OnDelete(DeleteBehavior.Cascade);
            table.HasOne(f => f.Work).WithMany()
                .HasForeignKey(f => new { f.WorkId, f.RightsHolderId }).HasPrincipalKey(w => new { w.Id, w.RightsHolderId });
            table.HasOne<RegisteredText>().WithMany().HasForeignKey(f => new { f.WorkId, f.TextSha256 });
        });
    }
}
