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
    [Description("The works: a folder of text files (id = file name), a JSON Lines file (schemas/catalog.schema.json), or one text file.")]
    public string? Catalog { get; init; }

    [CommandOption("-t|--threads <N>")]
    [Description("Threads to index with. Default: all cores.")]
    public int Threads { get; init; } = new MatchSettings().Threads;

    /// <inheritdoc/>
    public override ValidationResult Validate() =>
        Catalog is null ? ValidationResult.Error("--catalog is missing: name the works to add")
        : Threads < 1 ? ValidationResult.Error($"--threads is {Threads}; it must be at least 1")
        : base.Validate();
}

/// <summary>Options of <c>index remove</c>.</summary>
internal sealed class IndexRemoveOptions : IndexOptions
{
    [CommandArgument(0, "<ID>")]
    [Description("Ids of the works to remove.")]
    public string[] Ids { get; init; } = [];
}

/// <summary>Options of <c>index info</c>.</summary>
internal sealed class IndexInfoOptions : IndexOptions
{
    [CommandOption("--works")]
    [Description("Lists the works too.")]
    public bool Works { get; init; }

    [CommandOption("--json")]
    [Description("Prints JSON.")]
    public bool Json { get; init; }
}
