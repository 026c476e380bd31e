using ProvenanceAudit.App.Serving;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Registry;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Runs jobs until it is stopped; those that are not done then are given back to other workers.</summary>
internal sealed class WorkCommand : AsyncCommand<WorkOptions>
{
    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, WorkOptions options, CancellationToken cancellation)
    {
        ServerSettings settings = options.ToSettings();
        Directory.CreateDirectory(settings.DataFolder);
        await using var database = RegistryDatabase.Open(settings.Database);
        await database.MigrateAsync(cancellation);
        using IHost worker = Server.BuildWorker(settings, database);
        await worker.StartAsync(cancellation);
        IAnsiConsole console = Terminals.Error;
        console.WriteLine($"Data: {settings.DataFolder}; registry: {database.Name}");
        console.WriteLine($"Working, {Amount.Of(settings.Workers, "job")} at once");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            console.WriteLine("Stopping.");
        }
        await worker.StopAsync(CancellationToken.None);
        return ExitCode.NothingFound;
    }
}
