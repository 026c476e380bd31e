using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>What operators rely on: settings, health, logs, measurements, a stop in order.</summary>
public sealed class OperationsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pa-operations-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task All_mistakes_in_the_settings_are_told_at_once_and_no_secret_is()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder, ServerSettings.FileName), """{ "Workers": 65, "LeaseSeconds": "soon", "Colour": "blue", "TrustedProxies": "10.0.0.0/24, proxy", "CrawlNetworks": "intranet", "Embedder": "no-such-model", "Device": "gpu" }""", Cancellation);
        using var program = RunningProgram.Start(["serve", "--data", _folder, "--urls", "ftp://host"], new()
        {
            ["OIDC_AUTHORITY"] = "http://accounts.example.org",
            ["OIDC_CLIENT_SECRET"] = "marker-secret",
            ["MASTER_KEY"] = "marker-key",
            ["DATABASE"] = "Host=;Nonsense=1;Password=marker-password",
        });
        Assert.Equal(2, await program.ExitAsync());
        foreach (string mistake in (string[])["Workers", "LeaseSeconds", "Colour", "TrustedProxies is 'proxy'", "CrawlNetworks is 'intranet'", "Urls", "OidcAuthority", "OidcClientId",
            "PublicUrl must be given", "MasterKey", "Database", "Embedder is 'no-such-model'", "Device is 'gpu'; it must be auto, cpu, or cuda:N"])
            Assert.Contains(mistake, program.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("marker-", program.Said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_may_stand_in_a_file_and_proxies_in_a_list()
    {
        string secret = Path.Combine(_folder, "client-secret");
        File.WriteAllText(secret, "hidden\n");
        ServerSettings settings = ServerSettings.Read(_folder, new Dictionary<string, string?>
        {
            ["PublicUrl"] = "https://audit.example.org",
            ["OidcAuthority"] = "https://accounts.example.org/tenant",
            ["OidcClientId"] = "audit",
            ["OidcClientSecretFile"] = "client-secret",
            ["OidcName"] = "Example Accounts",
            ["TrustedProxies"] = "10.0.0.7, fd00::/8",
            ["CrawlNetworks"] = "10.2.0.0/16",
        });
        Assert.Equal(new OpenIdSettings(new Uri("https://accounts.example.org/tenant"), "audit", "hidden", "Example Accounts"), settings.OpenId);
        Assert.DoesNotContain("hidden", settings.ToString(), StringComparison.Ordinal);
        Assert.Equal(["10.0.0.7/32", "fd00::/8"], settings.TrustedProxies.Select(n => n.ToString()));
        Assert.Equal(["10.2.0.0/16"], settings.CrawlNetworks.Select(n => n.ToString()));
        Assert.Equal(new Uri("https://audit.example.org/account/openid/return"), OpenIdProvider.ReturnUrl(settings.PublicUrl));
    }

    [Fact]
    public async Task Ready_means_that_the_registry_answers_and_live_that_the_program_does()
    {
        string database = (await Intake.DatabaseAsync(DatabaseEngine.PostgreSql))!;
        await using RunningServer server = await RunningServer.StartAsync(database, s => s with { Workers = 0 });
        using HttpClient client = server.Anybody().Client;
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Cancellation)).StatusCode);
        string name = new NpgsqlConnectionStringBuilder(database).Database!;
        await ExecuteAsync(database, $"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
        await ExecuteAsync(database, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        using HttpResponseMessage gone = await client.GetAsync("/health/ready", Cancellation);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (gone.StatusCode, await gone.Content.ReadAsStringAsync(Cancellation)));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Cancellation)).StatusCode);
        await ExecuteAsync(database, $"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Nothing_that_is_logged_holds_a_password_a_key_a_link_or_the_text_of_a_work()
    {
        using RunningProgram program = await RunningProgram.ServeAsync(_folder, new() { ["ALLOW_PRIVATE_ENDPOINTS"] = "true", ["LEASE_SECONDS"] = "2" });
        // The program shows it to whoever starts it, and logs it nowhere.
        string setUp = program.Said.Split('\n').Single(l => l.Contains("/account/join?token=", StringComparison.Ordinal)).Trim();
        using var ada = new Browser(program.Address);
        await (await ada.GetAsync(new Uri(setUp).PathAndQuery)).SubmitAsync(
            "form[method=post]", new() { ["DisplayName"] = "Ada", ["Email"] = "ada@example.org", ["Password"] = "marker-password-right" });
        using var other = new Browser(program.Address);
        await (await other.GetAsync("/account/sign-in")).SubmitAsync(
            "main form", new() { ["Email"] = "ada@example.org", ["Password"] = "marker-password-wrong" });
        await (await ada.GetAsync("/admin/rights-holders")).SubmitAsync("#add", new() { ["name"] = "Pia's Press" });
        await other.GetAsync("/account/join?token=marker-token");
        await other.GetAsync("/account/new-password?person=0195b1a0-0000-7000-8000-000000000010&token=marker-token");
        Guid model = await ada.EnterModelAsync("gone", ModelAccess.Chat, "http://127.0.0.1:9", "gone", key: "marker-endpoint-key");
        await (await ada.GetAsync($"/models/edit/{model}")).SubmitAsync("#test");

        Page catalog = await CatalogAsync(ada);
        byte[] good = Intake.Lines([Intake.Work("1", "marker-text " + Intake.Text(1, 40)), """{"id":"2","title":"Broken","text":"marker-text""", "marker-text"]);
        byte[][] files = [good, Encoding.UTF8.GetBytes("PK\u0003\u0004marker-text that is no archive"), Encoding.UTF8.GetBytes("marker-text that is not compressed")];
        string[] names = ["works.jsonl", "works.zip", "works.jsonl.gz"];
        await using RegistryDatabase database = RegistryDatabase.Open(_folder);
        for (int i = 0; i < files.Length; i++)
            await database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(files[i], names[i])));
        using var key = new ApiCaller(program.Address, "pa_marker-api-key");
        Assert.Equal(HttpStatusCode.Unauthorized, (await key.GetAsync("/api/v1/catalogs?cursor=marker-text")).StatusCode);
        // An outage while somebody works: a table is gone, and every page that reads it fails.
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
            await registry.Database.ExecuteSqlRawAsync("ALTER TABLE works RENAME TO works_away", Cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, (await ada.GetAsync("/works?q=marker-text")).Status);

        Assert.Equal(0, await program.StopAsync());
        string[] logged = [.. program.Said.Split('\n').Where(l => l != setUp && !l.Contains(setUp, StringComparison.Ordinal))];
        // It was logged that things went wrong, and each record of the log is JSON.
        Assert.Contains(logged, l => l.Contains("works", StringComparison.Ordinal) && l.StartsWith('{'));
        Assert.All(logged.Where(l => l.StartsWith('{')), l => System.Text.Json.JsonElement.Parse(l));
        Assert.All(logged, l => Assert.DoesNotContain("marker-", l, StringComparison.OrdinalIgnoreCase));
        string token = Uri.UnescapeDataString(setUp.Split("token=")[1]);
        Assert.All(logged, l => Assert.DoesNotContain(token, l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Measurements_and_traces_go_where_the_environment_says_and_hold_no_secret()
    {
        await using Collector collector = await Collector.StartAsync();
        using RunningProgram program = await RunningProgram.ServeAsync(_folder, new()
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.AbsoluteUri,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        });
        string setUp = program.Said.Split('\n').Single(l => l.Contains("/account/join?token=", StringComparison.Ordinal)).Trim();
        using var ada = new Browser(program.Address);
        await (await ada.GetAsync(new Uri(setUp).PathAndQuery)).SubmitAsync(
            "form[method=post]", new() { ["DisplayName"] = "Ada", ["Email"] = "ada@example.org", ["Password"] = "marker-password" });
        await (await ada.GetAsync("/admin/rights-holders")).SubmitAsync("#add", new() { ["name"] = "Pia's Press" });
        Page submission = await (await CatalogAsync(ada)).HandInAsync(
            Intake.Lines([Intake.Work("1", "marker-text " + Intake.Text(1, 40))]));
        await using RegistryDatabase database = RegistryDatabase.Open(_folder);
        await database.EndedAsync(Intake.IdOf(submission));
        Assert.Equal(0, await program.StopAsync());
        foreach (string wanted in (string[])["provenance-audit", "http.server.request.duration", "provenance_audit.job.duration", "Ingest"])
            Assert.True(collector.Holds("/v1/metrics", wanted), wanted);
        foreach (string wanted in (string[])["provenance-audit", "/account/join", "job.kind"])
            Assert.True(collector.Holds("/v1/traces", wanted), wanted);
        string token = setUp.Split("token=")[1];
        foreach (string secret in (string[])["marker-", token, Uri.UnescapeDataString(token)])
            Assert.False(collector.Holds("", secret), secret);
    }

    [Fact]
    public async Task Nothing_is_measured_unless_it_is_asked_for()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Assert.Null(server.Services.GetService<OpenTelemetry.Trace.TracerProvider>());
        Assert.Null(server.Services.GetService<OpenTelemetry.Metrics.MeterProvider>());
    }

    [Fact]
    public async Task A_server_that_is_stopped_gives_its_job_back_at_once_and_another_goes_on_with_it()
    {
        const int Records = 6000;
        await using RunningServer server = await RunningServer.StartAsync(
            await Intake.DatabaseAsync(DatabaseEngine.PostgreSql), s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Guid id = Intake.IdOf(await (await pia.CatalogAsync()).HandInAsync(Intake.Works(Records, words: 150)));
        // A lease of an hour: whoever waits for it to run out does not come back in time.
        var environment = new Dictionary<string, string> { ["DATABASE"] = server.Settings.Database, ["LEASE_SECONDS"] = "3600" };
        using (RunningProgram first = await RunningProgram.ServeAsync(_folder, environment))
        {
            await server.Database.WaitAsync(r => r.SubmissionRecords.LongCountAsync(r => r.SubmissionId == id), n => n > 0);
            Assert.Equal(0, await first.StopAsync());
        }
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            Assert.InRange(await registry.SubmissionRecords.LongCountAsync(r => r.SubmissionId == id, Cancellation), 1, Records - 1);
            Assert.Equal(JobState.Queued, (await registry.Jobs.SingleAsync(j => j.SubjectId == id, Cancellation)).State);
        }
        using RunningProgram second = await RunningProgram.ServeAsync(_folder, environment);
        (Job job, Submission done) = await server.Database.EndedAsync(id);
        Assert.Equal((JobState.Done, Records), (job.State, done.Accepted));
        Assert.Equal(0, await second.StopAsync());
    }

    private static async Task<Page> CatalogAsync(Browser administrator)
    {
        Page list = await administrator.GetAsync("/catalogs");
        string holder = list.Document.QuerySelector("[name=RightsHolderId] option:not([value=''])")!.GetAttribute("value")!;
        return await list.SubmitAsync("main form", new() { ["Name"] = "Novels", ["RightsHolderId"] = holder });
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    /// <summary>A receiver of OTLP over HTTP, as collectors are.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _server;
        private readonly System.Collections.Concurrent.ConcurrentBag<(string Path, byte[] Body)> _received = [];

        private Collector(WebApplication server) => _server = server;

        public Uri Address => new(_server.Urls.Single());

        public static async Task<Collector> StartAsync()
        {
            WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            WebApplication app = builder.Build();
            var collector = new Collector(app);
            app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                collector._received.Add((context.Request.Path, body.ToArray()));
                context.Response.ContentType = "application/x-protobuf";
            });
            await app.StartAsync(Cancellation);
            return collector;
        }

        /// <summary>Whether something that was received holds a text; protocol buffers hold texts as they are.</summary>
        public bool Holds(string path, string text) => _received.Any(r =>
            r.Path.StartsWith(path, StringComparison.Ordinal) && r.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

        public async ValueTask DisposeAsync()
        {
            await _server.StopAsync(CancellationToken.None);
            await _server.DisposeAsync();
        }
    }
}
