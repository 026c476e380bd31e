using System.ComponentModel;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Crawlers.Fetching;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Options of <c>crawl</c>.</summary>
internal sealed class CrawlOptions : SiteOptions
{
    [CommandArgument(0, "<URL>")]
    [Description("Addresses to begin at, one or more.")]
    public string[] Urls { get; init; } = [];

    [CommandOption("-c|--catalog <NAME>")]
    [Description("Catalog of the registry that the pages go into; made where there is none (default: the first host).")]
    public string? Catalog { get; init; }

    [CommandOption("-n|--name <NAME>")]
    [Description("Name of the crawl: the same name goes on with it, and asks only for what changed (default: the catalog's name).")]
    public string? Name { get; init; }

    [CommandOption("--host <HOST>")]
    [Description("Hosts that belong to the crawl; may be given several times (default: those of the addresses).")]
    public string[] Hosts { get; init; } = [];

    [CommandOption("--subdomains")]
    [Description("Hosts below those belong to it too.")]
    public bool Subdomains { get; init; }

    [CommandOption("--path <PREFIX>")]
    [Description("Beginning of the paths that belong to it, such as /news/; may be given several times.")]
    public string[] Paths { get; init; } = [];

    [CommandOption("--include <PATTERN>")]
    [Description("Addresses that belong to it, [bold]*[/] for any characters; may be given several times.")]
    public string[] Include { get; init; } = [];

    [CommandOption("--exclude <PATTERN>")]
    [Description("Addresses that do not; may be given several times.")]
    public string[] Exclude { get; init; } = [];

    [CommandOption("--depth <N>")]
    [Description("Most links from an address given to a page (default: no bound).")]
    public int? Depth { get; init; }

    [CommandOption("--pages <N>")]
    [Description("Most pages to fetch in this run (default: 10,000).")]
    public long Pages { get; init; } = 10_000;

    [CommandOption("--delay <SECONDS>")]
    [Description("Least time between two requests to a host; a longer one in its robots.txt is kept to (default: 1).")]
    public double Delay { get; init; } = 1;

    [CommandOption("--hosts-at-once <N>")]
    [Description("Hosts that are asked at the same time, each one request at a time (default: 8).")]
    public int HostsAtOnce { get; init; } = 8;

    [CommandOption("--agent <NAME>")]
    [Description($"Product token that the crawler asks by and looks for in robots.txt (default: {CrawlerIdentity.DefaultToken}).")]
    public string Agent { get; init; } = CrawlerIdentity.DefaultToken;

    [CommandOption("--contact <TEXT>")]
    [Description("Address or e-mail at which a site reaches you; goes into the User-Agent header.")]
    public string? Contact { get; init; }

    [CommandOption("--no-sitemaps")]
    [Description("Follows links alone, no sitemaps and feeds.")]
    public bool NoSitemaps { get; init; }

    [CommandOption("-w|--works-file <FILE>")]
    [Description("Writes the pages that are new or changed as a catalog too (JSON Lines, schemas/catalog.schema.json), for 'scan'.")]
    public string? Works { get; init; }

    [CommandOption("--json")]
    [Description("Prints what the run came to as a JSON object.")]
    public bool Json { get; init; }

    /// <summary>What is crawled.</summary>
    public CrawlInput ToInput() => new()
    {
        Seeds = Urls,
        Hosts = Hosts,
        Subdomains = Subdomains,
        PathPrefixes = Paths,
        Include = Include,
        Exclude = Exclude,
        Depth = Depth,
        Pages = Pages,
        DelaySeconds = Delay,
        ConcurrentHosts = HostsAtOnce,
        Agent = Agent,
        Contact = Contact,
        Lists = !NoSitemaps,
    };

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        CrawlInput input = ToInput();
        var mistakes = FieldMistake.Of(input).ToList();
        input.ToSettings(mistakes);
        string[] all = [.. mistakes.Select(m => m.Text), .. NetworkMistakes];
        return all.Length == 0 ? ValidationResult.Success() : ValidationResult.Error(string.Join('\n', all));
    }
}
