using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Kills the program itself, as <c>kill -9</c> does, in the middle of taking in a file.</summary>
public sealed class KilledIngestTests
{
    private const int Records = 4000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite, false)]
    [InlineData(DatabaseEngine.PostgreSql, false)]
    [InlineData(DatabaseEngine.Sqlite, true)]
    public async Task A_server_that_is_killed_goes_on_at_its_next_start_and_every_record_is_there_once(DatabaseEngine engine, bool isArchive)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine), s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Guid id = Intake.IdOf(await (await pia.CatalogAsync()).HandInAsync(
            isArchive ? Archive() : Intake.Works(Records, words: 150), isArchive ? "works.zip" : "works.jsonl"));
        long before;
        await using (new KillableServer(server))
            before = await server.Database.WaitAsync(r => r.SubmissionRecords.LongCountAsync(r => r.SubmissionId == id), n => n > 0);
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            before = await registry.SubmissionRecords.LongCountAsync(r => r.SubmissionId == id, Cancellation);
            Assert.InRange(before, 1, Records - 1);
            Assert.Equal(JobState.Running, (await registry.Jobs.SingleAsync(j => j.SubjectId == id, Cancellation)).State);
        }
        await using (new KillableServer(server))
        {
            (Job job, Submission done) = await server.Database.EndedAsync(id);
            Assert.Equal((JobState.Done, Records), (job.State, done.Accepted));
        }
        await using RegistryContext after = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal(Records, await after.SubmissionRecords.CountAsync(r => r.Outcome == RecordOutcome.Accepted, Cancellation));
        Assert.Equal(Records, await after.Works.Select(w => w.ExternalId).Distinct().CountAsync(Cancellation));
        Assert.Equal(Records, await after.Works.CountAsync(Cancellation));
        Assert.Equal(Records, await after.Texts.CountAsync(Cancellation));
        // What the first run wrote was not written again.
        Assert.Equal(Records, await after.Works.MaxAsync(w => w.Revision, Cancellation));
    }

    private static byte[] Archive() => PublisherFiles.Zip(
        [.. Enumerable.Range(0, Records).Select(i => ($"texts/{i % 10}/work-{i}.txt", Encoding.UTF8.GetBytes(Intake.Text(i, 150))))]);
}
