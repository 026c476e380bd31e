using ProvenanceAudit.App.Serving;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Registry;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Runs the web application until it is stopped.</summary>
internal sealed class ServeCommand : AsyncCommand<ServeOptions>
{
    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, ServeOptions options, CancellationToken cancellation)
    {
        ServerSettings settings = options.ToSettings();
        Directory.CreateDirectory(settings.DataFolder);
        await using var database = RegistryDatabase.Open(settings.Database);
        await database.MigrateAsync(cancellation);
        await using WebApplication server = Server.Build(settings, database);
        Uri? setUp = await SetUpLink.MakeAsync(database, settings.PublicUrl, cancellation);
        await server.StartAsync(cancellation);
        IAnsiConsole console = Terminals.Error;
        console.WriteLine($"Data: {settings.DataFolder}; registry: {database.Name}");
        console.WriteLine($"Listening on {string.Join(", ", server.Urls)}");
        if (setUp is not null)
        {
            console.WriteLine("Nobody has an account yet. This link makes the first administrator; it works once, for a day:");
            console.WriteLine($"  {setUp}");
        }
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            console.WriteLine("Stopping.");
        }
        await server.StopAsync(CancellationToken.None);
        return ExitCode.NothingFound;
    }
}
