using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Api;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Two rights holders, one of which tries to get at what is the other's.</summary>
internal static class Tenants
{
    /// <summary>Name of the rights holder that is tried to be got at.</summary>
    public const string Victim = "Victoria's Press";

    /// <summary>A rights holder with rows in as many tables as can be.</summary>
    /// <returns>Its id, and ids of rows of every table, those of the operator's too.</returns>
    public static async Task<(Guid RightsHolderId, IReadOnlyList<string> Ids)> VictimAsync(this RunningServer server)
    {
        using Browser victoria = await server.PersonAsync(RoleNames.Publisher, "victoria@example.org", Victim);
        Sample sample = await server.SampleAsync(Victim);
        await (await victoria.GetAsync($"/catalogs/{sample.CatalogId}")).HandInAsync(Intake.Works(3), "victoria-works.jsonl");
        await (await victoria.GetAsync("/reports")).SubmitAsync("#order", new() { ["catalogId"] = sample.CatalogId.ToString() });
        using ApiCaller key = await server.KeyOfAsync("victoria@example.org");
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            Submission submission = await registry.Submissions.SingleAsync(TestContext.Current.CancellationToken);
            registry.Add(new SubmissionRecord
            {
                Id = RowKey.OfOutput(submission.Number, 0),
                SubmissionId = submission.Id,
                RightsHolderId = submission.RightsHolderId,
                File = "victoria-works.jsonl",
                Line = 1,
                Outcome = RecordOutcome.Refused,
                Reason = "It has no text.",
            });
            registry.Add(new WorkKey { RightsHolderId = submission.RightsHolderId, Key = "isbn:9780000000019", WorkId = sample.WorkId });
            registry.Add(new WorkVersion
            {
                RightsHolderId = submission.RightsHolderId,
                WorkId = sample.WorkId,
                Until = DateTimeOffset.UtcNow,
                ChangedBySubmissionId = submission.Id,
                Changes = ["title"],
                DescriptionJson = """{"id":"victoria-work","title":"Victoria's title before"}""",
            });
            CompiledReport report = await registry.Reports.SingleAsync(TestContext.Current.CancellationToken);
            registry.Add(new CompiledReportFile
            {
                ReportId = report.Id,
                RightsHolderId = report.RightsHolderId,
                Format = "pdf",
                StoredFileId = submission.StoredFileId!.Value,
            });
            var plan = new CrawlPlan
            {
                RightsHolderId = sample.RightsHolderId,
                CatalogId = sample.CatalogId,
                Name = $"Site of {Victim}",
                SettingsJson = new CrawlInput { Seeds = ["https://victoria-press.example/"] }.Write(),
            };
            var run = new CrawlRun { RightsHolderId = sample.RightsHolderId, PlanId = plan.Id, Ordinal = 1 };
            registry.AddRange(plan, run);
            await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
            registry.Add(new CrawledAddress
            {
                PlanId = plan.Id,
                Key = new byte[16],
                RightsHolderId = sample.RightsHolderId,
                Ordinal = 0,
                Address = "https://victoria-press.example/silver-sea",
                Kind = "Page",
                Depth = 0,
            });
            await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
            await new RightsSightings(registry, sample.RightsHolderId).KeepAsync(
                [Stating.Signal("https://victoria-press.example", "ai-train=no", DateTimeOffset.UtcNow)],
                [Stating.Look("https://victoria-press.example", DateTimeOffset.UtcNow)], TestContext.Current.CancellationToken);
        }
        return (sample.RightsHolderId, await AllIds.ReadAsync(server.Database));
    }

    /// <summary>A key of a person's with every scope there is, but for some.</summary>
    public static async Task<ApiCaller> KeyOfAsync(this RunningServer server, string email, params string[] without)
    {
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Person owner = await registry.Users.SingleAsync(p => p.Email == email, TestContext.Current.CancellationToken);
        (ApiKey key, string secret) = ApiKey.Create(
            owner, "key", [.. KeyScopes.All.Select(s => s.Name).Except(without)], DateTimeOffset.UtcNow.AddDays(10));
        registry.ApiKeys.Add(key);
        await registry.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new ApiCaller(server.Address, secret);
    }
}
