using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Tests.Rights;

/// <summary>Sources for tests: a site, seen on one day or another.</summary>
internal static class Seen
{
    internal const string Site = "https://example.org";

    internal static readonly DateTimeOffset Day1 = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    internal static RightsSource At(string path, int day = 1, int? status = 200, RightsScope? subject = null) => new()
    {
        Address = Site + path,
        Evidence = new() { ObservedAt = On(day), HttpStatus = status },
        Subject = subject,
    };

    internal static DateTimeOffset On(int day) => Day1.AddDays(day - 1);

    internal static RightsSourceObservation Look(string path, int day, RightsSourceState state = RightsSourceState.Fetched) =>
        new(Site + path, state, On(day), state switch { RightsSourceState.Fetched => 200, RightsSourceState.Absent => 404, _ => 503 });

    /// <summary>A statement as one line that tests compare: effect, uses, and to whom.</summary>
    internal static string Line(RightsStatement statement) =>
        $"{KebabCase.NameOf(statement.Effect)} {string.Join('+', statement.Uses.Select(KebabCase.NameOf))}"
        + (statement.Scope.PathPattern is null ? "" : " " + statement.Scope.PathPattern)
        + (statement.Scope.Agents.Count == 0 ? "" : " for " + string.Join(',', statement.Scope.Agents));

    internal static string[] Lines(StatedRights stated) => [.. stated.Statements.Select(Line)];
}
