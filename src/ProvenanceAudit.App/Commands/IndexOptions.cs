using System.ComponentModel;
using ProvenanceAudit.Matching;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>What all <c>index</c> commands take.</summary>
internal abstract class IndexOptions : CommandSettings
{
    [CommandOption("-i|--index <DIR>")]
    [Description("Folder of the index.")]
    public string? Index { get; init; }

    /// <inheritdoc/>
    public override ValidationResult Validate() =>
        Index is null ? ValidationResult.Error("--index is missing: name the folder of the index") : ValidationResult.Success();
}

/// <summary>Options of <c>index add</c>.</summary>
internal sealed class IndexAddOptions : IndexOptions
{
    [CommandOption("-c|--catalog <PATH>")]
    [Description("The works: a folder of text files (id = file name), a JSON Lines file (schemas/catalog.schema.json), or one "
        + "text file; [bold]-[/] reads JSON Lines from standard input.")]
    public string? Catalog { get; init; }

    [CommandOption("-t|--threads <N>")]
    [Description("Threads to index with (default: all cores).")]
    public int Threads { get; init; } = new MatchSettings().Threads;

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        var mistakes = new List<string>();
        if (base.Validate() is { Successful: false, Message: { } mistake })
            mistakes.Add(mistake);
        if (Catalog is null)
            mistakes.Add("--catalog is missing: name the works to add");
        if (Threads is < 1 or > 1024)
            mistakes.Add($"--threads is {Threads}; it must be 1 to 1024");
        return mistakes.Count == 0 ? ValidationResult.Success() : ValidationResult.Error(string.Join('\n', mistakes));
    }
}

/// <summary>Options of <c>index remove</c>.</summary>
internal sealed class IndexRemoveOptions : IndexOptions
{
    [CommandArgument(0, "<ID>")]
    [Description("Ids of the works to remove, one or more.")]
    public string[] Ids { get; init; } = [];
}

/// <summary>Options of <c>index info</c>.</summary>
internal sealed class IndexInfoOptions : IndexOptions
{
    [CommandOption("--works")]
    [Description("Lists the works too, by their ids.")]
    public bool Works { get; init; }

    [CommandOption("--json")]
    [Description("Prints the same as JSON, for programs.")]
    public bool Json { get; init; }
}
