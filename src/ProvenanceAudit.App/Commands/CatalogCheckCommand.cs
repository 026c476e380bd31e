using System.Text;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.App.Wiring;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Registry;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Says what would become of the records of a catalog, before it is handed in.</summary>
internal sealed class CatalogCheckCommand : Command<CatalogCheckOptions>
{
    private const int RecordsAtOnce = 256;
    private const int ProblemsShown = 20;

    /// <inheritdoc/>
    public override int Execute(CommandContext context, CatalogCheckOptions options, CancellationToken cancellation)
    {
        var check = new CatalogCheck();
        CatalogReader reader = CatalogOpening.Open(options.File, cancellation, options.ColumnFields, check.Add);
        using StreamWriter? outcomes = options.Outcomes is null ? null : OutcomeTable.Open(File.Create(options.Outcomes));
        ProgressDisplay.Run(
            "Reading",
            () => new StageState(reader.Fraction, reader.BytesRead / 1e6, "MB"),
            () => Read(reader, check, outcomes, cancellation),
            _ => Amount.Of(check.Records, "record"));
        if (options.Json)
        {
            using Stream output = Console.OpenStandardOutput();
            output.Write(Encoding.UTF8.GetBytes(check.ToJson() + "\n"));
        }
        else
        {
            Print(check, Terminals.Output, options.Outcomes);
        }
        return check.Refused > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static bool Read(CatalogReader reader, CatalogCheck check, StreamWriter? outcomes, CancellationToken cancellation)
    {
        foreach (CatalogRecord[] records in reader.Records().Chunk(RecordsAtOnce))
        {
            foreach (JudgedRecord judged in JudgedRecord.Of(records, isForRegistry: false, cancellation))
            {
                RecordResult result = RecordResult.Of(judged.Record, null);
                check.Add(result, judged.Words);
                outcomes?.Write(OutcomeTable.RowOf(judged.Record.File, judged.Record.Line, judged.Record.RecordId, result.Outcome, null, result.Reason, null));
            }
        }
        return true;
    }

    private static void Print(CatalogCheck check, IAnsiConsole console, string? outcomes)
    {
        void Line(string name, string value) => console.WriteLine($"{(name + ": ").PadRight(24)}{value}");

        foreach (CheckedFormat format in check.Formats)
            Line(Terminals.Clean(format.Name), Amount.Of(format.Records, "record"));
        foreach (CheckedTable table in check.Tables)
        {
            console.WriteLine("");
            console.WriteLine(Terminals.Clean($"Columns of {table.File} (change with --columns):"));
            foreach (CheckedColumn column in table.Columns)
                console.WriteLine(Terminals.Clean($"  {column.Header} = {(column.Field.Length == 0 ? "(passed over)" : column.Field)}; {column.Reason}"));
        }
        console.WriteLine("");
        Line("Accepted", $"{check.Accepted:N0}");
        Line("Accepted with warnings", $"{check.AcceptedWithWarnings:N0}");
        Line("Refused", $"{check.Refused:N0}");
        Line("All records", $"{check.Records:N0}");
        Line("Words", $"{check.Words:N0}");
        if (check.WithoutText > 0)
            Line("Without text", $"{check.WithoutText:N0}; works are searched for once their text has come");
        Line("Statements of rights", $"{check.RightsStatements:N0}");
        if (check.Reasons.Count > 0)
        {
            console.WriteLine("");
            console.WriteLine("What is wrong, and with how many records:");
            foreach (CheckedReason reason in check.Reasons.OrderByDescending(r => r.Records).Take(ProblemsShown))
                console.WriteLine(Terminals.Clean($"  {reason.Records:N0}  {reason.Reason}"));
        }
        if (check.Problems.Count > 0)
        {
            console.WriteLine("");
            console.WriteLine("The first of them:");
            foreach (CheckedProblem p in check.Problems.OrderByDescending(p => p.IsRefused).Take(ProblemsShown))
            {
                string place = p.Line > 0 ? $"{p.File}:{p.Line}" : p.File;
                console.WriteLine(Terminals.Clean($"  {place}: {(p.RecordId is null ? "" : $"record '{p.RecordId}' ")}{(p.IsRefused ? "refused" : "accepted")}: {p.Reason}"));
            }
        }
        if (outcomes is not null)
            console.WriteLine(Terminals.Clean($"Every record: {outcomes}"));
        else if (check.AcceptedWithWarnings + check.Refused > Math.Min(ProblemsShown, check.Problems.Count))
            console.WriteLine("Every record: --outcomes FILE.csv");
    }
}
