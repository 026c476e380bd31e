using ProvenanceAudit.Crawlers.Addresses;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>
/// What is to be visited of one host, in the order of depth and of finding, and when the next request may be sent. One request at a
/// time, so that no two threads see it at once.
/// </summary>
internal sealed class HostQueue(string authority)
{
    private readonly PriorityQueue<FrontierEntry, (int Depth, long Order)> _entries = new();
    private readonly Dictionary<string, RobotsState> _robots = new(StringComparer.Ordinal);

    /// <summary>Host and port.</summary>
    public string Authority { get; } = authority;

    /// <summary>Whether a request is under way.</summary>
    public bool Busy { get; set; }

    /// <summary>When the next request may be sent.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>Failures in a row.</summary>
    public int Failures { get; set; }

    /// <summary>Why the rest is left to the next run; null while it is not.</summary>
    public string? PutOff { get; set; }

    /// <summary>Addresses waiting.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds an address.</summary>
    public void Add(FrontierEntry entry, long order) => _entries.Enqueue(entry, (entry.Depth, order));

    /// <summary>Takes the next address.</summary>
    public FrontierEntry Take() => _entries.Dequeue();

    /// <summary>What robots.txt of an address's origin says, where it was read within the last day.</summary>
    public RobotsState? RobotsOf(CrawlAddress address, DateTimeOffset now) =>
        _robots.TryGetValue(address.Origin, out RobotsState? state) && now - state.Answer.AskedAt < RobotsState.MaximumAge ? state : null;

    /// <summary>Keeps what robots.txt of an origin says.</summary>
    public void Keep(string origin, RobotsState state) => _robots[origin] = state;
}
