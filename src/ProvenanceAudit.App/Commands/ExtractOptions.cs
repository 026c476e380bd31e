using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>extract</c>.</summary>
internal sealed class ExtractOptions : CommandSettings
{
    [CommandArgument(0, "<PATH>")]
    [Description("A page, a folder of pages (.html, .htm, .xhtml, also packed with gzip), or a WARC or WET file, whose pages go by their addresses.")]
    public string Path { get; init; } = "";

    [CommandOption("--json")]
    [Description("Prints one JSON object for programs: for each file, by its name, text, title, authors, date, language, site, address, encoding.")]
    public bool Json { get; init; }

    [CommandOption("-w|--works-file <FILE>")]
    [Description("Writes the texts as a catalog (JSON Lines, schemas/catalog.schema.json), for 'scan', instead of printing them.")]
    public string? Works { get; init; }

    [CommandOption("-t|--threads <N>")]
    [Description("Threads to read with (default: all cores).")]
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    public override ValidationResult Validate() =>
        Threads is < 1 or > 1024 ? ValidationResult.Error($"--threads is {Threads}; it must be 1 to 1024") : ValidationResult.Success();
}
