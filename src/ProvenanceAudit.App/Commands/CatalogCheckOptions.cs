using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>catalog check</c>.</summary>
internal sealed class CatalogCheckOptions : CommandSettings
{
    [CommandArgument(0, "<FILE>")]
    [Description("A catalog in any format that is read, a folder, a ZIP or a tar archive of such files, also packed with gzip; - for standard input.")]
    public string File { get; init; } = "";

    [CommandOption("--columns <LIST>")]
    [Description("What columns of tables are, where the guess is wrong: HEADER=FIELD, with commas between; an empty field passes a column over. "
        + "Example: --columns \"EAN=isbn,Kommentar=\"")]
    public string? Columns { get; init; }

    [CommandOption("--outcomes <FILE>")]
    [Description("Writes the outcome of every record to a CSV file.")]
    public string? Outcomes { get; init; }

    [CommandOption("--json")]
    [Description("Prints one JSON object for programs.")]
    public bool Json { get; init; }

    /// <summary>Fields by headers of columns; null where none are given.</summary>
    public IReadOnlyDictionary<string, string>? ColumnFields => string.IsNullOrWhiteSpace(Columns) ? null
        : Columns.Split(',').Select(pair => pair.Split('=', 2)).ToDictionary(p => p[0].Trim(), p => p.Length < 2 ? "" : p[1].Trim(), StringComparer.Ordinal);

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        if (string.IsNullOrWhiteSpace(Columns))
            return ValidationResult.Success();
        string[] headers = [.. Columns.Split(',').Select(p => p.Split('=')[0].Trim())];
        return Columns.Split(',').Any(p => !p.Contains('=', StringComparison.Ordinal)) || headers.Distinct(StringComparer.Ordinal).Count() < headers.Length
            ? ValidationResult.Error($"--columns is '{Columns}'; HEADER=FIELD is wanted, each header once, with commas between")
            : ValidationResult.Success();
    }
}
