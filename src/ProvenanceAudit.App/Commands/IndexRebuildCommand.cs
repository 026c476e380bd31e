using Microsoft.Extensions.Logging.Abstractions;
using ProvenanceAudit.App.Indexing;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Registry;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Makes the index of a data folder anew from the registry.</summary>
internal sealed class IndexRebuildCommand : AsyncCommand<RegistryOptions>
{
    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, RegistryOptions options, CancellationToken cancellation)
    {
        ServerSettings settings = options.ToSettings();
        Directory.CreateDirectory(settings.DataFolder);
        await using var database = RegistryDatabase.Open(settings.Database);
        await database.MigrateAsync(cancellation);
        using var keeper = new IndexKeeper(settings, database, NullLogger<IndexKeeper>.Instance);
        using IndexLease lease = await keeper.RebuildAsync(cancellation);
        Terminals.Error.WriteLine($"{keeper.Folder}: {Amount.Of(lease.Index.WorkCount, "work")} of the registry, up to revision {lease.Revision:N0}");
        return ExitCode.NothingFound;
    }
}
