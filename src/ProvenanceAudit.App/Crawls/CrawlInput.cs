using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Crawlers.Fetching;

namespace ProvenanceAudit.App.Crawls;

/// <summary>What is crawled and how, as programs send it, pages make it of their forms, and the registry keeps it.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class CrawlInput
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Where it begins: 1 to 1,000 addresses of http or https.</summary>
    [Required(ErrorMessage = "The crawl needs an address to begin at.")]
    public IReadOnlyList<string> Seeds { get; set => field = value ?? []; } = [];

    /// <summary>Hosts that belong to it; those of the seeds where empty.</summary>
    public IReadOnlyList<string> Hosts { get; set => field = value ?? []; } = [];

    /// <summary>Whether hosts below those belong to it too.</summary>
    public bool Subdomains { get; set; }

    /// <summary>Beginnings of paths that belong to it; all where empty.</summary>
    public IReadOnlyList<string> PathPrefixes { get; set => field = value ?? []; } = [];

    /// <summary>Patterns of addresses that belong to it, <c>*</c> for any characters; all where empty.</summary>
    public IReadOnlyList<string> Include { get; set => field = value ?? []; } = [];

    /// <summary>Patterns of addresses that do not belong to it.</summary>
    public IReadOnlyList<string> Exclude { get; set => field = value ?? []; } = [];

    /// <summary>Most links from a seed to a page; null for no bound.</summary>
    [Range(0, 1000, ErrorMessage = "The depth is 0 to 1,000.")]
    public int? Depth { get; set; }

    /// <summary>Most pages that one run fetches.</summary>
    [Range(1, 10_000_000, ErrorMessage = "The pages are 1 to 10,000,000.")]
    public long Pages { get; set; } = 10_000;

    /// <summary>Least seconds between two requests to a host.</summary>
    [Range(0, 3600, ErrorMessage = "The delay is 0 to 3,600 seconds.")]
    public double DelaySeconds { get; set; } = 1;

    /// <summary>Hosts that are asked at the same time.</summary>
    [Range(1, 256, ErrorMessage = "The hosts at a time are 1 to 256.")]
    public int ConcurrentHosts { get; set; } = 8;

    /// <summary>Product token that it asks by, and that robots.txt names it by.</summary>
    public string Agent { get; set => field = value ?? ""; } = CrawlerIdentity.DefaultToken;

    /// <summary>Address or e-mail at which a site reaches who crawls; null for none.</summary>
    [StringLength(200, ErrorMessage = "The contact has at most 200 characters.")]
    public string? Contact { get; set; }

    /// <summary>Whether sitemaps and feeds are read.</summary>
    public bool Lists { get; set; } = true;

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static CrawlInput Read(string json) => JsonSerializer.Deserialize<CrawlInput>(json, Json)!;

    /// <summary>The settings as the registry keeps them.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>The settings as a crawler takes them, or what stands against them.</summary>
    /// <param name="mistakes">Added to; nothing is returned where any is.</param>
    internal CrawlSettings? ToSettings(ICollection<FieldMistake> mistakes)
    {
        int before = mistakes.Count;
        CrawlAddress[] seeds = [.. Filled(Seeds).Select(seed => SeedOf(seed, mistakes)).OfType<CrawlAddress>()];
        if (seeds.Length is 0 or > 1000 && mistakes.Count == before)
            mistakes.Add(new(nameof(Seeds), "The crawl begins at 1 to 1,000 addresses."));
        CrawlerIdentity? identity = null;
        try
        {
            identity = new CrawlerIdentity(Agent.Trim(), string.IsNullOrWhiteSpace(Contact) ? null : Contact.Trim());
        }
        catch (ArgumentException e)
        {
            mistakes.Add(new(e.ParamName == "contact" ? nameof(Contact) : nameof(Agent), e.ParamName == "contact"
                ? "A contact is printable ASCII without brackets, such as crawl@example.org."
                : "The name is letters, hyphens and underscores, such as ExampleBot."));
        }
        string[] hosts = [.. Filled(Hosts).Select(host => HostOf(host, mistakes)).OfType<string>()];
        if (mistakes.Count > before)
            return null;
        return new CrawlSettings
        {
            Seeds = seeds,
            Scope = new CrawlScope
            {
                Hosts = hosts.Length > 0 ? hosts : CrawlScope.HostsOf(seeds).Hosts,
                Subdomains = Subdomains,
                PathPrefixes = [.. Filled(PathPrefixes)],
                Include = [.. Filled(Include).Select(p => new AddressPattern(p))],
                Exclude = [.. Filled(Exclude).Select(p => new AddressPattern(p))],
                MaximumDepth = Depth,
                MaximumPages = Pages,
            },
            Identity = identity!,
            MinimumDelay = TimeSpan.FromSeconds(DelaySeconds),
            ConcurrentHosts = ConcurrentHosts,
            Lists = Lists,
        };
    }

    private static IEnumerable<string> Filled(IEnumerable<string> texts) => texts.Select(t => t?.Trim() ?? "").Where(t => t.Length > 0);

    private static CrawlAddress? SeedOf(string seed, ICollection<FieldMistake> mistakes)
    {
        // "example.org" is what people write.
        string text = seed.Contains("://", StringComparison.Ordinal) ? seed : "https://" + seed;
        if (CrawlAddress.TryParse(text, null, out CrawlAddress? address, out string? reason))
            return address;
        mistakes.Add(new(nameof(Seeds), string.Create(CultureInfo.InvariantCulture, $"'{seed}' cannot be crawled: {reason}.")));
        return null;
    }

    private static string? HostOf(string host, ICollection<FieldMistake> mistakes)
    {
        if (CrawlAddress.TryParse("http://" + host, null, out CrawlAddress? address) && address.PathAndQuery == "/")
            return address.Authority;
        mistakes.Add(new(nameof(Hosts), $"'{host}' is no host, such as www.example.org."));
        return null;
    }
}
