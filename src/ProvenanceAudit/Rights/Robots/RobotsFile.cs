using System.Text;

namespace ProvenanceAudit.Rights.Robots;

/// <summary>
/// A robots.txt file, read as RFC 9309 says and, where that leaves a choice, as Google's open-source parser does
/// (github.com/google/robotstxt), which most sites are written for. Any bytes are read; nothing throws.
/// </summary>
/// <remarks>
/// What the RFC leaves open, and what is done: a missing colon is understood in lines of two words; keys may be mistyped in
/// common ways; lines end after 16,663 octets; a byte-order mark, even a partial one, is passed over; addresses are compared as
/// they are given, so callers percent-encode them first; an Allow line for <c>index.html</c> allows its folder.
/// </remarks>
public sealed class RobotsFile
{
    /// <summary>The agent that stands for all that are not named.</summary>
    public const string AllAgents = "*";

    /// <summary>Octets of a file that are read at least (RFC 9309, 2.5); what fetches files keeps no more: 500 KiB.</summary>
    public const int ReadBytes = 500 << 10;

    private readonly List<RobotsDirective> _directives = [];
    private readonly List<RobotsGroup> _groups = [];

    private RobotsFile(ReadOnlySpan<byte> content)
    {
        bool ruled = false;
        foreach (RobotsLine line in new RobotsLines(content))
        {
            string name = Encoding.UTF8.GetString(line.Name);
            RobotsKey key = RobotsDirective.KeyOf(line.Name);
            if (key == RobotsKey.UserAgent && (ruled || _groups.Count == 0))
            {
                _groups.Add(new RobotsGroup());
                ruled = false;
            }
            RobotsGroup? group = _groups.Count == 0 ? null : _groups[^1];
            if (key == RobotsKey.UserAgent)
                group!.Add(AgentOf(line.Value), Encoding.UTF8.GetString(line.Value));
            if (key is RobotsKey.Allow or RobotsKey.Disallow && group is not null)
            {
                group.Add(new RobotsRule(line.Number, key == RobotsKey.Allow, new RobotsPattern(line.Value)));
                ruled = true;
            }
            int? index = group is null ? null : _groups.Count - 1;
            _directives.Add(new RobotsDirective(line.Number, key, name, Encoding.UTF8.GetString(line.Value), index));
        }
    }

    /// <summary>All lines with a key and a value, in order.</summary>
    public IReadOnlyList<RobotsDirective> Directives => _directives;

    /// <summary>The groups, in order; several may name one agent, and count as one.</summary>
    public IReadOnlyList<RobotsGroup> Groups => _groups;

    /// <summary>Reads a file.</summary>
    public static RobotsFile Parse(ReadOnlySpan<byte> content) => new(content);

    /// <summary>Reads a file that was decoded already; it is read as its UTF-8.</summary>
    public static RobotsFile Parse(string content) => new(Encoding.UTF8.GetBytes(content));

    /// <summary>The rules for one agent: of all groups that name it, or, where none does, of all that are for all.</summary>
    /// <param name="agent">A product token such as <c>GPTBot</c>; letter case does not count.</param>
    /// <param name="inFull">
    /// Whether names that are no product tokens, such as <c>AI2Bot</c>, are looked for as they are written. Google's parser, which
    /// cuts them, does not.
    /// </param>
    public RobotsRules For(string agent, bool inFull = false)
    {
        RobotsGroup[] named = [.. _groups.Where(g => g.Names(agent) || (inFull && g.NamesInFull(agent)))];
        return new RobotsRules(named.Length > 0, named.Length > 0 ? named : [.. _groups.Where(g => g.IsForAll)]);
    }

    /// <summary>
    /// Whether a name is a product token that a group can name: letters, hyphens and underscores (RFC 9309, 2.2.1). Others are
    /// cut where they stand in a file, so that only <c>*</c> is for them.
    /// </summary>
    public static bool IsProductToken(string agent) => agent.Length > 0 && agent.All(IsOfToken);

    private static bool IsOfToken(char c) => char.IsAsciiLetter(c) || c is '-' or '_';

    private static string AgentOf(ReadOnlySpan<byte> value)
    {
        // "* (all)" means everybody to Google's parser.
        if (value is [(byte)'*'] or [(byte)'*', (byte)' ' or (>= 9 and <= 13), ..])
            return AllAgents;
        int end = 0;
        while (end < value.Length && IsOfToken((char)value[end]))
            end++;
        return Encoding.ASCII.GetString(value[..end]);
    }
}
