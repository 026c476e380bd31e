using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Catalogs that are fetched from an address instead of handed in.</summary>
public sealed class FetchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_repository_lists_in_several_answers_becomes_works_of_a_catalog()
    {
        await using WebApplication repository = await RepositoryAsync();
        await using RunningServer server = await Crawling.ServerAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Guid catalog = Intake.IdOf(await pia.CatalogAsync());
        using ApiCaller caller = await ApiCaller.OfAsync(server, pia, "catalogs:read", "catalogs:write");
        using HttpResponseMessage asked = await caller.PostAsync($"/api/v1/catalogs/{catalog}/submissions/fetch", new { address = repository.Urls.Single() + "/oai" });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        Guid id = (await ApiCaller.JsonOfAsync(asked)).GetProperty("id").GetGuid();
        (Job job, Submission done) = await server.Database.EndedAsync(id);
        Assert.Equal((JobState.Done, null), (job.State, job.Error));
        Assert.Equal((6, 0, 0, 32), (done.Accepted, done.AcceptedWithWarnings, done.Refused, done.Sha256.Length));
        Assert.NotNull(done.StoredFileId);
        Assert.Equal("127.0.0.1.zip", done.FileName);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        string[] works = await registry.Works.Where(w => w.CatalogId == catalog).Select(w => w.ExternalId).ToArrayAsync(Cancellation);
        Assert.Equal(["1.0", "1.1", "2.0", "2.1", "3.0", "3.1"], works.Order());
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(server.Settings.DataFolder, "fetched")));
    }

    [Fact]
    public async Task Addresses_of_this_network_are_not_fetched_and_wrong_ones_are_told()
    {
        await using WebApplication repository = await RepositoryAsync();
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Guid catalog = Intake.IdOf(await pia.CatalogAsync());
        using ApiCaller caller = await ApiCaller.OfAsync(server, pia, "catalogs:read", "catalogs:write");
        string path = $"/api/v1/catalogs/{catalog}/submissions/fetch";
        using HttpResponseMessage wrong = await caller.PostAsync(path, new { address = "file:///etc/passwd" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        JsonElement asked = await ApiCaller.JsonOfAsync(await caller.PostAsync(path, new { address = repository.Urls.Single() + "/oai" }));
        (Job job, Submission submission) = await server.Database.EndedAsync(asked.GetProperty("id").GetGuid());
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("is not on the public internet", job.Error, StringComparison.Ordinal);
        Assert.Null(submission.StoredFileId);
    }

    private static async Task<WebApplication> RepositoryAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.MapGet("/oai", (string verb, string? resumptionToken) => Results.Text(
            verb == "ListMetadataFormats" ? "<OAI-PMH><ListMetadataFormats/></OAI-PMH>" : Page(resumptionToken is null ? 1 : int.Parse(resumptionToken, null)), "text/xml"));
        await app.StartAsync(Cancellation);
        return app;
    }

    private static string Page(int page) => "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListRecords>"
        + string.Concat(Enumerable.Range(0, 2).Select(i => $"<record><header><identifier>{page}.{i}</identifier></header><metadata><dc><title>Title {page} {i}</title></dc></metadata></record>"))
        + $"<resumptionToken completeListSize='6'>{(page == 3 ? "" : page + 1)}</resumptionToken></ListRecords></OAI-PMH>";
}
