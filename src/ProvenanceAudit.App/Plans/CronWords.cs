using System.Globalization;

namespace ProvenanceAudit.App.Plans;

/// <summary>A cron expression in English: <c>0 6 * * 1</c> is <c>every Monday at 06:00</c>.</summary>
internal static class CronWords
{
    // Times are named one by one up to here, beyond that by their rule.
    private const int MostTimes = 6;
    private const string AtMinutes = "at minutes";

    /// <summary>The expression in words, in lower case.</summary>
    public static string Of(CronFields cron)
    {
        string time = Time(cron), days = Days(cron);
        // What comes round each hour is no time of a day.
        bool hasRhythm = !time.StartsWith("at ", StringComparison.Ordinal) || time.StartsWith(AtMinutes, StringComparison.Ordinal);
        if (days.Length == 0)
            return hasRhythm ? time : $"every day {time}";
        return hasRhythm ? $"{time}, {days}" : $"{days} {time}";
    }

    private static string Time(CronFields cron)
    {
        IReadOnlyList<int> minutes = cron.Minutes, hours = cron.Hours;
        if (minutes.Count * hours.Count <= MostTimes)
            return $"at {List([.. hours.SelectMany(h => minutes.Select(m => Clock(h, m)))])}";
        bool everyHour = hours.Count == 24;
        if (minutes.Count == 1 && StepOf(hours) is int hourStep)
        {
            string every = hourStep == 1 ? "every hour" : $"every {hourStep} hours";
            return everyHour ? (minutes[0] == 0 ? every : $"every hour at minute {minutes[0]}")
                : $"{every} from {Clock(hours[0], minutes[0])} to {Clock(hours[^1], minutes[0])}";
        }
        if (minutes.Count == 1)
            return $"at {List([.. hours.Select(h => Clock(h, minutes[0]))])}";
        // Only what comes round evenly over the hour is a rhythm: */25 is minutes 0, 25 and 50.
        bool isRhythm = minutes[0] == 0 && StepOf(minutes) is int step && step * minutes.Count == 60;
        if (isRhythm)
        {
            string every = minutes.Count == 60 ? "every minute" : $"every {60 / minutes.Count} minutes";
            return everyHour ? every
                : StepOf(hours) == 1 ? $"{every} from {Clock(hours[0], 0)} to {Clock(hours[^1], minutes[^1])}"
                : $"{every} in the hours {Numbers(hours)}";
        }
        string at = $"{AtMinutes} {Numbers(minutes)}";
        return everyHour ? $"{at} of every hour"
            : StepOf(hours) == 1 && hours.Count > 2 ? $"{at} of every hour from {hours[0]} to {hours[^1]}"
            : hours.Count == 1 ? $"{at} of hour {hours[0]}"
            : $"{at} of the hours {Numbers(hours)}";
    }

    private static string Days(CronFields cron)
    {
        if (cron.AnyDay && cron.AnyWeekday)
            return cron.AnyMonth ? "" : $"every day {InMonths(cron)}";
        if (cron.SpecialWeekday is int which)
        {
            string nth = which == CronFields.LastOfMonth ? "last" : Ordinal(which);
            string weekday = $"on the {nth} {Weekday(cron.Weekdays[0])} {OfMonths(cron)}";
            return cron.AnyDay ? weekday : $"{weekday} if it is {DayOfMonth(cron)}";
        }
        if (cron.AnyDay)
            return $"every {Weekdays(cron.Weekdays)}{(cron.AnyMonth ? "" : " " + InMonths(cron))}";
        string day = $"on {DayOfMonth(cron)} {OfMonths(cron)}";
        return cron.AnyWeekday ? day : $"{day} if it is a {Weekdays(cron.Weekdays, "or")}";
    }

    private static string DayOfMonth(CronFields cron) => cron.SpecialDay switch
    {
        "L" => "the last day",
        "LW" => "the last weekday (Monday to Friday)",
        "L-1" => "the day before the last day",
        { } before when before.StartsWith("L-", StringComparison.Ordinal) => $"the day {before[2..]} days before the last day",
        { } near => $"the weekday (Monday to Friday) nearest to the {Ordinal(int.Parse(near[..^1], CultureInfo.InvariantCulture))}",
        null when cron.Days.Count > 2 && StepOf(cron.Days) == 1 => $"the {Ordinal(cron.Days[0])} to the {Ordinal(cron.Days[^1])}",
        null => $"the {List([.. cron.Days.Select(Ordinal)])}",
    };

    private static string OfMonths(CronFields cron) => cron.AnyMonth ? "of every month" : $"of {MonthNames(cron)}";

    private static string InMonths(CronFields cron) => $"in {MonthNames(cron)}";

    private static string MonthNames(CronFields cron) => cron.Months.Count > 2 && StepOf(cron.Months) == 1
        ? $"{Month(cron.Months[0])} to {Month(cron.Months[^1])}"
        : List([.. cron.Months.Select(Month)]);

    private static string Weekdays(IReadOnlyList<int> days, string and = "and")
    {
        // The week begins with Monday for people.
        int[] week = [.. days.Select(d => d == 0 ? 7 : d).Order()];
        return and == "and" && week.Length > 2 && StepOf(week) == 1
            ? $"{Weekday(week[0])} to {Weekday(week[^1])}"
            : List([.. week.Select(Weekday)], and);
    }

    /// <summary>The distance between values that are equally far apart; null where they are not.</summary>
    private static int? StepOf(IReadOnlyList<int> values)
    {
        if (values.Count < 2)
            return null;
        int step = values[1] - values[0];
        for (int i = 2; i < values.Count; i++)
        {
            if (values[i] - values[i - 1] != step)
                return null;
        }
        return step;
    }

    private static string Clock(int hour, int minute) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:{minute:00}");

    private static string Month(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    private static string Weekday(int day) => CultureInfo.InvariantCulture.DateTimeFormat.GetDayName((DayOfWeek)(day % 7));

    private static string Numbers(IReadOnlyList<int> values) => List([.. values.Select(v => v.ToString(CultureInfo.InvariantCulture))]);

    private static string List(IReadOnlyList<string> items, string and = "and") => items.Count == 1
        ? items[0]
        : $"{string.Join(", ", items.Take(items.Count - 1))} {and} {items[^1]}";

    private static string Ordinal(int number) => number.ToString(CultureInfo.InvariantCulture) + (number % 100 is >= 11 and <= 13 ? "th"
        : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" });
}
