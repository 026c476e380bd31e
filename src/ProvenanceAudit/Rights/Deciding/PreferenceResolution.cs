namespace ProvenanceAudit.Rights.Deciding;

/// <summary>
/// AIPREF's Content-Usage, content signals and ai.txt. In robots.txt the group of the agent and in it the longest path count
/// (draft-ietf-aipref-attach, section 3); of several statements left, any that reserves wins (draft-ietf-aipref-vocab, section
/// 5.1).
/// </summary>
internal static class PreferenceResolution
{
    internal static StandardVerdict? Decide(IReadOnlyList<Candidate> candidates, IReadOnlyList<Candidate> robots,
        Question question)
    {
        // A path that may not be crawled has no preferences in robots.txt; a reservation of it is reported all the same.
        bool closed = question.Path is not null
            && RobotsResolution.Decide(robots, question with { Use = RightsUse.Crawl }) is { Effect: RightsEffect.Reserve };
        var chosen = new List<Candidate>();
        var others = new List<ConsideredStatement>();
        foreach (IGrouping<string, Candidate> source in candidates.GroupBy(one => one.Statement.SourceAddress,
            StringComparer.Ordinal))
        {
            HashSet<string> named = Question.NamedIn(source.Concat(robots.Where(one =>
                one.Statement.SourceAddress == source.Key)));
            Candidate[] group = Question.Group(source, named, question.Agent);
            // Headers have no groups and no paths.
            Candidate[] sited = [.. group.Where(one => one.Scope.Kind == RightsScopeKind.Site)];
            int longest = sited.Select(one => Coverage.Specificity(one.Scope)).DefaultIfEmpty().Max();
            foreach (Candidate one in source)
            {
                if (!group.Contains(one))
                    others.Add(new(one.Sighting, $"it speaks to {RobotsResolution.Listed(one.Scope.Agents)}"));
                else if (one.Scope.Kind == RightsScopeKind.Site && Coverage.Specificity(one.Scope) < longest)
                    others.Add(new(one.Sighting, "a rule with a longer path fits"));
                else if (closed && one.Statement.Standard == RightsStandard.Aipref && one.Scope.Kind == RightsScopeKind.Site
                    && one.Effect == RightsEffect.Permit)
                    others.Add(new(one.Sighting, "what may not be crawled has no usage preference (draft-ietf-aipref-attach)"));
                else if (one.Statement.Uses.Contains(question.Use))
                    chosen.Add(one);
            }
        }
        if (chosen.Count > 0)
        {
            Candidate governing = StandardVerdict.MostRestrictive(chosen);
            StandardVerdict verdict = StandardVerdict.Choose(chosen, governing, Reason(governing, chosen.Count),
                one => one.Effect == governing.Effect ? "it says the same as the one that governs"
                    : "of several statements, any that reserves wins");
            return verdict with { Others = [.. verdict.Others, .. others] };
        }
        return question.Agent is null ? Named(candidates, question) : null;
    }

    private static string Reason(Candidate governing, int count) => governing.Statement.Standard switch
    {
        RightsStandard.Aipref => "Content-Usage: the longest path that fits"
            + (count > 1 ? ", and of several statements any that says n (draft-ietf-aipref-vocab)"
                : " (draft-ietf-aipref-attach)"),
        RightsStandard.ContentSignal => "Content-Signal in the group for this agent; it does not change what may be crawled",
        _ => "the longest pattern of ai.txt that fits",
    };

    // Nobody's agent was asked for, and nothing speaks to all: what is reserved to some by name is told, with their names.
    private static StandardVerdict? Named(IReadOnlyList<Candidate> candidates, Question question)
    {
        Candidate[] reserved = [.. candidates.Where(one => one.Effect == RightsEffect.Reserve
            && one.Statement.Uses.Contains(question.Use)
            && !Coverage.IsForAll(one.Scope))];
        if (reserved.Length == 0)
            return null;
        string[] agents = [.. reserved.SelectMany(one => one.Scope.Agents).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new(reserved[0], $"it is reserved by name to {RobotsResolution.Listed(agents)}; to others nothing is said", [])
        {
            Agents = agents,
        };
    }
}
