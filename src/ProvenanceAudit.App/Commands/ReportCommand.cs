using System.Security.Cryptography;
using System.Text.Json;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Reporting;
using ProvenanceAudit.Reports;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Turns a report that was written as JSON into the forms that people read.</summary>
internal sealed class ReportCommand : Command<ReportOptions>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, ReportOptions options, CancellationToken cancellation)
    {
        string path = Directory.Exists(options.Report) ? Path.Combine(options.Report, "report.json") : options.Report;
        if (!File.Exists(path))
            throw new UserErrorException($"there is no report '{path}'");
        (AuditReport report, string hash) = Read(path);
        foreach (string? target in new[] { options.Pdf, options.Html })
        {
            if (target is not null && Directory.Exists(target))
                throw new UserErrorException($"'{target}' is a folder; name the file to write");
        }
        if (options.Csv is not null && File.Exists(options.Csv))
            throw new UserErrorException($"'{options.Csv}' is a file; --csv takes a folder");
        cancellation.ThrowIfCancellationRequested();
        var pdf = new PdfOptions { PassagesPerWork = options.Passages, JsonSha256 = hash };
        foreach (string file in ReportFiles.Write(report, options.Pdf, options.Html, options.Csv, pdf))
            Terminals.Output.WriteLine(Terminals.Clean(file));
        return ExitCode.NothingFound;
    }

    private static (AuditReport Report, string Hash) Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            AuditReport report = JsonReport.Read(file);
            file.Position = 0;
            return (report, Convert.ToHexStringLower(SHA256.HashData(file)));
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"'{path}' is not a report that this program reads: {e.Message}");
        }
    }
}
