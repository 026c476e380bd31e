using System.ComponentModel;
using ProvenanceAudit.Matching;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>bench</c>.</summary>
internal sealed class BenchOptions : CommandSettings
{
    [CommandOption("-c|--catalog <DIR>")]
    [Description("The works, as for 'scan'. Read into memory before anything is timed.")]
    public string? Catalog { get; init; }

    [CommandOption("-o|--outputs <FILE>")]
    [Description("What models said, as for 'scan'. Read into memory, and scanned as often over as makes a million words.")]
    public string? Outputs { get; init; }

    [CommandOption("-t|--threads <N>")]
    [Description("Threads of the second measurement; the first is always on one. Default: all cores.")]
    public int Threads { get; init; } = new MatchSettings().Threads;

    [CommandOption("--peers")]
    [Description("Measures two plain ways on the same data too: Lucene.Net with a term for every 8 words, and a suffix array in memory. Takes a minute.")]
    public bool Peers { get; init; }

    [CommandOption("--json")]
    [Description("Prints JSON.")]
    public bool Json { get; init; }

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        var mistakes = new List<string>();
        if (Catalog is null)
            mistakes.Add("--catalog is missing: name the works to index");
        if (Outputs is null)
            mistakes.Add("--outputs is missing: name the file of model outputs");
        mistakes.AddRange(new MatchSettings { Threads = Threads }.Mistakes());
        return mistakes.Count == 0 ? ValidationResult.Success() : ValidationResult.Error(string.Join("\n", mistakes));
    }
}

/// <summary>Options of the process that measures memory.</summary>
internal sealed class BenchMemoryOptions : CommandSettings
{
    [CommandOption("--index <DIR>")]
    public string Index { get; init; } = "";

    [CommandOption("--outputs <FILE>")]
    public string Outputs { get; init; } = "";

    [CommandOption("--threads <N>")]
    public int Threads { get; init; } = 1;

    [CommandOption("--repeats <N>")]
    public int Repeats { get; init; } = 1;
}
