using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Catalogs.Harvesting;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Fetches all records behind an address into a catalog file.</summary>
internal sealed class CatalogFetchCommand : Command<CatalogFetchOptions>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, CatalogFetchOptions options, CancellationToken cancellation)
    {
        CatalogHarvest.TryRead(options.Address, out Uri? address, out _);
        string folder = options.Out + ".partial", unfinished = Path.Combine(folder, ".harvest", "archive.zip");
        var latest = new HarvestProgress(0, 0, null, 0);
        using var fetcher = new HarvestFetcher(options.Policy, options.Contact);
        // What Crossref is told must be an e-mail; the header takes any address.
        string? mail = options.Contact?.Contains('@', StringComparison.Ordinal) == true ? options.Contact : null;
        var harvest = new CatalogHarvest(fetcher.FetchAsync, new HarvestSettings { Contact = mail, OnProgress = progress => latest = progress });
        HarvestSummary summary;
        try
        {
            summary = ProgressDisplay.Run(
                "Fetching",
                () => new StageState(latest.CompleteSize > 0 ? Math.Min(1, (double)latest.Records / latest.CompleteSize.Value) : null, latest.Records, "records"),
                () => harvest.RunAsync(address!, folder, () => File.Create(unfinished), cancellation).GetAwaiter().GetResult(),
                s => $"{Amount.Of(s.Progress.Records, "record")} in {Amount.Of(s.Progress.Answers, "answer")}");
        }
        catch (HarvestException e)
        {
            throw new UserErrorException(e.Message);
        }
        File.Move(unfinished, options.Out, overwrite: true);
        Directory.Delete(folder, recursive: true);
        foreach (string note in summary.Notes)
            Terminals.Output.WriteLine(Terminals.Clean(note));
        Terminals.Output.WriteLine(Terminals.Clean($"Written: {options.Out}; 'provenance-audit catalog check {options.Out}' tells what is in it"));
        return ExitCode.NothingFound;
    }
}
