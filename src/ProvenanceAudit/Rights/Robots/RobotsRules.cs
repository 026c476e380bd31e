using System.Text;

namespace ProvenanceAudit.Rights.Robots;

/// <summary>What robots.txt says on one address for one agent.</summary>
/// <param name="Allowed">Whether it may be crawled.</param>
/// <param name="Line">Number of the line that decided, from 1; 0 where no line speaks of the address, which allows it.</param>
/// <param name="Named">Whether a group names the agent; else the groups for all decided, if there are any.</param>
public readonly record struct RobotsVerdict(bool Allowed, int Line, bool Named);

/// <summary>The rules of robots.txt for one agent.</summary>
public sealed class RobotsRules
{
    private readonly RobotsRule[] _rules;

    internal RobotsRules(bool named, IReadOnlyList<RobotsGroup> groups)
    {
        (Named, Groups) = (named, groups);
        _rules = [.. groups.SelectMany(g => g.Rules)];
    }

    /// <summary>Whether the groups name the agent; else they are for all.</summary>
    public bool Named { get; }

    /// <summary>The groups that are for the agent; empty where none is, which allows everything.</summary>
    public IReadOnlyList<RobotsGroup> Groups { get; }

    /// <summary>
    /// Decides by the rule with the most octets among those that match; of an Allow and a Disallow of one length, by the Allow.
    /// </summary>
    /// <param name="address">An address, percent-encoded already; one without scheme or host is read as a path.</param>
    public RobotsVerdict Decide(string address)
    {
        byte[] path = Encoding.UTF8.GetBytes(PathAndQuery(address));
        // A zero ends what Google's parser compares.
        ReadOnlySpan<byte> compared = path.AsSpan(0, Array.IndexOf(path, (byte)0) is >= 0 and int zero ? zero : path.Length);
        (int Length, int Line) allow = (-1, 0), disallow = (-1, 0);
        foreach (RobotsRule rule in _rules)
        {
            ref (int Length, int Line) longest = ref rule.Allows ? ref allow : ref disallow;
            int length = rule.MatchLength(compared);
            if (length > longest.Length)
                longest = (length, rule.Line);
        }
        bool forbidden = disallow.Length > 0 && disallow.Length > allow.Length;
        return new RobotsVerdict(!forbidden, disallow.Length > allow.Length ? disallow.Line : allow.Line, Named);
    }

    /// <summary>Path, parameters and query of an address, from its first slash on; <c>/</c> where it has none.</summary>
    internal static string PathAndQuery(string address)
    {
        int begin = address.StartsWith("//", StringComparison.Ordinal) ? 2 : 0;
        int path = IndexOfAny(address, "/?;", begin);
        int scheme = address.IndexOf("://", begin, StringComparison.Ordinal);
        if (scheme >= 0 && (path < 0 || scheme <= path))
            path = IndexOfAny(address, "/?;", scheme + 3);
        int fragment = address.IndexOf('#', begin);
        if (path < 0 || (fragment >= 0 && fragment < path))
            return "/";
        string found = fragment < 0 ? address[path..] : address[path..fragment];
        return found[0] == '/' ? found : "/" + found;
    }

    private static int IndexOfAny(string text, string any, int from)
    {
        int at = text.AsSpan(Math.Min(from, text.Length)).IndexOfAny(any);
        return at < 0 ? -1 : from + at;
    }
}
