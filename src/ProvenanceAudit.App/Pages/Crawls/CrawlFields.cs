using System.ComponentModel.DataAnnotations;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.Crawlers.Fetching;

namespace ProvenanceAudit.App.Pages.Crawls;

/// <summary>What is crawled and how, as it is filled in: lists are a line each.</summary>
public sealed class CrawlFields
{
    /// <summary>Where it begins.</summary>
    [Required(ErrorMessage = "The crawl needs an address to begin at.")]
    public string? Seeds { get; set; }

    /// <summary>Hosts that belong to it; those of the seeds where empty.</summary>
    public string? Hosts { get; set; }

    /// <summary>Whether hosts below those belong to it too.</summary>
    public bool Subdomains { get; set; }

    /// <summary>Beginnings of paths that belong to it.</summary>
    public string? PathPrefixes { get; set; }

    /// <summary>Patterns of addresses that belong to it.</summary>
    public string? Include { get; set; }

    /// <summary>Patterns of addresses that do not.</summary>
    public string? Exclude { get; set; }

    /// <summary>Most links from a seed to a page; null for no bound.</summary>
    public int? Depth { get; set; }

    /// <summary>Most pages that one run fetches.</summary>
    public long Pages { get; set; } = 10_000;

    /// <summary>Least seconds between two requests to a host.</summary>
    public double DelaySeconds { get; set; } = 1;

    /// <summary>Hosts that are asked at the same time.</summary>
    public int ConcurrentHosts { get; set; } = 8;

    /// <summary>Product token that it asks by.</summary>
    public string? Agent { get; set; } = CrawlerIdentity.DefaultToken;

    /// <summary>Address or e-mail at which a site reaches who crawls.</summary>
    public string? Contact { get; set; }

    /// <summary>Whether sitemaps and feeds are read.</summary>
    public bool Lists { get; set; }

    /// <summary>The fields that give what is kept.</summary>
    public static CrawlFields Of(CrawlInput input) => new()
    {
        Seeds = Join(input.Seeds),
        Hosts = Join(input.Hosts),
        Subdomains = input.Subdomains,
        PathPrefixes = Join(input.PathPrefixes),
        Include = Join(input.Include),
        Exclude = Join(input.Exclude),
        Depth = input.Depth,
        Pages = input.Pages,
        DelaySeconds = input.DelaySeconds,
        ConcurrentHosts = input.ConcurrentHosts,
        Agent = input.Agent,
        Contact = input.Contact,
        Lists = input.Lists,
    };

    /// <summary>What is kept of the fields.</summary>
    public CrawlInput ToInput() => new()
    {
        Seeds = Split(Seeds),
        Hosts = Split(Hosts),
        Subdomains = Subdomains,
        PathPrefixes = Split(PathPrefixes),
        Include = Split(Include),
        Exclude = Split(Exclude),
        Depth = Depth,
        Pages = Pages,
        DelaySeconds = DelaySeconds,
        ConcurrentHosts = ConcurrentHosts,
        Agent = string.IsNullOrWhiteSpace(Agent) ? CrawlerIdentity.DefaultToken : Agent,
        Contact = string.IsNullOrWhiteSpace(Contact) ? null : Contact.Trim(),
        Lists = Lists,
    };

    private static string Join(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string[] Split(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
