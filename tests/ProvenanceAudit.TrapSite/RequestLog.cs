using System.Collections.Concurrent;

namespace ProvenanceAudit.TrapSite;

/// <summary>One request as the site saw it.</summary>
/// <param name="Time">When it came.</param>
/// <param name="Host">Host and port that it came to.</param>
/// <param name="Path">Path and query, as sent.</param>
/// <param name="Agent">User agent; empty where none was sent.</param>
/// <param name="IsConditional">Whether it asked only for what has changed.</param>
/// <param name="Status">Status of the answer; 0 while there is none.</param>
public sealed record LoggedRequest(DateTimeOffset Time, string Host, string Path, string Agent, bool IsConditional, int Status);

/// <summary>Every request that a site got, in the order they came.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<LoggedRequest> _requests = [];
    private readonly ConcurrentDictionary<string, int> _open = [];
    private readonly ConcurrentDictionary<string, int> _most = [];

    /// <summary>All requests that were answered.</summary>
    public IReadOnlyCollection<LoggedRequest> Requests => _requests;

    /// <summary>Most requests that a host had open at once.</summary>
    public int MostAtOnce(string host) => _most.GetValueOrDefault(host);

    internal void Begin(string host)
    {
        int open = _open.AddOrUpdate(host, 1, (_, count) => count + 1);
        _most.AddOrUpdate(host, open, (_, most) => Math.Max(most, open));
    }

    internal void End(LoggedRequest request)
    {
        _open.AddOrUpdate(request.Host, 0, (_, count) => count - 1);
        _requests.Enqueue(request);
    }
}
