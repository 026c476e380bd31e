using System.Text.Json;
using ProvenanceAudit.App.Benchmarking;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.App.Wiring;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Measures indexing and scanning on the user's data.</summary>
internal sealed class BenchCommand : Command<BenchOptions>
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    /// <inheritdoc/>
    public override int Execute(CommandContext context, BenchOptions options, CancellationToken cancellation)
    {
        var problems = new ProblemList();
        BenchmarkData data = BenchmarkData.Load(options.Catalog!, options.Outputs!, problems);
        if (data.Works.Count == 0)
            throw new UserErrorException($"'{options.Catalog}' has no work that can be used");
        if (data.Words == 0)
            throw new UserErrorException($"there is nothing to scan: {options.Outputs} has no usable output");
        BenchmarkReport report = Benchmark.Run(data, options.Threads, options.Peers, cancellation);
        if (options.Json)
            Console.Out.WriteLine(JsonSerializer.Serialize(report, Json));
        else
            BenchmarkTable.Print(report, Terminals.Output);
        return ExitCode.NothingFound;
    }
}

/// <summary>Scans outputs in a process that holds nothing else, and prints what memory that took. Started by <c>bench</c>.</summary>
internal sealed class BenchMemoryCommand : Command<BenchMemoryOptions>
{
    /// <summary>Name on the command line.</summary>
    public const string Name = "bench-memory";

    /// <inheritdoc/>
    public override int Execute(CommandContext context, BenchMemoryOptions options, CancellationToken cancellation)
    {
        MemoryFigures figures = ScanMemory.MeasureHere(options.Index, options.Outputs, options.Threads, options.Repeats, cancellation);
        Console.Out.WriteLine(JsonSerializer.Serialize(figures));
        return ExitCode.NothingFound;
    }
}
