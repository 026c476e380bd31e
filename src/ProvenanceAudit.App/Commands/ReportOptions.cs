using System.ComponentModel;
using ProvenanceAudit.Reporting;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>report</c>.</summary>
internal sealed class ReportOptions : CommandSettings
{
    [CommandArgument(0, "<REPORT>")]
    [Description("The report: a report.json, or the folder that holds it.")]
    public string Report { get; init; } = "";

    [CommandOption("--pdf <FILE>")]
    [Description("Writes the report as PDF.")]
    public string? Pdf { get; init; }

    [CommandOption("--html <FILE>")]
    [Description("Writes the report as HTML.")]
    public string? Html { get; init; }

    [CommandOption("--csv <DIR>")]
    [Description("Writes findings.csv and matches.csv into this folder, made when missing.")]
    public string? Csv { get; init; }

    [CommandOption("--passages <N>")]
    [Description("Most passages of one work in the PDF, strongest first (default: 5).")]
    [DefaultValue(PdfOptions.DefaultPassagesPerWork)]
    public int Passages { get; init; }

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        var mistakes = new List<string>();
        if (Pdf is null && Html is null && Csv is null)
            mistakes.Add("there is nothing to write: name --pdf, --html or --csv");
        if (Passages < 0)
            mistakes.Add($"--passages is {Passages}; it must be 0 or more");
        return mistakes.Count == 0 ? ValidationResult.Success() : ValidationResult.Error(string.Join('\n', mistakes));
    }
}
