using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Reports;
using ProvenanceAudit.Registry;
using UglyToad.PdfPig;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Kills the program itself, as <c>kill -9</c> does, in the middle of compiling a report.</summary>
public sealed class KilledReportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task A_report_that_is_killed_is_compiled_at_the_next_start_and_its_files_are_there_once(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine), s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        // Enough of them that compiling takes a while.
        Sample sample = await server.SampleAsync("Pia's Press", scans: 400);
        Page order = await (await pia.GetAsync("/reports")).SubmitAsync("#order", new() { ["catalogId"] = sample.CatalogId.ToString() });
        Guid id = Intake.IdOf(order);
        await using (new KillableServer(server))
            await server.Database.WaitAsync(r => r.Jobs.AsNoTracking().SingleAsync(j => j.SubjectId == id, Cancellation), j => j.State == JobState.Running);
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
            Assert.Null((await registry.Reports.SingleAsync(r => r.Id == id, Cancellation)).Finished);
        await using (new KillableServer(server))
        {
            await server.Database.WaitAsync(
                r => r.Jobs.AsNoTracking().SingleAsync(j => j.SubjectId == id, Cancellation), j => j.State == JobState.Done);
        }
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            Assert.Equal(ReportFormat.All.Count, await registry.ReportFiles.CountAsync(f => f.ReportId == id, Cancellation));
            Assert.Equal(ReportFormat.All.Count, await registry.Files.CountAsync(Cancellation));
        }
        using var pdf = PdfDocument.Open(await pia.Client.GetByteArrayAsync($"/reports/{id}/files/pdf", Cancellation));
        Assert.Contains(pdf.GetPages(), page => page.Text.Contains("Silver Sea", StringComparison.Ordinal));
    }
}
