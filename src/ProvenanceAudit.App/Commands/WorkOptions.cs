using System.ComponentModel;
using ProvenanceAudit.App.Serving;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>What commands take that go to the registry of a server; each can also stand in the environment or in the settings file.</summary>
internal class RegistryOptions : CommandSettings
{
    [CommandOption("-d|--data <DIR>")]
    [Description("Folder of this machine's index and settings.json, and of the registry where it is SQLite "
        + "(default: provenance-audit in the user's data folder; environment: PROVENANCE_AUDIT_DATA).")]
    public string? Data { get; init; }

    [CommandOption("--database <CONNECTION>")]
    [Description("PostgreSQL, as Host=...;Database=... or postgres://...; without it, SQLite in the data folder, for this machine alone "
        + "(environment: PROVENANCE_AUDIT_DATABASE, which keeps the password out of the list of processes).")]
    public string? Database { get; init; }

    /// <summary>The settings from all sources.</summary>
    public virtual ServerSettings ToSettings() => ServerSettings.Read(Data, new Dictionary<string, string?>
    {
        [nameof(ServerSettings.Database)] = Database,
    });
}

/// <summary>Options of <c>work</c>.</summary>
internal sealed class WorkOptions : RegistryOptions
{
    [CommandOption("--workers <N>")]
    [Description("Jobs that run at once in this process, 1 to 64 (default: 2).")]
    public string? Workers { get; init; }

    /// <inheritdoc/>
    public override ServerSettings ToSettings()
    {
        ServerSettings settings = ServerSettings.Read(Data, new Dictionary<string, string?>
        {
            [nameof(ServerSettings.Database)] = Database,
            [nameof(ServerSettings.Workers)] = Workers,
        });
        return settings.Workers > 0 ? settings : throw new UserErrorException("settings: Workers is '0'; a worker runs 1 job at least");
    }
}
