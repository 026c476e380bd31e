using ProvenanceAudit.Rights.Deciding;

namespace ProvenanceAudit.Rights;

/// <summary>A decision and a history as plain lines: what was decided, by which words, seen where and when, and what speaks against it.</summary>
public static class RightsDecisionText
{
    private const int LongestRaw = 300;
    private const int MaximumConsidered = 20;

    /// <summary>The lines of a decision.</summary>
    public static IReadOnlyList<string> Of(RightsDecision decision)
    {
        var lines = new List<string>
        {
            $"{decision.Outcome.ToString().ToUpperInvariant()}: {KebabCase.NameOf(decision.Use)} of {decision.Subject}"
                + (decision.Agent is null ? "" : $" by {decision.Agent}") + $", at {Standing.Day(decision.At)}",
        };
        if (decision.Agents.Count > 0)
            lines.Add($"  for {RobotsResolution.Listed(decision.Agents)} alone");
        if (decision.Conditions.Count > 0)
            lines.Add($"  {(decision.Outcome == RightsOutcome.Reserved ? "lifted by" : "on condition")}: "
                + string.Join("; ", decision.Conditions.Select(Of)));
        if (decision.Governing is { } governing)
            lines.AddRange(Of(governing, "  "));
        lines.Add("why:");
        lines.AddRange(decision.Reasons.Select(reason => $"  - {reason}"));
        Append(lines, "conflicts:", decision.Conflicts, int.MaxValue);
        Append(lines, "considered:", decision.Considered, MaximumConsidered);
        return lines;
    }

    /// <summary>The lines of a history, a period each; what lies between two was not seen.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<RightsPeriod> history)
    {
        var lines = new List<string>();
        for (int i = 0; i < history.Count; i++)
        {
            RightsPeriod period = history[i];
            if (i > 0 && period.From > history[i - 1].To)
                lines.Add($"  between {Standing.Day(history[i - 1].To)} and {Standing.Day(period.From)} it changed; when was not seen");
            string time = period.From == period.To ? $"on {Standing.Day(period.From)}" : $"{Standing.Day(period.From)} to {Standing.Day(period.To)}";
            string what = period.Decision.Governing is { } governing
                ? $", {RightsStandardInfo.Of(governing.Statement.Standard).Name}: {Short(governing.Statement.RawText)}" : "";
            lines.Add($"{time}: {KebabCase.NameOf(period.Decision.Outcome)}{what}");
        }
        if (history.Count > 0)
            lines.Add($"  since {Standing.Day(history[^1].To)} nobody looked");
        return lines;
    }

    /// <summary>A condition in words.</summary>
    public static string Of(RightsCondition condition) => condition.Text
        + (condition.Amount is { } amount ? $" ({amount} {condition.Currency})" : "") + (condition.Link is null ? "" : $" <{condition.Link}>");

    private static void Append(List<string> lines, string heading, IReadOnlyList<ConsideredStatement> statements, int most)
    {
        if (statements.Count == 0)
            return;
        lines.Add(heading);
        foreach (ConsideredStatement one in statements.Take(most))
        {
            RightsStatement statement = one.Sighting.Statement;
            lines.Add($"  - {KebabCase.NameOf(statement.Effect)}, {RightsStandardInfo.Of(statement.Standard).Name}: {Short(statement.RawText)}"
                + $" ({Place(statement)}): {one.Why}");
        }
        if (statements.Count > most)
            lines.Add($"  - and {statements.Count - most} more");
    }

    private static IEnumerable<string> Of(RightsSighting sighting, string indent)
    {
        RightsStatement statement = sighting.Statement;
        RightsStandardInfo standard = RightsStandardInfo.Of(statement.Standard);
        yield return $"{indent}by {standard.Name}{(statement.Version is null ? "" : $" ({statement.Version})")}, "
            + $"{KebabCase.NameOf(statement.Strength)}: {Short(statement.RawText)}";
        yield return $"{indent}said by {(statement.Declarant.Name is null ? "" : statement.Declarant.Name + ", ")}"
            + $"{KebabCase.NameOf(statement.Declarant.Role)}; found at {Place(statement)}";
        yield return $"{indent}first seen {Standing.Day(sighting.FirstSeen)}, last seen {Standing.Day(sighting.LastSeen)}"
            + (statement.Evidence.HttpStatus is { } status ? $", HTTP status {status}" : "")
            + (statement.Evidence.BodySha256 is { } hash ? $", SHA-256 {hash}" : "");
        if (statement.Link is not null)
            yield return $"{indent}refers to {statement.Link}";
        foreach (string remark in statement.Remarks)
            yield return $"{indent}note: {remark}";
    }

    private static string Place(RightsStatement statement) => statement.SourceAddress
        + (statement.Line is { } line ? $", line {line}" : "") + (statement.Position is null ? "" : $", {statement.Position}");

    // One line: what is written in several would break the list; control characters have no place on a terminal.
    private static string Short(string raw)
    {
        string line = string.Join(' ', raw.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.Where(c => !char.IsControl(c)));
        if (line.Length <= LongestRaw)
            return line;
        int end = char.IsHighSurrogate(line[LongestRaw - 1]) ? LongestRaw - 1 : LongestRaw;
        return line[..end] + "...";
    }
}
