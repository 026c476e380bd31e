using Cronos;
using ProvenanceAudit.App.Scans;

namespace ProvenanceAudit.App.Plans;

/// <summary>
/// When a plan is due: a cron expression of five fields, read in a time zone. A time that daylight saving skips is due when the
/// clock has jumped; one that comes twice is due the first time, unless the schedule is a rhythm such as every hour.
/// </summary>
internal sealed class PlanSchedule
{
    /// <summary>Longest cron expression, in characters.</summary>
    public const int LongestCron = 200;

    private readonly CronExpression _expression;

    private PlanSchedule(CronExpression expression, CronFields fields, TimeZoneInfo zone) =>
        (_expression, Fields, Zone) = (expression, fields, zone);

    /// <summary>What the expression stands for.</summary>
    public CronFields Fields { get; }

    /// <summary>The zone that it is read in.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The schedule in words: <c>every Monday at 06:00, Europe/London</c>.</summary>
    public string Words => $"{CronWords.Of(Fields)}, {Zone.Id}";

    /// <summary>Reads a schedule.</summary>
    /// <param name="cron">Minute, hour, day of the month, month, day of the week.</param>
    /// <param name="timeZone">IANA name.</param>
    /// <exception cref="ScheduleException">It cannot be read, or is never due.</exception>
    public static PlanSchedule Read(string cron, string timeZone)
    {
        // Names of files and of Windows' zones are no IANA names, whatever the system makes of them.
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out TimeZoneInfo? zone) || !zone.HasIanaId || zone.Id != timeZone)
            throw new ScheduleException("TimeZone", $"'{timeZone}' is no time zone known here; one is Europe/London");
        if (cron.Length > LongestCron)
            throw new ScheduleException("Cron", $"a cron expression has at most {LongestCron} characters");
        CronFields fields;
        CronExpression expression;
        try
        {
            fields = CronFields.Read(cron);
            expression = CronExpression.Parse(cron, CronFormat.Standard);
        }
        catch (Exception e) when (e is FormatException or MissingSeedException)
        {
            throw new ScheduleException("Cron", e.Message);
        }
        var schedule = new PlanSchedule(expression, fields, zone);
        return schedule.Next(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)) is not null
            ? schedule
            : throw new ScheduleException("Cron", "no such day ever comes");
    }

    /// <summary>Reads a schedule as it was sent; null for none, and where it cannot be read, which is added to the mistakes.</summary>
    public static PlanSchedule? Sent(string? cron, string? timeZone, ICollection<FieldMistake> mistakes)
    {
        try
        {
            return cron is null ? null : Read(cron, timeZone ?? "");
        }
        catch (ScheduleException e)
        {
            mistakes.Add(new(e.Field, FieldMistake.Sentence(e.Message)));
            return null;
        }
    }

    /// <summary>Reads a schedule that was kept; null where this machine does not know its time zone.</summary>
    public static PlanSchedule? Kept(string? cron, string timeZone)
    {
        try
        {
            return cron is null ? null : Read(cron, timeZone);
        }
        catch (ScheduleException)
        {
            return null;
        }
    }

    /// <summary>The first time that it is due after a time, as the zone's clock shows it; null when it never is again.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => _expression.GetNextOccurrence(after, Zone);

    /// <summary>The times that it is due after a time, in order, as the zone's clock shows them.</summary>
    public IEnumerable<DateTimeOffset> After(DateTimeOffset time)
    {
        for (DateTimeOffset? next = Next(time); next is DateTimeOffset due; next = Next(due))
            yield return due;
    }
}

/// <summary>A schedule cannot be used.</summary>
/// <param name="about">Name of the field that is wrong.</param>
/// <param name="message">Why, a clause in lower case.</param>
internal sealed class ScheduleException(string about, string message) : Exception(message)
{
    /// <summary>Name of the field that is wrong: <c>Cron</c>, <c>TimeZone</c>, or one of <see cref="ScheduleInput"/>.</summary>
    public string Field => about;
}
