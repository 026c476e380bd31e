namespace ProvenanceAudit.Rights.Deciding;

/// <summary>
/// Explicit licences: those of the work or page as a whole. Of licences with dates, the latest that began counts; one for mining
/// comes before others where mining is asked; of several left, the one that asks for most.
/// </summary>
internal static class LicenceResolution
{
    internal static StandardVerdict? Decide(IReadOnlyList<Candidate> candidates, Question question)
    {
        Candidate[] speaking = [.. candidates.Where(one => one.Statement.Uses.Contains(question.Use)
            && one.Effect != RightsEffect.Inform)];
        if (question.Use == RightsUse.TextAndDataMining && Array.Exists(speaking, IsForMining))
            speaking = [.. speaking.Where(IsForMining)];
        if (speaking.Length == 0)
            return null;
        Candidate[] current = [.. speaking.GroupBy(one => (one.Statement.SourceAddress, Version(one))).SelectMany(version =>
        {
            DateTimeOffset? latest = version.Max(one => one.Statement.ValidFrom);
            return version.Where(one => latest is null || one.Statement.ValidFrom == latest);
        })];
        Candidate governing = current.OrderByDescending(one => one.Statement.Conditions.Count)
            .ThenByDescending(one => Coverage.Specificity(one.Scope)).First();
        return StandardVerdict.Choose(speaking, governing, governing.Statement.Remarks is [string remark, ..] ? remark
            : "a licence of the whole",
            one => current.Contains(one) ? "another licence of the same content asks for as much or more"
                : "a later licence has begun")
            with
        { IsLicence = true };
    }

    private static bool IsForMining(Candidate one) => one.Statement.Position?.EndsWith(" tdm", StringComparison.Ordinal) == true;

    private static string Version(Candidate one) =>
        one.Statement.Position is { } place && place.LastIndexOf(' ') is >= 0 and int space ? place[space..] : "";
}
