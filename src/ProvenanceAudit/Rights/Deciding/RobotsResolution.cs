namespace ProvenanceAudit.Rights.Deciding;

/// <summary>
/// robots.txt by RFC 9309: the group of the agent, in it the longest path, of equals the Allow. It speaks of crawling. What it closes
/// to an agent that crawls for training is closed for training by that agent; what it opens to it is no licence to train.
/// </summary>
internal static class RobotsResolution
{
    internal static StandardVerdict? Decide(IReadOnlyList<Candidate> candidates, Question question)
    {
        HashSet<string> named = Question.NamedIn(candidates);
        if (question.Agent is not null || question.Use == RightsUse.Crawl)
            return ForAgent(candidates, named, question.Agent, question);
        // Nobody's agent was asked for: what is closed to one by name is told, with those names.
        List<(string Agent, StandardVerdict Verdict)> closed = [];
        foreach (string agent in named.Order(StringComparer.OrdinalIgnoreCase))
            if (ForAgent(candidates, named, agent, question) is { Effect: RightsEffect.Reserve } verdict)
                closed.Add((agent, verdict));
        if (closed.Count == 0)
            return null;
        StandardVerdict first = closed[0].Verdict;
        string[] agents = [.. closed.Select(one => one.Agent)];
        return first with
        {
            Agents = agents,
            Reason = $"robots.txt closes this path by name to {Listed(agents)}, "
                + $"which {(agents.Length == 1 ? "fetches" : "fetch")} for this use; to others it says nothing of it",
        };
    }

    private static StandardVerdict? ForAgent(IReadOnlyList<Candidate> candidates, HashSet<string> named, string? agent, Question question)
    {
        Candidate[] group = Question.Group(candidates, named, agent);
        if (group.Length == 0)
            return null;
        Candidate governing = group.OrderByDescending(one => Coverage.Specificity(one.Scope))
            .ThenBy(one => one.Effect == RightsEffect.Permit ? 0 : 1).First();
        bool isNamed = agent is not null && named.Contains(agent);
        bool says = question.Use == RightsUse.Crawl || (governing.Effect == RightsEffect.Reserve
            && (governing.Statement.Uses.Contains(question.Use) || question.Agents.Find(agent ?? "")?.Uses.Contains(question.Use) == true));
        if (!says)
            return null;
        string who = isNamed ? $"the group that names {agent}" : "the group for all";
        string rule = group.Length == 1 ? "its only rule that fits" : "the longest path that fits, of equals the Allow";
        string purpose = question.Use == RightsUse.Crawl ? "" : $"; {agent} fetches for this use, and may not fetch";
        return StandardVerdict.Choose(group, governing, $"robots.txt, {who}: {rule} (RFC 9309, section 2.2.2){purpose}",
            other => $"a shorter path of the same group than {Quote(governing)}, or a Disallow as long as an Allow");
    }

    private static string Quote(Candidate candidate) => $"'{candidate.Scope.PathPattern ?? "/"}'";

    internal static string Listed(IReadOnlyList<string> agents) => agents.Count <= 8 ? string.Join(", ", agents)
        : $"{string.Join(", ", agents.Take(8))} and {agents.Count - 8} more";
}
