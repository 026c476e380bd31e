namespace ProvenanceAudit.Rights.Deciding;

/// <summary>
/// RSL 1.0, sections 3.1.1 and 4.9: all terms that fit are taken together, the narrower scope before the broader, a prohibition before
/// a permission, the most restrictive where they conflict. Terms for the agent's own group come before those for all.
/// </summary>
internal static class RslResolution
{
    internal static StandardVerdict? Decide(IReadOnlyList<Candidate> candidates, Question question)
    {
        HashSet<string> named = Question.NamedIn(candidates);
        Candidate[] group = [.. Question.Group(candidates, named, question.Agent)
            .Where(one => one.Statement.Uses.Contains(question.Use) && one.Effect != RightsEffect.Inform)];
        if (group.Length == 0)
            return null;
        int narrowest = group.Max(one => Coverage.Specificity(one.Scope));
        Candidate governing = StandardVerdict.MostRestrictive(group.Where(one => Coverage.Specificity(one.Scope) == narrowest));
        return StandardVerdict.Choose(group, governing,
            "RSL 1.0: of the terms that speak of this use, the narrowest scope, and in it the most restrictive (sections 3.1.1 and 4.9)",
            one => Coverage.Specificity(one.Scope) < narrowest ? "terms of a narrower scope speak of this use"
                : "terms as narrow are more restrictive, or are offered beside it");
    }
}
