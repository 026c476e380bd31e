using System.Globalization;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Wording;

/// <summary>Days and periods, in universal time, as a reader says them.</summary>
internal static class Times
{
    /// <summary>The period that a report covers; null when it is open on both sides.</summary>
    public static string? PeriodOf(ReportSubject? subject) => (subject?.From, subject?.To) switch
    {
        (null, null) => null,
        (DateTimeOffset from, null) => $"from {Day(from)} on",
        (null, DateTimeOffset to) => $"until {Day(LastOf(to))}",
        (DateTimeOffset from, DateTimeOffset to) => $"{Day(from)} to {Day(LastOf(to))}",
    };

    /// <summary>Between which days a model was asked; null when no output states a time.</summary>
    public static string? Asked(ModelSummary model)
    {
        if ((model.FirstAsked ?? model.LastAsked) is not DateTimeOffset first)
            return null;
        string from = ShortDay(first), to = ShortDay(model.LastAsked ?? first);
        return from == to ? from : $"{from} to {to}";
    }

    /// <summary>A verdict with who gave it and when: <c>Confirmed by Ada on 1 May 2025, 10:00 UTC</c>.</summary>
    public static (string Verdict, string ByAndAt) Decided(FindingDecision decision)
    {
        string verdict = decision.Verdict switch
        {
            Verdict.Confirmed => "Confirmed",
            Verdict.Dismissed => "Dismissed",
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision.Verdict, null),
        };
        string by = decision.By is string person ? $" by {person}" : "";
        return (verdict, by + (decision.At is DateTimeOffset moment ? $" on {Numbers.Time(moment)}" : ""));
    }

    // The end of a period is the first moment after it.
    private static DateTimeOffset LastOf(DateTimeOffset end) => end.UtcTicks > 0 ? end.ToUniversalTime().AddTicks(-1) : end;

    private static string Day(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string ShortDay(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
