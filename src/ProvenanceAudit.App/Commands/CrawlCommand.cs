using System.Text.Encodings.Web;
using System.Text.Json;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Registry;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Crawls sites into a catalog of the registry, with the rights that they state.</summary>
internal sealed class CrawlCommand : AsyncCommand<CrawlOptions>
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, CrawlOptions options, CancellationToken cancellation)
    {
        ServerSettings server = options.ToSettings();
        CrawlInput input = options.ToInput();
        CrawlSettings settings = input.ToSettings([])!;
        Directory.CreateDirectory(server.DataFolder);
        await using var database = RegistryDatabase.Open(server.Database);
        await database.MigrateAsync(cancellation);
        CrawlRun run;
        string catalog = options.Catalog ?? settings.Seeds[0].Authority;
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
        {
            RightsHolder holder = await LocalCrawls.HolderAsync(registry, options.RightsHolder, cancellation);
            run = await LocalCrawls.RunAsync(registry, holder, options.Name ?? catalog, catalog, input, cancellation);
        }
        using CatalogLines? works = options.Works is null ? null : new CatalogLines(options.Works);
        var session = new CrawlSession(database, server.DataFolder, options.Policy);
        var latest = new CrawlProgress(0, 0, 0, 0, 0);
        CrawlSummary summary = ProgressDisplay.Run(
            "Crawling",
            // How many pages there are shows only as they are found.
            () => new StageState(null, latest.Pages, "pages"),
            () => session.RunAsync(run, settings, works is null ? null : works.Write, p => latest = p, cancellation).GetAwaiter().GetResult(),
            s => $"{Amount.Of(s.Progress.Pages, "page")}, {Amount.Of(s.Progress.Texts, "text")}, {Amount.Of(s.Progress.Requests, "request")}");
        Print(options, summary, server, run, catalog);
        return ExitCode.NothingFound;
    }

    private static void Print(CrawlOptions options, CrawlSummary summary, ServerSettings server, CrawlRun run, string catalog)
    {
        string files = CrawlSession.FolderOf(server.DataFolder, run.PlanId);
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { catalog, warc = files, summary }, Json));
            return;
        }
        IAnsiConsole console = Terminals.Output;
        void Row(string name, string value) => console.WriteLine($"{name,-18}{Terminals.Clean(value)}");
        Row("catalog", catalog);
        foreach ((VisitOutcome outcome, long count) in summary.Outcomes.OrderBy(o => o.Key))
            Row(OutcomeWords.Of(outcome).Name.ToLowerInvariant(), $"{count:N0}");
        Row("texts", $"{summary.Progress.Texts:N0} new or changed, {summary.Duplicates:N0} that stand elsewhere already");
        Row("rights", $"{Amount.Of(summary.Statements, "statement")}; 'provenance-audit rights URL' tells what they come to");
        Row("answers", files);
        if (summary.Unfinished is { } unfinished)
            Row("left over", $"{summary.Progress.Waiting:N0} addresses: {unfinished}; the same command goes on with them");
    }
}
