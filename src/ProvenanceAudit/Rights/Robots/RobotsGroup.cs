using System.Text;

namespace ProvenanceAudit.Rights.Robots;

/// <summary>A group of robots.txt: the agents it is for, and what they may crawl (RFC 9309, 2.2.1).</summary>
public sealed class RobotsGroup
{
    private readonly List<string> _agents = [];
    private readonly List<string> _writtenAgents = [];
    private readonly List<RobotsRule> _rules = [];

    /// <summary>
    /// The agents as the file names them, each cut after the letters, hyphens and underscores that a product token consists of;
    /// <c>*</c> for all that no group names.
    /// </summary>
    public IReadOnlyList<string> Agents => _agents;

    /// <summary>The rules, in the order of the file.</summary>
    public IReadOnlyList<RobotsRule> Rules => _rules;

    /// <summary>Whether the group is for agents that no group names.</summary>
    public bool IsForAll => _agents.Contains(RobotsFile.AllAgents);

    /// <summary>Whether the group names an agent; letter case does not count.</summary>
    public bool Names(string agent) =>
        agent != RobotsFile.AllAgents && _agents.Any(named => Ascii.EqualsIgnoreCase(named, agent));

    /// <summary>
    /// Whether the group names an agent in full, up to the first space or slash: <c>AI2Bot</c>, which is no product token, since
    /// these have no digits, and is what that crawler is called all the same.
    /// </summary>
    public bool NamesInFull(string agent) => agent != RobotsFile.AllAgents
        && _writtenAgents.Any(written => Ascii.EqualsIgnoreCase(written.AsSpan(0, EndOfName(written)), agent));

    private static int EndOfName(string written) => written.AsSpan().IndexOfAny(" \t/") is >= 0 and int end ? end : written.Length;

    internal void Add(string agent, string written)
    {
        _agents.Add(agent);
        _writtenAgents.Add(written);
    }

    internal void Add(RobotsRule rule) => _rules.Add(rule);
}

/// <summary>An Allow or Disallow line.</summary>
public sealed class RobotsRule
{
    private readonly RobotsPattern _pattern;
    private readonly RobotsPattern? _folder;

    internal RobotsRule(int line, bool allows, RobotsPattern pattern)
    {
        (Line, Allows, _pattern) = (line, allows, pattern);
        _folder = allows ? pattern.FolderOfIndexPage() : null;
    }

    /// <summary>Number of the line, from 1.</summary>
    public int Line { get; }

    /// <summary>Whether it allows; else it disallows.</summary>
    public bool Allows { get; }

    /// <summary>The path pattern, percent-encoded; empty patterns of Disallow lines forbid nothing.</summary>
    public string Pattern => _pattern.Text;

    /// <summary>Octets of the pattern that matches a path; -1 where none does.</summary>
    internal int MatchLength(ReadOnlySpan<byte> path) =>
        _pattern.Matches(path) ? _pattern.Length : _folder?.Matches(path) == true ? _folder.Length : -1;
}
