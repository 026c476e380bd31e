using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Registry;

/// <summary>
/// The registry as one unit of work sees it, within a <see cref="RegistryScope"/>. Made by
/// <see cref="RegistryDatabase.CreateContext"/>; not for several threads at once.
/// </summary>
public abstract class RegistryContext : IdentityDbContext<Person, IdentityRole<Guid>, Guid>, IDataProtectionKeyContext
{
    private protected RegistryContext(DbContextOptions options, RegistryScope scope) : base(options) => Scope = scope;

    /// <summary>Whose rows are seen and may be written.</summary>
    public RegistryScope Scope { get; }

    /// <summary>Tenants.</summary>
    public DbSet<RightsHolder> RightsHolders => Set<RightsHolder>();

    /// <summary>Open and past invitations.</summary>
    public DbSet<Invitation> Invitations => Set<Invitation>();

    /// <summary>Keys of programs.</summary>
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    /// <summary>Requests that carried a key of their caller's.</summary>
    public DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();

    /// <summary>Catalogs.</summary>
    public DbSet<Catalog> Catalogs => Set<Catalog>();

    /// <summary>Files handed in for catalogs.</summary>
    public DbSet<Submission> Submissions => Set<Submission>();

    /// <summary>What became of their records.</summary>
    public DbSet<SubmissionRecord> SubmissionRecords => Set<SubmissionRecord>();

    /// <summary>Works.</summary>
    public DbSet<RegisteredWork> Works => Set<RegisteredWork>();

    /// <summary>Their texts.</summary>
    public DbSet<RegisteredText> Texts => Set<RegisteredText>();

    /// <summary>Words by which works are found again.</summary>
    public DbSet<WorkKey> WorkKeys => Set<WorkKey>();

    /// <summary>What works were like before.</summary>
    public DbSet<WorkVersion> WorkVersions => Set<WorkVersion>();

    /// <summary>Files; read and written through <see cref="Registry.StoredFiles"/>.</summary>
    public DbSet<StoredFile> Files => Set<StoredFile>();

    /// <summary>Pieces of files.</summary>
    public DbSet<StoredFileChunk> FileChunks => Set<StoredFileChunk>();

    /// <summary>Models under audit.</summary>
    public DbSet<AuditedModel> Models => Set<AuditedModel>();

    /// <summary>Plans of scans.</summary>
    public DbSet<ScanPlan> ScanPlans => Set<ScanPlan>();

    /// <summary>Times that plans were due.</summary>
    public DbSet<ScanPlanRun> ScanPlanRuns => Set<ScanPlanRun>();

    /// <summary>Scans.</summary>
    public DbSet<Scan> Scans => Set<Scan>();

    /// <summary>What scans ask.</summary>
    public DbSet<StoredProbe> Probes => Set<StoredProbe>();

    /// <summary>What models answered.</summary>
    public DbSet<StoredOutput> Outputs => Set<StoredOutput>();

    /// <summary>What was copied.</summary>
    public DbSet<StoredMatch> Matches => Set<StoredMatch>();

    /// <summary>What scans say about works.</summary>
    public DbSet<StoredFinding> Findings => Set<StoredFinding>();

    /// <summary>Reports for rights holders.</summary>
    public DbSet<CompiledReport> Reports => Set<CompiledReport>();

    /// <summary>Their files.</summary>
    public DbSet<CompiledReportFile> ReportFiles => Set<CompiledReportFile>();

    /// <summary>Sites that are crawled.</summary>
    public DbSet<CrawlPlan> CrawlPlans => Set<CrawlPlan>();

    /// <summary>Runs of them.</summary>
    public DbSet<CrawlRun> CrawlRuns => Set<CrawlRun>();

    /// <summary>Addresses that they know.</summary>
    public DbSet<CrawledAddress> CrawledAddresses => Set<CrawledAddress>();

    /// <summary>Statements of rights that were seen.</summary>
    public DbSet<SeenStatement> RightsStatements => Set<SeenStatement>();

    /// <summary>Sources of rights that were looked at.</summary>
    public DbSet<SeenSource> RightsSources => Set<SeenSource>();

    /// <summary>Who did what.</summary>
    public DbSet<AuditLogEntry> AuditLog => Set<AuditLogEntry>();

    /// <summary>Long work, to be read; written through <see cref="JobLeases"/>.</summary>
    public DbSet<Job> Jobs => Set<Job>();

    /// <summary>Keys by which cookies and endpoint keys are encrypted.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    // Passkeys, which the later schemas are about, are not used.
    /// <inheritdoc/>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    /// <summary>The rights holder in whose scope this context is; read by the filters of queries.</summary>
    internal Guid Tenant => Scope.RightsHolderId ?? Guid.Empty;

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        TenantGuard.Check(this);
        if (Numbering.IsNeededBy(this))
            throw new NotSupportedException("works, scans and submissions draw numbers and are saved by SaveChangesAsync");
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        TenantGuard.Check(this);
        if (!Numbering.IsNeededBy(this))
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        // Numbers are drawn in the transaction that uses them.
        await using var transaction = Database.CurrentTransaction is null
            ? await Database.BeginTransactionAsync(cancellationToken)
            : null;
        await Numbering.DrawForAsync(this, cancellationToken);
        int count = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (transaction is not null)
            await transaction.CommitAsync(cancellationToken);
        return count;
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().HaveConversion<StorableText>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<IReadOnlyList<string>>().HaveConversion<TextListColumn, TextListComparer>();
        configurationBuilder.Properties<IReadOnlyList<WorkTerm>>().HaveConversion<JsonListColumn<WorkTerm>, JsonListComparer<WorkTerm>>();
        configurationBuilder.Properties<IReadOnlyList<WorkRelation>>().HaveConversion<JsonListColumn<WorkRelation>, JsonListComparer<WorkRelation>>();
        configurationBuilder.Properties<IReadOnlyDictionary<string, string>>().HaveConversion<TextMapColumn, TextMapComparer>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        PeopleTables.Configure(builder);
        CatalogTables.Configure(builder);
        ScanTables.Configure(builder);
        CrawlTables.Configure(builder);
        WorkingTables.Configure(builder);
        // Nothing of ours goes with something else unless its table says so.
        foreach (IConventionForeignKey key in builder.Model.GetEntityTypes().SelectMany(type => type.GetDeclaredForeignKeys()))
        {
            if (key.DeclaringEntityType.ClrType.Assembly == typeof(RegistryContext).Assembly
                && key.GetDeleteBehaviorConfigurationSource() != ConfigurationSource.Explicit)
                key.SetDeleteBehavior(DeleteBehavior.Restrict);
        }
        if (Scope != RegistryScope.Everything)
            TenantFilters.Apply(this, builder);
    }
}
