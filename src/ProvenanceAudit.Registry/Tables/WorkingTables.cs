using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace ProvenanceAudit.Registry;

/// <summary>Tables of files, reports, jobs, the audit log, and what the registry itself keeps.</summary>
internal static class WorkingTables
{
    /// <summary>Jobs that are not over, in SQL of both engines.</summary>
    public const string Unfinished = "state IN ('Queued', 'Running')";

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<StoredFile>(table =>
        {
            table.ToTable("files");
            table.HasOne<RightsHolder>().WithMany().HasForeignKey(f => f.RightsHolderId);
        });
        builder.Entity<StoredFileChunk>(table =>
        {
            table.ToTable("file_chunks");
            table.HasKey(c => new { c.FileId, c.Ordinal });
            table.HasOne<StoredFile>().WithMany().HasForeignKey(c => c.FileId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<CompiledReport>(table =>
        {
            table.ToTable("reports");
            table.HasAlternateKey(r => new { r.Id, r.RightsHolderId });
            table.HasIndex(r => new { r.RightsHolderId, r.Created });
            table.HasOne<RightsHolder>().WithMany().HasForeignKey(r => r.RightsHolderId);
            table.HasOne(r => r.Catalog).WithMany()
                .HasForeignKey(r => new { r.CatalogId, r.RightsHolderId }).HasPrincipalKey(c => new { c.Id, c.RightsHolderId });
            table.HasMany(r => r.Files).WithOne().OnDelete(DeleteBehavior.Cascade)
                .HasForeignKey(f => new { f.ReportId, f.RightsHolderId }).HasPrincipalKey(r => new { r.Id, r.RightsHolderId });
        });
        builder.Entity<CompiledReportFile>(table =>
        {
            table.ToTable("report_files");
            table.HasKey(f => new { f.ReportId, f.Format });
            table.HasOne(f => f.StoredFile).WithMany().HasForeignKey(f => f.StoredFileId);
        });
        builder.Entity<Job>(table =>
        {
            table.ToTable("jobs");
            // One unfinished job for each subject, whoever asks how often.
            table.HasIndex(j => new { j.Kind, j.SubjectId }).IsUnique().HasFilter(Unfinished);
            table.HasIndex(j => j.ClaimableFrom).HasFilter(Unfinished);
            table.HasIndex(j => j.SubjectId);
            table.HasIndex(j => j.Queued);
            table.HasOne<RightsHolder>().WithMany().HasForeignKey(j => j.RightsHolderId);
        });
        builder.Entity<AuditLogEntry>(table =>
        {
            // No keys to other tables: the log outlives what it tells of.
            table.ToTable("audit_log");
            table.HasIndex(e => e.At);
            table.HasIndex(e => new { e.RightsHolderId, e.Id });
            table.HasIndex(e => new { e.SubjectKind, e.SubjectId });
        });
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        builder.Entity<Sequence>(table =>
        {
            table.ToTable("sequences");
            table.HasKey(s => s.Name);
            table.HasData(
                new Sequence { Name = Sequence.WorkRevisions },
                new Sequence { Name = Sequence.Scans },
                new Sequence { Name = Sequence.Submissions });
        });
    }
}
