namespace ProvenanceAudit.Rights.Deciding;

/// <summary>A statement in force that is about what is asked.</summary>
/// <param name="Sighting">The statement.</param>
/// <param name="Note">What is not certain of it; null where nothing is to be said.</param>
internal sealed record Candidate(RightsSighting Sighting, string? Note)
{
    internal RightsStatement Statement => Sighting.Statement;

    internal RightsScope Scope => Sighting.Statement.Scope;

    internal RightsEffect Effect => Sighting.Statement.Effect;
}

/// <summary>What one standard says of the use, by its own order.</summary>
/// <param name="Governing">Its statement that decides.</param>
/// <param name="Reason">Why that one: the standard's own rule; one sentence.</param>
/// <param name="Others">Its statements that do not decide, and why.</param>
internal sealed record StandardVerdict(Candidate Governing, string Reason, IReadOnlyList<ConsideredStatement> Others)
{
    internal RightsEffect Effect => Governing.Effect;

    /// <summary>The agents for which alone it is so; empty for anybody, or for the one that was asked for.</summary>
    internal IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>Conditions of another document that opens what is reserved.</summary>
    internal bool IsLicence { get; init; }

    /// <summary>A verdict by which one of several governs.</summary>
    internal static StandardVerdict Choose(IEnumerable<Candidate> all, Candidate governing, string reason, Func<Candidate,
        string> why) =>
        new(governing, reason, [.. all.Where(one => one != governing)
            .Select(one => new ConsideredStatement(one.Sighting, why(one)))]);

    /// <summary>The most restrictive of several; of equals the most specific, then the first.</summary>
    internal static Candidate MostRestrictive(IEnumerable<Candidate> candidates) => candidates
        .OrderBy(one => one.Effect switch
        {
            RightsEffect.Reserve => 0,
            RightsEffect.Conditional => 1,
            RightsEffect.Permit => 2,
            _ => 3
        })
        .ThenBy(one => one.Statement.Strength)
        .ThenByDescending(one => Coverage.Specificity(one.Scope))
        .ThenBy(one => one.Statement.SourceAddress, StringComparer.Ordinal)
        .ThenBy(one => one.Statement.Line)
        .First();
}
