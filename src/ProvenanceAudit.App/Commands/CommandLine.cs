using System.Reflection;
using ProvenanceAudit.App.Terminal;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>All commands of <c>provenance-audit</c>, and what their exit codes mean.</summary>
internal static class CommandLine
{
    /// <summary>Version of the program, as reports state it.</summary>
    public static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Runs one command and returns its exit code.</summary>
    public static int Run(string[] args)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            // The first Ctrl-C ends in order; the second ends at once.
            e.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            var app = new CommandApp();
            app.Configure(Configure);
            return app.Run(args, stop.Token);
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    private static void Configure(IConfigurator config)
    {
        config.SetApplicationName("provenance-audit");
        config.SetApplicationVersion(Version);
        config.UseStrictParsing();
        config.SetExceptionHandler((e, _) => ErrorLine.Print(e));
        config.AddCommand<ScanCommand>("scan")
            .WithDescription("Finds passages of the works of a catalog in the outputs of language models, and writes a report.")
            .WithExample("scan", "--catalog", "books/", "--outputs", "answers.jsonl", "--report", "report/")
            .WithExample("scan", "--catalog", "catalog.jsonl", "--index", "catalog.index", "--outputs", "answers.jsonl.gz")
            .WithExample("scan", "--index", "catalog.index", "--outputs", "-", "--min-words", "12");
        config.AddCommand<BenchCommand>("bench")
            .WithDescription("Measures indexing and scanning on data of yours: speed, size of the index, memory; beside two plain ways on request.")
            .WithExample("bench", "--catalog", "books/", "--outputs", "answers.jsonl", "--threads", "2", "--peers", "--json");
        config.AddCommand<BenchMemoryCommand>(BenchMemoryCommand.Name).IsHidden();
        config.AddBranch("index", index =>
        {
            index.SetDescription("Keeps an index of works between scans.");
            index.AddCommand<IndexAddCommand>("add")
                .WithDescription("Adds the works of a catalog to an index; works of the same id are replaced where they changed.")
                .WithExample("index", "add", "--index", "catalog.index", "--catalog", "books/");
            index.AddCommand<IndexRemoveCommand>("remove")
                .WithDescription("Removes works from an index by their ids.")
                .WithExample("index", "remove", "--index", "catalog.index", "moby-dick", "emma");
            index.AddCommand<IndexInfoCommand>("info")
                .WithDescription("Says what an index holds: works, words, size on disk, fingerprint scheme.")
                .WithExample("index", "info", "--index", "catalog.index", "--works");
        });
    }
}
