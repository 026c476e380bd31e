using System.ComponentModel;
using ProvenanceAudit.App.Serving;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>serve</c>; each can also stand in the environment or in the settings file.</summary>
internal sealed class ServeOptions : CommandSettings
{
    [CommandOption("-d|--data <DIR>")]
    [Description("Folder that keeps everything: registry, index, master key, settings.json "
        + "(default: provenance-audit in the user's data folder; environment: PROVENANCE_AUDIT_DATA).")]
    public string? Data { get; init; }

    [CommandOption("--database <CONNECTION>")]
    [Description("PostgreSQL, as Host=...;Database=... or postgres://...; without it, SQLite in the data folder "
        + "(environment: PROVENANCE_AUDIT_DATABASE, which keeps the password out of the list of processes).")]
    public string? Database { get; init; }

    [CommandOption("-u|--urls <URLS>")]
    [Description("Addresses to listen on, separated by semicolons (default: http://localhost:5080).")]
    public string? Urls { get; init; }

    [CommandOption("--public-url <URL>")]
    [Description("Address under which people reach the server, for links (default: the first of --urls).")]
    public string? PublicUrl { get; init; }

    [CommandOption("--workers <N>")]
    [Description("Jobs that run at once in this process, 0 to 64 (default: 2).")]
    public string? Workers { get; init; }

    /// <summary>The settings from all sources.</summary>
    public ServerSettings ToSettings() => ServerSettings.Read(Data, new Dictionary<string, string?>
    {
        [nameof(ServerSettings.Database)] = Database,
        [nameof(ServerSettings.Urls)] = Urls,
        [nameof(ServerSettings.PublicUrl)] = PublicUrl,
        [nameof(ServerSettings.Workers)] = Workers,
    });
}
