using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Rights;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Tells which rights were stated on an address, and what they come to, with the evidence.</summary>
internal sealed class RightsCommand : AsyncCommand<RightsOptions>
{
    private static readonly JsonSerializerOptions Json = new(RightsJson.Default.Options)
    {
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <inheritdoc/>
    public override async Task<int> ExecuteAsync(CommandContext context, RightsOptions options, CancellationToken cancellation)
    {
        CrawlAddress address = options.Address;
        bool isPast = options.Moment is { } moment && moment < DateTimeOffset.UtcNow;
        SeenRights now = new([], [], []);
        if (!options.Offline && !isPast)
        {
            Terminals.Error.WriteLine($"Looking at {Terminals.Clean(address.Authority)}");
            now = await RightsLook.AtAsync(address, new CrawlerIdentity(options.As), options.Policy, cancellation);
        }
        SeenRights seen = (await SeenBeforeAsync(options, address, now, cancellation)).And(now with { Sightings = [], Observations = [] });
        var policy = new RightsPolicy(seen.Sightings, seen.Observations);
        var subject = new RightsSubject(address.Text);
        // What was seen just now is what holds now.
        DateTimeOffset at = options.Moment ?? (now.Observations.Count == 0 ? DateTimeOffset.UtcNow : now.Observations.Max(o => o.ObservedAt));
        RightsDecision[] decisions = [.. options.Uses.Select(use => policy.Decide(subject, use, at, options.Agent))];
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(
                new
                {
                    address = address.Text,
                    decisions,
                    history = options.History ? options.Uses.ToDictionary(KebabCase.NameOf, use => policy.History(subject, use, options.Agent)) : null,
                    sources = seen.Observations,
                    problems = seen.Problems,
                }, Json));
            return ExitCode.NothingFound;
        }
        IAnsiConsole console = Terminals.Output;
        foreach (RightsDecision decision in decisions)
        {
            foreach (string line in RightsDecisionText.Of(decision))
                console.WriteLine(Terminals.Clean(line));
            if (options.History)
            {
                console.WriteLine("history:");
                foreach (string line in RightsDecisionText.Of(policy.History(subject, decision.Use, options.Agent)))
                    console.WriteLine(Terminals.Clean("  " + line));
            }
            console.WriteLine();
        }
        foreach (string problem in seen.Problems)
            Terminals.Error.WriteLine(Terminals.Clean(problem));
        return ExitCode.NothingFound;
    }

    /// <summary>What the registry has seen of the site, this look among it; this look alone where there is no registry.</summary>
    private static async Task<SeenRights> SeenBeforeAsync(
        RightsOptions options, CrawlAddress address, SeenRights now, CancellationToken cancellation)
    {
        ServerSettings server = options.ToSettings();
        bool isThere = options.Database is not null || File.Exists(Path.Combine(server.DataFolder, RegistryDatabase.FileName));
        if (!isThere && now.Observations.Count == 0)
            throw new UserErrorException($"nothing was seen before: there is no registry in '{server.DataFolder}'");
        Directory.CreateDirectory(server.DataFolder);
        await using var database = RegistryDatabase.Open(server.Database);
        await database.MigrateAsync(cancellation);
        Guid holder;
        await using (RegistryContext everything = database.CreateContext(RegistryScope.Everything))
            holder = (await LocalCrawls.HolderAsync(everything, options.RightsHolder, cancellation)).Id;
        await using RegistryContext registry = database.CreateContext(RegistryScope.Of(holder));
        var sightings = new RightsSightings(registry, holder);
        await sightings.KeepAsync([.. now.Sightings.Select(s => s.Statement)], now.Observations, cancellation);
        string[] sites = [address.Authority, .. now.Sightings.Select(s => RightsSightings.SiteOf(s.Statement.Scope.Target)),
            .. now.Observations.Select(o => RightsSightings.SiteOf(o.SourceAddress))];
        var seen = new SeenRights([], [], []);
        foreach (string site in sites.Distinct(StringComparer.Ordinal))
            seen = seen.And(new SeenRights(await sightings.StatementsOfAsync(site, cancellation), await sightings.ObservationsOfAsync(site, cancellation), []));
        return seen;
    }
}
