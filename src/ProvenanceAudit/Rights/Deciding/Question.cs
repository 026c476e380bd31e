namespace ProvenanceAudit.Rights.Deciding;

/// <summary>What is asked, as the standards' rules need it.</summary>
/// <param name="Use">The use.</param>
/// <param name="Path">Path and query of the address; null without one.</param>
/// <param name="Agent">The agent asked for; null for anybody.</param>
/// <param name="Agents">The known agents.</param>
internal sealed record Question(RightsUse Use, string? Path, string? Agent, KnownAgents Agents)
{
    /// <summary>
    /// The statements of one robots.txt that are for an agent, as RFC 9309 section 2.2.1 chooses groups: those that name it, or,
    /// where none in the file does, those for all.
    /// </summary>
    /// <param name="source">Statements of one source, of one standard.</param>
    /// <param name="namedInFile">The agents that the source names in any statement.</param>
    /// <param name="agent">The agent; null for one that nobody names.</param>
    internal static Candidate[] Group(IEnumerable<Candidate> source, IReadOnlySet<string> namedInFile, string? agent)
    {
        bool named = agent is not null && namedInFile.Contains(agent);
        return [.. source.Where(one => named ? Coverage.Names(one.Scope, agent!) : Coverage.IsForAll(one.Scope))];
    }

    /// <summary>The agents that statements of one source name, versions left out.</summary>
    internal static HashSet<string> NamedIn(IEnumerable<Candidate> source) => source.SelectMany(one => one.Scope.Agents)
        .Select(KnownAgents.TokenOf).Where(agent => agent != "*").ToHashSet(StringComparer.OrdinalIgnoreCase);
}
