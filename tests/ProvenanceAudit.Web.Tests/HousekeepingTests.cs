using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

public sealed class HousekeepingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_killed_programs_left_behind_is_removed_and_what_is_in_use_is_not()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Guid submission = Intake.IdOf(await (await pia.CatalogAsync()).HandInAsync(Intake.Works(2)));
        var brokenOff = new StoredFile { Name = "x", MediaType = "x/y", Created = DateTimeOffset.UtcNow.AddDays(-4) };
        var arriving = new StoredFile { Name = "y", MediaType = "x/y", Created = DateTimeOffset.UtcNow.AddHours(-1) };
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            registry.AddRange(brokenOff, arriving);
            await registry.SaveChangesAsync(Cancellation);
        }
        string all = Path.Combine(server.Settings.DataFolder, SubmissionFile.FolderName);
        string used = Directory.CreateDirectory(Path.Combine(all, $"{submission:N}-{Guid.NewGuid():N}")).FullName;
        string left = Directory.CreateDirectory(Path.Combine(all, $"{Guid.NewGuid():N}-{Guid.NewGuid():N}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "works.jsonl"), "{}", Cancellation);
        var housekeeping = new Housekeeping(server.Database, new StoredFiles(server.Database), server.Settings, NullLogger<Housekeeping>.Instance);
        var leases = new JobLeases(server.Database);
        JobLease lease = (await leases.ClaimAsync("worker", [JobKind.Ingest], Cancellation))!;

        Assert.Equal((1, 1), await housekeeping.TidyAsync(Cancellation));
        Assert.True(Directory.Exists(used));
        Assert.False(Directory.Exists(left));
        await using RegistryContext after = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal(2, await after.Files.CountAsync(f => f.Id == arriving.Id || f.Sha256 != null, Cancellation));

        await leases.FinishAsync(lease, Cancellation);
        Assert.Equal((0, 1), await housekeeping.TidyAsync(Cancellation));
        Assert.False(Directory.Exists(used));
    }
}
