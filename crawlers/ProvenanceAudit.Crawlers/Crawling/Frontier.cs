using ProvenanceAudit.Crawlers.Addresses;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>
/// The addresses that a run knows and those still to be visited, by host. Each address is known once, by its
/// <see cref="CrawlAddress.Key"/>.
/// </summary>
internal sealed class Frontier(CrawlScope scope, TrapGuard traps)
{
    private readonly HashSet<UInt128> _known = [];
    private readonly Dictionary<string, HostQueue> _hosts = new(StringComparer.Ordinal);
    private readonly PriorityQueue<HostQueue, DateTimeOffset> _waiting = new();
    private long _order;

    /// <summary>Addresses waiting to be visited.</summary>
    public long Waiting { get; private set; }

    /// <summary>Takes up an address that the record holds.</summary>
    public void Restore(KnownAddress known)
    {
        _known.Add(known.Entry.Address.Key());
        if (IsRobots(known.Entry))
            return;
        if (known.Entry.Kind == AddressKind.Page && known.Entry.Depth > 0)
            traps.TryAdmit(known.Entry.Address, out _);
        if (known.Due)
            Enqueue(known.Entry);
    }

    /// <summary>Whether an address is new and belongs to the crawl; from then on it is known.</summary>
    /// <param name="entry">The address as it was found.</param>
    /// <param name="trap">Why it is not to be visited though new, where it looks like one of endless many; else null.</param>
    public bool TryAdd(FrontierEntry entry, out string? trap)
    {
        trap = null;
        // A seed was asked for, and may be no more than the way to what belongs to the crawl.
        if (entry.Kind == AddressKind.Page && entry.FoundOn is not null && !scope.Allows(entry.Address, entry.Depth, out _))
            return false;
        if (IsRobots(entry) || !_known.Add(entry.Address.Key()))
            return false;
        // What the site lists itself, and what was asked for, is meant; links are what traps are made of.
        if (entry.Kind == AddressKind.Page && entry.Depth > 0)
            traps.TryAdmit(entry.Address, out trap);
        if (trap is null)
            Enqueue(entry);
        return true;
    }

    /// <summary>Puts an address back, to be tried again.</summary>
    public void Enqueue(FrontierEntry entry)
    {
        HostQueue host = HostOf(entry.Address);
        host.Add(entry, _order++);
        Waiting++;
        // Where others wait, or one is under way, it is waiting already, or will be when released.
        if (host.Count == 1 && !host.Busy)
            _waiting.Enqueue(host, host.NextAt);
    }

    /// <summary>Takes the next address whose host may be asked; its host is busy until <see cref="Release"/>.</summary>
    /// <param name="now">The time.</param>
    /// <param name="next">When there may be one, where there is none now; null where none waits for time.</param>
    public (HostQueue Host, FrontierEntry Entry)? Take(DateTimeOffset now, out DateTimeOffset? next)
    {
        next = null;
        if (!_waiting.TryPeek(out HostQueue? host, out DateTimeOffset at))
            return null;
        if (at > now)
        {
            next = at;
            return null;
        }
        _waiting.Dequeue();
        host.Busy = true;
        Waiting--;
        return (host, host.Take());
    }

    /// <summary>Lets a host be asked again, from its time on.</summary>
    public void Release(HostQueue host)
    {
        host.Busy = false;
        if (host.Count > 0)
            _waiting.Enqueue(host, host.NextAt);
    }

    /// <summary>Whether it is robots.txt, which is read anyway, before anything else of its site.</summary>
    private static bool IsRobots(FrontierEntry entry) => entry.Address.PathAndQuery == "/robots.txt";

    private HostQueue HostOf(CrawlAddress address)
    {
        if (!_hosts.TryGetValue(address.Authority, out HostQueue? host))
            _hosts[address.Authority] = host = new HostQueue(address.Authority);
        return host;
    }
}
