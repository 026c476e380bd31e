using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.TestDatabases;

namespace ProvenanceAudit.Registry.Tests;

/// <summary>What a rights holder's context sees and may write.</summary>
public abstract class TenancyContract(TestRegistry registry)
{
    private static readonly MethodInfo Count = typeof(TenancyContract).GetMethod(
        nameof(CountAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly RegistryDatabase _database = registry.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rights_holder_sees_its_own_rows_of_every_table_and_no_others()
    {
        Tenant[] tenants = [await TenantAsync(), await TenantAsync()];
        foreach (Tenant tenant in tenants)
        {
            await using RegistryContext context = _database.CreateContext(RegistryScope.Of(tenant.Id));
            foreach (Type type in context.Model.GetEntityTypes().Select(t => t.ClrType))
            {
                (int seen, int own) = await (Task<(int, int)>)Count.MakeGenericMethod(type).Invoke(null, [context, tenant.Id])!;
                bool owned = typeof(ITenantOwned).IsAssignableFrom(type) || typeof(ITenantOrOperatorOwned).IsAssignableFrom(type);
                if (owned)
                    Assert.True(own == seen && own == 1, $"{type.Name}: {seen} seen, {own} own");
            }
        }
    }

    [Fact]
    public async Task Of_the_operators_rows_a_rights_holder_sees_what_its_own_findings_and_matches_rest_on()
    {
        Tenant tenant = await TenantAsync();
        Tenant other = await TenantAsync();
        await using RegistryContext context = _database.CreateContext(RegistryScope.Of(tenant.Id));
        Assert.Equal(tenant.Scan.Id, Assert.Single(await context.Scans.ToListAsync(Cancellation)).Id);
        Assert.Equal(tenant.Scan.ModelId, Assert.Single(await context.Models.ToListAsync(Cancellation)).Id);
        Assert.Equal(tenant.Output.Id, Assert.Single(await context.Outputs.ToListAsync(Cancellation)).Id);
        Assert.Equal(tenant.Output.ProbeId, Assert.Single(await context.Probes.ToListAsync(Cancellation)).Id);
        Assert.Empty(await context.ScanPlans.ToListAsync(Cancellation));
        Assert.Null(await context.Scans.FindAsync([other.Scan.Id], Cancellation));
        Assert.Equal(tenant.Id, Assert.Single(await context.RightsHolders.ToListAsync(Cancellation)).Id);
        StoredMatch match = await context.Matches.Include(m => m.Output).Include(m => m.Work).SingleAsync(Cancellation);
        Assert.Equal(("text", tenant.Work.Title), (match.Output!.Text, match.Work!.Title));
    }

    [Fact]
    public async Task The_operator_sees_all()
    {
        Tenant one = await TenantAsync(), two = await TenantAsync();
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        Guid[] both = [one.Work.Id, two.Work.Id];
        Assert.Equal(2, await context.Works.CountAsync(w => both.Contains(w.Id), Cancellation));
        Assert.Equal(2, await context.Matches.CountAsync(m => both.Contains(m.WorkId), Cancellation));
    }

    [Fact]
    public async Task A_rights_holder_writes_its_own_rows_and_no_others()
    {
        Tenant tenant = await TenantAsync(), other = await TenantAsync();
        await using RegistryContext own = _database.CreateContext(RegistryScope.Of(tenant.Id));
        own.Add(new Catalog { RightsHolderId = tenant.Id, Name = Samples.Name("catalog") });
        own.Add(new AuditLogEntry { RightsHolderId = tenant.Id, Who = "somebody", Action = "catalog.created" });
        Assert.Equal(2, await own.SaveChangesAsync(Cancellation));
        await RefusedAsync(tenant, context => context.Add(new Catalog { RightsHolderId = other.Id, Name = "catalog" }));
        await RefusedAsync(tenant, context => context.Add(new AuditLogEntry { Who = "somebody", Action = "something" }));
        await RefusedAsync(tenant, context => context.Add(new AuditedModel { Name = "model", Access = ModelAccess.Chat }));
        await RefusedAsync(tenant, context => context.Add(new RightsHolder { Name = "rights holder" }));
        await RefusedAsync(tenant, context => context.UserRoles.Add(new() { UserId = Guid.NewGuid(), RoleId = Guid.NewGuid() }));
        await RefusedAsync(tenant, context => context.Remove(other.Work));
        await RefusedAsync(tenant, context => context.Update(other.Work));
    }

    [Fact]
    public async Task A_row_cannot_be_taken_over_by_writing_ones_own_id_into_it()
    {
        Tenant tenant = await TenantAsync(), other = await TenantAsync();
        Guid key;
        await using (RegistryContext all = _database.CreateContext(RegistryScope.Everything))
            key = await all.Users.Where(p => p.RightsHolderId == other.Id).Select(p => p.Id).SingleAsync(Cancellation);
        await RefusedAsync(tenant, context =>
        {
            var person = new Person { Id = key, DisplayName = "x", RightsHolderId = other.Id };
            context.Attach(person);
            person.RightsHolderId = tenant.Id;
        });
    }

    [Fact]
    public async Task Updates_and_deletions_without_loading_reach_own_rows_alone()
    {
        Tenant tenant = await TenantAsync(), other = await TenantAsync();
        await using RegistryContext context = _database.CreateContext(RegistryScope.Of(tenant.Id));
        Assert.Equal(0, await context.Works.Where(w => w.Id == other.Work.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.Title, "taken"), Cancellation));
        Assert.Equal(0, await context.Matches.Where(m => m.WorkId == other.Work.Id).ExecuteDeleteAsync(Cancellation));
        Assert.Equal(1, await context.Matches.ExecuteDeleteAsync(Cancellation));
    }

    [Fact]
    public async Task Bulk_rows_are_held_to_the_scope_too()
    {
        Tenant tenant = await TenantAsync(), other = await TenantAsync();
        await using RegistryContext context = _database.CreateContext(RegistryScope.Of(tenant.Id));
        StoredMatch[] rows = [Samples.Match(tenant.Scan, tenant.Output, tenant.Work, 7),
            Samples.Match(tenant.Scan, tenant.Output, other.Work, 8)];
        await Assert.ThrowsAsync<OtherRightsHolderException>(() => BulkRows.InsertAsync(context, rows, Cancellation));
        Assert.Equal(1, await context.Matches.CountAsync(Cancellation));
    }

    [Fact]
    public async Task The_database_refuses_a_work_in_another_rights_holders_catalog()
    {
        Tenant tenant = await TenantAsync(), other = await TenantAsync();
        await using RegistryContext context = _database.CreateContext(RegistryScope.Of(tenant.Id));
        RegisteredWork work = Samples.Work(new Catalog { Id = other.Work.CatalogId, RightsHolderId = tenant.Id, Name = "" },
            "text");
        context.Add(work);
        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Cancellation));
        Assert.IsType<DbException>(refused.InnerException, exactMatch: false);
    }

    [Fact]
    public void There_is_no_scope_of_nobody() => Assert.Throws<ArgumentException>(() => RegistryScope.Of(Guid.Empty));

    private static async Task<(int Seen, int Own)> CountAsync<T>(RegistryContext context, Guid tenant) where T : class
    {
        List<T> rows = await context.Set<T>().AsNoTracking().ToListAsync(Cancellation);
        return (rows.Count, rows.Count(r => r switch
        {
            ITenantOwned owned => owned.RightsHolderId == tenant,
            ITenantOrOperatorOwned owned => owned.RightsHolderId == tenant,
            _ => false,
        }));
    }

    private async Task RefusedAsync(Tenant tenant, Action<RegistryContext> change)
    {
        await using RegistryContext context = _database.CreateContext(RegistryScope.Of(tenant.Id));
        change(context);
        await Assert.ThrowsAsync<OtherRightsHolderException>(() => context.SaveChangesAsync(Cancellation));
        Assert.Throws<OtherRightsHolderException>(() => context.SaveChanges());
    }

    /// <summary>A rights holder with one row in each table that has an owner.</summary>
    private async Task<Tenant> TenantAsync()
    {
        Catalog catalog = await Samples.CatalogAsync(_database);
        Guid id = catalog.RightsHolderId;
        StoredFile file = await new StoredFiles(_database)
            .WriteAsync(new MemoryStream([1]), "f", "text/plain", id, cancellation: Cancellation);
        Scan scan = await Samples.ScanAsync(_database);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        var person = new Person { DisplayName = "x", RightsHolderId = id, UserName = Samples.Name("person") };
        var submission = new Submission
        {
            RightsHolderId = id,
            CatalogId = catalog.Id,
            FileName = "f",
            Size = 1,
            Sha256 = file.Sha256!,
            StoredFileId = file.Id,
        };
        var report = new CompiledReport
        {
            RightsHolderId = id,
            Title = "",
            From = DateTimeOffset.UnixEpoch,
            Until = DateTimeOffset.UtcNow
        };
        report.Files.Add(new CompiledReportFile { Format = "pdf", RightsHolderId = id, StoredFileId = file.Id });
        RegisteredWork work = Samples.Work(catalog, "text");
        var plan = new ScanPlan
        {
            Name = Samples.Name("plan"),
            ModelId = scan.ModelId,
            ProbesJson = "{}",
            MatchSettingsJson = "{}"
        };
        plan.Catalogs.Add(new ScanPlanCatalog { CatalogId = catalog.Id });
        context.AddRange(
            person, submission, report, work, Samples.Text(work, "text"), plan,
            new WorkKey { RightsHolderId = id, Key = "isbn:9780000000019", WorkId = work.Id },
            new WorkVersion { RightsHolderId = id, WorkId = work.Id, Until = DateTimeOffset.UtcNow, Changes = ["title"], DescriptionJson = "{}" },
            new Invitation
            {
                TokenSha256 = SecretToken.New().Sha256,
                Role = RoleNames.Publisher,
                RightsHolderId = id,
                Expires = DateTimeOffset.UtcNow
            },
            ApiKey.Create(person, "key", ["read"]).Key,
            new IdempotentRequest { CallerId = person.Id, Key = "k", RequestSha256 = [], RightsHolderId = id },
            new AuditLogEntry { Who = "x", Action = "y", RightsHolderId = id });
        await context.SaveChangesAsync(Cancellation);
        var probe = new StoredProbe
        {
            Id = RowKey.OfProbe(scan.Number, 0),
            ScanId = scan.Id,
            Ordinal = 0,
            Kind = ProbeKind.Title,
            Prompt = "",
        };
        StoredOutput output = Samples.Output(scan, 0, "text", probe.Id);
        context.AddRange(
            probe, output, Samples.Match(scan, output, work), Samples.Finding(scan, work),
            new SubmissionRecord
            {
                Id = RowKey.OfRecord(submission.Number, 0),
                SubmissionId = submission.Id,
                RightsHolderId = id,
                File = "f",
                Line = 1,
                Outcome = RecordOutcome.Refused,
            });
        await context.SaveChangesAsync(Cancellation);
        await AddCrawlAsync(context, catalog, work);
        await new JobLeases(_database).EnqueueAsync(context, JobKind.Ingest, submission.Id, id, Cancellation);
        return new Tenant(id, work, scan, output);
    }

    private static async Task AddCrawlAsync(RegistryContext context, Catalog catalog, RegisteredWork work)
    {
        Guid id = catalog.RightsHolderId;
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var crawl = new CrawlPlan { RightsHolderId = id, CatalogId = catalog.Id, Name = Samples.Name("crawl"), SettingsJson = "{}" };
        context.AddRange(
            crawl,
            new CrawlRun { RightsHolderId = id, PlanId = crawl.Id, Ordinal = 1 },
            new CrawledAddress
            {
                PlanId = crawl.Id,
                Key = new byte[16],
                RightsHolderId = id,
                Ordinal = 0,
                Address = "https://example.org/",
                Kind = "Page",
                Depth = 0,
                WorkId = work.Id,
            },
            new SeenStatement
            {
                RightsHolderId = id,
                StatementId = new byte[32],
                Site = "example.org",
                SourceAddress = "https://example.org/robots.txt",
                FirstSeen = now,
                LastSeen = now,
                StatementJson = "{}",
            },
            new SeenSource
            {
                RightsHolderId = id,
                Site = "example.org",
                SourceAddress = "https://example.org/robots.txt",
                State = "Fetched",
                FirstSeen = now,
                LastSeen = now,
            });
        await context.SaveChangesAsync(Cancellation);
    }

    private sealed record Tenant(Guid Id, RegisteredWork Work, Scan Scan, StoredOutput Output);
}

public sealed class TenancyOnSqlite(SqliteRegistry registry) : TenancyContract(registry), IClassFixture<SqliteRegistry>;

public sealed class TenancyOnPostgreSql(PostgreSqlRegistry registry)
    : TenancyContract(registry), IClassFixture<PostgreSqlRegistry>;
