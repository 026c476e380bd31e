using System.Text.Json;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Matching;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Says what a kept index holds.</summary>
internal sealed class IndexInfoCommand : Command<IndexInfoOptions>
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <inheritdoc/>
    public override int Execute(CommandContext context, IndexInfoOptions options, CancellationToken cancellation)
    {
        using FingerprintIndexReader index = FingerprintIndexReader.Open(options.Index!);
        IndexStatistics size = index.Statistics;
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new { Index = options.Index, Scheme = index.Scheme, Statistics = size, Works = options.Works ? index.Works : null }, Json));
            return ExitCode.NothingFound;
        }
        IAnsiConsole console = Terminals.Output;
        var table = new Grid().AddColumn().AddColumn();
        void Row(string name, string value) => table.AddRow(new Spectre.Console.Text(name), new Spectre.Console.Text(value));
        Row("works", $"{size.Works:N0}");
        Row("words", $"{size.Words:N0}");
        Row("characters", $"{size.TextLength:N0}");
        Row("fingerprints", $"{size.Fingerprints:N0}");
        Row("size on disk", $"{size.BytesOnDisk / 1e6:N1} MB ({size.BytesOnDisk / Math.Max(1.0, size.TextLength):F2} bytes per character)");
        Row("filter in memory", $"{index.FilterBytes / 1e6:N1} MB, {100 * index.FilterFalsePositiveRate:F2} % of unknown fingerprints pass");
        Row("scheme", index.Scheme.ToString());
        console.Write(table);
        if (options.Works)
        {
            Table works = new Table().Border(TableBorder.Rounded).AddColumns("Id", "Title", "Published", "Licence");
            foreach (Works.Work work in index.Works.OrderBy(w => w.Id, StringComparer.Ordinal))
            {
                works.AddRow([.. new[] { work.Id, work.Title, work.Published ?? "", work.Licence ?? "" }
                    .Select(cell => new Spectre.Console.Text(Terminals.Clean(cell)))]);
            }
            console.Write(works);
        }
        return ExitCode.NothingFound;
    }
}
