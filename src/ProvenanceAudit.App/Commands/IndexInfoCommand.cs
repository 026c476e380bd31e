using System.Text.Json;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Says what a kept index holds.</summary>
internal sealed class IndexInfoCommand : Command<IndexInfoOptions>
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
    };

    /// <inheritdoc/>
    public override int Execute(CommandContext context, IndexInfoOptions options, CancellationToken cancellation)
    {
        using FingerprintIndexReader index = FingerprintIndexReader.Open(options.Index!);
        IndexStatistics size = index.Statistics;
        if (options.Json)
        {
            var info = new { options.Index, index.Scheme, Statistics = size, Works = options.Works ? InOrder(index) : null };
            Console.Out.WriteLine(JsonSerializer.Serialize(info, Json));
            return ExitCode.NothingFound;
        }
        IAnsiConsole console = Terminals.Output;
        void Row(string name, string value) => console.WriteLine($"{name,-18}{value}");
        Row("works", $"{size.Works:N0}");
        Row("words", $"{size.Words:N0}");
        Row("characters", $"{size.TextLength:N0}");
        Row("fingerprints", $"{size.Fingerprints:N0}");
        double bytes = size.BytesOnDisk / Math.Max(1.0, size.TextLength);
        Row("size on disk", $"{size.BytesOnDisk / 1e6:N1} MB, {bytes:N2} bytes a character");
        double passed = 100 * index.FilterFalsePositiveRate;
        Row("filter in memory", $"{index.FilterBytes / 1e6:N1} MB, {passed:F2} % of unknown fingerprints pass it");
        Row("scheme", index.Scheme.ToString());
        if (options.Works)
        {
            Table works = new Table().Border(TableBorder.Rounded).AddColumns("Id", "Title", "Published", "Licence");
            foreach (Work work in InOrder(index))
            {
                works.AddRow([.. new[] { work.Id, work.Title, work.Published ?? "", work.Licence ?? "" }
                    .Select(cell => new Spectre.Console.Text(Terminals.Clean(cell)))]);
            }
            console.Write(works);
        }
        return ExitCode.NothingFound;
    }

    private static IEnumerable<Work> InOrder(FingerprintIndexReader index) =>
        index.Works.OrderBy(w => w.Id, StringComparer.Ordinal);
}
