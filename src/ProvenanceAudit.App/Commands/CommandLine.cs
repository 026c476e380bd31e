using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using ProvenanceAudit.App.Terminal;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>All commands of <c>provenance-audit</c>, and what their exit codes mean.</summary>
internal static class CommandLine
{
    /// <summary>Version of the program, as reports state it.</summary>
    public static string Version { get; } = typeof(CommandLine).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Runs one command and returns its exit code.</summary>
    public static int Run(string[] args)
    {
        // The program speaks English; numbers in another country's form would be read wrongly.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var stop = new CancellationTokenSource();
        void OnSignal(PosixSignalContext signal)
        {
            // The first ends in order, without leaving a temporary index; the second ends at once.
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
        try
        {
            var commands = new CommandsRun();
            var app = new CommandApp();
            app.Configure(config => Configure(config, commands));
            int exitCode = app.Run(Arguments.Prepare(args), stop.Token);
            bool asked = commands.Any || args.Any(a => a is "-h" or "--help" or "-v" or "--version");
            return asked || exitCode == ExitCode.Error ? exitCode : ExitCode.Error;
        }
        catch (Exception e)
        {
            return ErrorLine.Print(e);
        }
    }

    private static void Configure(IConfigurator config, CommandsRun commands)
    {
        config.SetApplicationName("provenance-audit");
        config.SetApplicationVersion(Version);
        config.SetApplicationCulture(CultureInfo.InvariantCulture);
        config.UseStrictParsing();
        config.PropagateExceptions();
        config.SetInterceptor(commands);
        // A column of its own takes the room of the descriptions, which name the defaults.
        config.Settings.ShowOptionDefaultValues = false;
        config.AddCommand<ScanCommand>("scan")
            .WithDescription("Finds passages of the works of a catalog in outputs of language models, and writes a report. "
                + "Exit codes: 0 nothing found, 1 something found, 2 error.")
            .WithExample("scan", "--catalog", "books/", "--outputs", "answers.jsonl")
            .WithExample("scan", "-c", "books/", "-o", "answers.jsonl.gz", "-i", "books.index")
            .WithExample("scan", "-i", "books.index", "-o", "-", "-r", "monday/");
        config.AddCommand<AskCommand>("ask")
            .WithDescription("Asks a model behind an OpenAI-compatible API to go on from passages of works, and writes its "
                + "answers to a file for 'scan'. Broken off, the same command goes on where it stopped. "
                + "Exit codes: 0 done, 2 error.")
            .WithExample("ask", "-c", "books/", "-e", "https://host/v1", "-m", "name")
            .WithExample("ask", "-c", "books/", "-e", "https://host/v1", "-m", "name", "--dry-run");
        config.AddCommand<ReportCommand>("report")
            .WithDescription("Turns a report.json into a PDF to be filed, a page, or tables for spreadsheets. "
                + "Exit codes: 0 done, 2 error.")
            .WithExample("report", "report/", "--pdf", "report.pdf")
            .WithExample("report", "report/report.json", "--csv", "tables/");
        config.AddCommand<ExtractCommand>("extract")
            .WithDescription("Reads web pages: their main text without navigation, comments and advertisements, title, authors, date, language. "
                + "Exit codes: 0 done, 2 error; pages that cannot be read are named on the error stream.")
            .WithExample("extract", "page.html")
            .WithExample("extract", "pages/", "--json");
        config.AddCommand<BenchCommand>("bench")
            .WithDescription("Measures indexing and scanning on data of yours: speed, size of the index, memory; beside two plain "
                + "ways on request.")
            .WithExample("bench", "-c", "books/", "-o", "answers.jsonl", "--peers");
        config.AddCommand<BenchMemoryCommand>(BenchMemoryCommand.Name).IsHidden();
        config.AddCommand<ServeCommand>("serve")
            .WithDescription("Runs the web application: catalogs, scans, findings, reports. Needs no settings; keeps everything in one folder.")
            .WithExample("serve")
            .WithExample("serve", "--data", "/srv/audit", "--urls", "http://localhost:8080");
        config.AddCommand<WorkCommand>("work")
            .WithDescription("Runs jobs of a server, and no pages: more workers on this machine, or, where the registry is in PostgreSQL, on others. "
                + "Takes the settings of 'serve'.")
            .WithExample("work", "--database", "postgres://audit@db.example.org/audit", "--workers", "8");
        config.AddCommand<CrawlCommand>("crawl")
            .WithDescription("Crawls sites into a catalog, politely: robots.txt is obeyed, every answer kept as WARC, the text of pages and "
                + "the rights that they state taken up. Broken off, the same command goes on; later, it asks for what changed. "
                + "Exit codes: 0 done, 2 error.")
            .WithExample("crawl", "https://example.org/", "--contact", "rights@example.com")
            .WithExample("crawl", "https://example.org/news/", "--path", "/news/", "--works-file", "news.jsonl");
        config.AddCommand<RightsCommand>("rights")
            .WithDescription("Tells which rights a site and a page state, and what they come to for crawling, indexing, text and data mining, "
                + "AI training and AI input: the statement that governs, why, what contradicts it, and what was seen when. "
                + "Exit codes: 0 told, 2 error.")
            .WithExample("rights", "https://example.org/article", "--use", "ai-training")
            .WithExample("rights", "https://example.org/article", "--at", "2026-03-01", "--history");
        config.AddCommand<RobotsCommand>("robots")
            .WithDescription("Says whether a robots.txt file lets a crawler fetch an address, and which line decides. "
                + "Exit codes: 0 allowed, 1 disallowed, 2 error; with --json, 0 answered.")
            .WithExample("robots", "robots.txt", "--agent", "GPTBot", "--url", "https://example.org/news/")
            .WithExample("robots", "--json", "<", "questions.jsonl");
        config.AddBranch("catalog", catalog =>
        {
            catalog.SetDescription("Fetches catalogs, and looks at them before they are handed in.");
            catalog.AddCommand<CatalogCheckCommand>("check")
                .WithDescription("Says what would become of each record of a catalog: ONIX, EPUB, JATS, NewsML-G2, ninjs, TEI, PDF, HTML, text, CSV, "
                    + "JSON Lines, archives of them. Exit codes: 0 every record is accepted, 1 some are refused, 2 error.")
                .WithExample("catalog", "check", "onix.xml")
                .WithExample("catalog", "check", "books.zip", "--outcomes", "outcomes.csv");
            catalog.AddCommand<CatalogFetchCommand>("fetch")
                .WithDescription("Fetches all records behind an address of OAI-PMH or Crossref into a ZIP archive, which is a catalog. Broken off, the same "
                    + "command goes on where it stopped. Exit codes: 0 done, 2 error.")
                .WithExample("catalog", "fetch", "https://repository.example.org/oai", "--out", "repository.zip")
                .WithExample("catalog", "fetch", "https://api.crossref.org/prefixes/10.1234/works", "--out", "works.zip", "--contact", "rights@example.com");
        });
        config.AddBranch("embeddings", embeddings =>
        {
            embeddings.SetDescription("Makes and describes what compares texts by meaning.");
            embeddings.AddCommand<EmbeddingsInfoCommand>("info")
                .WithDescription("Says what an embedder is: name, hash, dimensions, longest text, licence. Exit codes: 0 told, 2 error.")
                .WithExample("embeddings", "info", "built-in")
                .WithExample("embeddings", "info", "models/multilingual-e5-small", "--json");
            embeddings.AddCommand<EmbeddingsDistilCommand>("distil")
                .WithDescription("Makes a static embedder of an ONNX model: a table of vectors of tokens, hundreds of times faster on a CPU, not as good. "
                    + "Exit codes: 0 done, 2 error.")
                .WithExample("embeddings", "distil", "minilm", "--texts", "books/", "--out", "books.static")
                .WithExample("embeddings", "distil", "models/bge-small", "-t", "works.jsonl", "-o", "bge.static");
        });
        config.AddBranch("index", index =>
        {
            index.SetDescription("Keeps an index of works between scans.");
            index.AddCommand<IndexAddCommand>("add")
                .WithDescription("Adds the works of a catalog to an index; works of the same id are replaced where they changed.")
                .WithExample("index", "add", "--index", "books.index", "--catalog", "books/");
            index.AddCommand<IndexRemoveCommand>("remove")
                .WithDescription("Removes works from an index by their ids: all that are named, or none when one is not there.")
                .WithExample("index", "remove", "moby-dick", "emma", "--index", "books.index");
            index.AddCommand<IndexInfoCommand>("info")
                .WithDescription("Says what an index holds: works, words, size on disk, fingerprint scheme.")
                .WithExample("index", "info", "--index", "books.index", "--works");
            index.AddCommand<IndexRebuildCommand>("rebuild")
                .WithDescription("Makes the index of a server's data folder anew from its registry.")
                .WithExample("index", "rebuild", "--data", "/srv/audit");
        });
    }

    /// <summary>Whether a command was run; without one, its parser prints help and calls that a success or a finding.</summary>
    private sealed class CommandsRun : ICommandInterceptor
    {
        public bool Any { get; private set; }

        public void Intercept(CommandContext context, CommandSettings settings) => Any = true;
    }
}
