using System.Globalization;

namespace ProvenanceAudit.App.Plans;

/// <summary>How often a plan runs, as people choose it.</summary>
public enum Repeat
{
    /// <summary>By hand alone.</summary>
    Never,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>On one day of every week.</summary>
    Weekly,

    /// <summary>On one day of every month.</summary>
    Monthly,

    /// <summary>As a cron expression says.</summary>
    Cron,
}

/// <summary>A schedule as people choose it on a form; it comes to a cron expression.</summary>
public sealed class ScheduleInput
{
    /// <summary>The last day of a month, as <see cref="MonthDay"/>.</summary>
    public const int LastDay = 0;

    /// <summary>Last day that every month has.</summary>
    public const int LatestMonthDay = 28;

    private const string TimeFormat = "HH':'mm";

    /// <summary>How often.</summary>
    public Repeat Repeat { get; set; }

    /// <summary>The time of day; by cron expression of no account.</summary>
    public string? Time { get; set; } = "03:00";

    /// <summary>The day of every week.</summary>
    public DayOfWeek Weekday { get; set; } = DayOfWeek.Monday;

    /// <summary>The day of every month, 1 to 28, or <see cref="LastDay"/>.</summary>
    public int MonthDay { get; set; } = 1;

    /// <summary>The cron expression.</summary>
    public string? Cron { get; set; }

    /// <summary>IANA time zone of the times.</summary>
    public string? TimeZone { get; set; } = "Etc/UTC";

    /// <summary>The choices that give a schedule.</summary>
    internal static ScheduleInput Of(string? cron, string timeZone)
    {
        var input = new ScheduleInput { TimeZone = timeZone, Cron = cron };
        if (cron is null)
            return input;
        input.Repeat = Repeat.Cron;
        CronFields fields = CronFields.Read(cron);
        if (fields is not { Minutes.Count: 1, Hours.Count: 1, AnyMonth: true, SpecialWeekday: null })
            return input;
        input.Time = new TimeOnly(fields.Hours[0], fields.Minutes[0]).ToString(TimeFormat, CultureInfo.InvariantCulture);
        if (fields is { AnyDay: true, AnyWeekday: true })
            input.Repeat = Repeat.Daily;
        else if (fields is { AnyDay: true, Weekdays.Count: 1 })
            (input.Repeat, input.Weekday) = (Repeat.Weekly, (DayOfWeek)fields.Weekdays[0]);
        else if (fields is { AnyWeekday: true, SpecialDay: "L" })
            (input.Repeat, input.MonthDay) = (Repeat.Monthly, LastDay);
        else if (fields is { AnyWeekday: true, SpecialDay: null, Days: [<= LatestMonthDay] })
            (input.Repeat, input.MonthDay) = (Repeat.Monthly, fields.Days[0]);
        return input;
    }

    /// <summary>The choices as a cron expression; null for by hand alone.</summary>
    /// <exception cref="ScheduleException">A choice cannot be used; the field is named as here.</exception>
    internal string? ToCron()
    {
        if (Repeat == Repeat.Never)
            return null;
        if (Repeat == Repeat.Cron)
            return string.IsNullOrWhiteSpace(Cron) ? throw new ScheduleException(nameof(Cron), "a cron expression is missing") : Cron.Trim();
        // Browsers add seconds where they like.
        if (!TimeOnly.TryParseExact(Time, ["HH:mm", "H:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
            throw new ScheduleException(nameof(Time), "the time must be 00:00 to 23:59");
        string at = string.Create(CultureInfo.InvariantCulture, $"{time.Minute} {time.Hour}");
        return Repeat switch
        {
            Repeat.Daily => $"{at} * * *",
            Repeat.Weekly when Enum.IsDefined(Weekday) => string.Create(CultureInfo.InvariantCulture, $"{at} * * {(int)Weekday}"),
            Repeat.Weekly => throw new ScheduleException(nameof(Weekday), "choose a day of the week"),
            Repeat.Monthly when MonthDay == LastDay => $"{at} L * *",
            Repeat.Monthly when MonthDay is >= 1 and <= LatestMonthDay => string.Create(CultureInfo.InvariantCulture, $"{at} {MonthDay} * *"),
            Repeat.Monthly => throw new ScheduleException(nameof(MonthDay), "choose a day of the month"),
            _ => throw new ScheduleException(nameof(Repeat), "choose how often"),
        };
    }
}
