using Microsoft.EntityFrameworkCore;

namespace ProvenanceAudit.Registry;

/// <summary>
/// Tables of catalogs and what is in them. Keys are followed together with the rights holder, so that the database itself refuses
/// a work in another rights holder's catalog.
/// </summary>
internal static class CatalogTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Catalog>(table =>
        {
            table.ToTable("catalogs");
            table.HasAlternateKey(c => new { c.Id, c.RightsHolderId });
            table.HasIndex(c => new { c.RightsHolderId, c.Name }).IsUnique();
            table.HasOne(c => c.RightsHolder).WithMany().HasForeignKey(c => c.RightsHolderId);
        });
        builder.Entity<Submission>(table =>
        {
            table.ToTable("submissions");
            table.HasAlternateKey(s => new { s.Id, s.RightsHolderId });
            table.HasIndex(s => s.Number).IsUnique();
            table.HasOne(s => s.Catalog).WithMany()
                .HasForeignKey(s => new { s.CatalogId, s.RightsHolderId }).HasPrincipalKey(c => new { c.Id, c.RightsHolderId });
            table.HasOne<StoredFile>().WithMany().HasForeignKey(s => s.StoredFileId);
        });
        builder.Entity<SubmissionRecord>(table =>
        {
            table.ToTable("submission_records");
            table.Property(r => r.Id).ValueGeneratedNever();
            // The bad records of a submission are few, and are what is looked for.
            table.HasIndex(r => new { r.SubmissionId, r.RightsHolderId, r.Outcome });
            table.HasOne<Submission>().WithMany().OnDelete(DeleteBehavior.Cascade)
                .HasForeignKey(r => new { r.SubmissionId, r.RightsHolderId })
                    .HasPrincipalKey(s => new { s.Id, s.RightsHolderId });
        });
        builder.Entity<RegisteredWork>(table =>
        {
            table.ToTable("works");
            table.HasAlternateKey(w => new { w.Id, w.RightsHolderId });
            table.HasIndex(w => new { w.CatalogId, w.ExternalId }).IsUnique();
            table.HasIndex(w => new { w.CatalogId, w.RightsHolderId });
            table.HasIndex(w => w.Revision).IsUnique();
            table.HasIndex(w => new { w.RightsHolderId, w.EditionGroupId });
            table.HasIndex(w => new { w.RightsHolderId, w.TextSha256 });
            table.HasOne(w => w.Catalog).WithMany()
                .HasForeignKey(w => new { w.CatalogId, w.RightsHolderId }).HasPrincipalKey(c => new { c.Id, c.RightsHolderId });
        });
        builder.Entity<WorkKey>(table =>
        {
            table.ToTable("work_keys");
            table.HasKey(k => new { k.RightsHolderId, k.Key, k.WorkId });
            table.HasIndex(k => new { k.WorkId, k.RightsHolderId });
            table.HasOne<RegisteredWork>().WithMany()
                .HasForeignKey(k => new { k.WorkId, k.RightsHolderId }).HasPrincipalKey(w => new { w.Id, w.RightsHolderId });
        });
        builder.Entity<WorkVersion>(table =>
        {
            table.ToTable("work_versions");
            table.HasIndex(v => new { v.WorkId, v.RightsHolderId });
            table.HasOne<RegisteredWork>().WithMany()
                .HasForeignKey(v => new { v.WorkId, v.RightsHolderId }).HasPrincipalKey(w => new { w.Id, w.RightsHolderId });
        });
        builder.Entity<RegisteredText>(table =>
        {
            table.ToTable("work_texts");
            table.HasKey(t => new { t.WorkId, t.Sha256 });
            table.Property(t => t.Text).HasConversion<CompressedText>();
            table.HasOne<RegisteredWork>().WithMany()
                .HasForeignKey(t => new { t.WorkId, t.RightsHolderId }).HasPrincipalKey(w => new { w.Id, w.RightsHolderId });
        });
    }
}
