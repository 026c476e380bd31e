using Cronos;
using CsCheck;
using ProvenanceAudit.App.Plans;

namespace ProvenanceAudit.Web.Tests;

public sealed class CronWordsTests
{
    [Theory]
    [InlineData("* * * * *", "every minute")]
    [InlineData("*/15 * * * *", "every 15 minutes")]
    [InlineData("0,30 * * * *", "every 30 minutes")]
    [InlineData("*/25 * * * *", "at minutes 0, 25 and 50 of every hour")]
    [InlineData("0 * * * *", "every hour")]
    [InlineData("20 * * * *", "every hour at minute 20")]
    [InlineData("0 */2 * * *", "every 2 hours from 00:00 to 22:00")]
    [InlineData("15 9-17 * * 1-5", "every hour from 09:15 to 17:15, every Monday to Friday")]
    [InlineData("*/10 9-17 * * MON-FRI", "every 10 minutes from 09:00 to 17:50, every Monday to Friday")]
    [InlineData("5,35 8-18 * * *", "at minutes 5 and 35 of every hour from 8 to 18")]
    [InlineData("5,35 * * * 1", "at minutes 5 and 35 of every hour, every Monday")]
    [InlineData("0 6 * * *", "every day at 06:00")]
    [InlineData("0 6,12,18 * * *", "every day at 06:00, 12:00 and 18:00")]
    [InlineData("0 6 * * 1", "every Monday at 06:00")]
    [InlineData("0 6 * * 7", "every Sunday at 06:00")]
    [InlineData("0 6 * * SUN,SAT", "every Saturday and Sunday at 06:00")]
    [InlineData("0 6 * * 6-1", "every Monday, Saturday and Sunday at 06:00")]
    [InlineData("30 22 1 * *", "on the 1st of every month at 22:30")]
    [InlineData("30 22 1,15,23 * ?", "on the 1st, 15th and 23rd of every month at 22:30")]
    [InlineData("0 0 1-7 * *", "on the 1st to the 7th of every month at 00:00")]
    [InlineData("0 0 L * *", "on the last day of every month at 00:00")]
    [InlineData("0 0 L-2 * *", "on the day 2 days before the last day of every month at 00:00")]
    [InlineData("0 0 LW * *", "on the last weekday (Monday to Friday) of every month at 00:00")]
    [InlineData("0 0 12W * *", "on the weekday (Monday to Friday) nearest to the 12th of every month at 00:00")]
    [InlineData("0 9 * * 5L", "on the last Friday of every month at 09:00")]
    [InlineData("0 9 * * TUE#2", "on the 2nd Tuesday of every month at 09:00")]
    [InlineData("0 9 13 * 5", "on the 13th of every month if it is a Friday at 09:00")]
    [InlineData("0 9 1 1,4,7,10 *", "on the 1st of January, April, July and October at 09:00")]
    [InlineData("0 9 * MAR-MAY 1", "every Monday in March to May at 09:00")]
    [InlineData("0 9 * 12 *", "every day in December at 09:00")]
    public void A_schedule_is_said_in_words(string cron, string words) => Assert.Equal(words, CronWords.Of(CronFields.Read(cron)));

    [Fact]
    public void The_words_end_with_the_time_zone() =>
        Assert.Equal("every Monday at 06:00, Europe/London", PlanSchedule.Read("0 6 * * 1", "Europe/London").Words);

    [Theory]
    [InlineData("0 6 * *", "there are 4 fields; there must be five: minute, hour, day of the month, month, day of the week")]
    [InlineData("0 25 * * *", "the hour: '25' must be 0 to 23")]
    [InlineData("60 6 * * *", "the minute: '60' must be 0 to 59")]
    [InlineData("0 6 32 * *", "the day of the month: '32' must be 1 to 31")]
    [InlineData("0 6 * 13 *", "the month: '13' must be 1 to 12 or JAN to DEC")]
    [InlineData("0 6 * * MONDAY", "the day of the week: 'MONDAY' must be 0 to 7 or SUN to SAT")]
    [InlineData("*/0 6 * * *", "the minute: the step in '*/0' must be 1 to 59")]
    [InlineData("0 6 * * 1#6", "the day of the week: '1#6' must end with #1 to #5")]
    [InlineData("0 6 40W * *", "the day of the month: '40W' must go from 1W to 31W")]
    [InlineData("*/9,30 6 * * *", "the minute: '*' cannot stand in a list")]
    [InlineData("H 6 * * *", "the minute: 'H' must be 0 to 59")]
    [InlineData("0 6 30 2 *", "no such day ever comes")]
    [InlineData("@daily", "there are 1 fields; there must be five: minute, hour, day of the month, month, day of the week")]
    public void A_mistake_is_told_with_what_is_wrong(string cron, string mistake)
    {
        var refused = Assert.Throws<ScheduleException>(() => PlanSchedule.Read(cron, "Etc/UTC"));
        Assert.Equal(("Cron", mistake), (refused.Field, refused.Message));
    }

    [Theory]
    [InlineData("Europe/Atlantis")]
    [InlineData("GMT Standard Time")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public void A_time_zone_that_is_none_is_told(string zone) =>
        Assert.Equal("TimeZone", Assert.Throws<ScheduleException>(() => PlanSchedule.Read("0 6 * * *", zone)).Field);

    [Fact]
    public void The_values_that_are_put_into_words_are_those_by_which_plans_run()
    {
        Gen<string> item = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 100], Gen.Int[0, 100], Gen.Int[1, 12])
            .Select((form, a, b, step) => $"{form} {a} {b} {step}");
        Gen.Select(item.Array[1, 3], item.Array[1, 3], item.Array[1, 2], item.Array[1, 2], item.Array[1, 2]).Sample((mi, h, d, mo, w) =>
        {
            string cron = string.Join(' ', Field(mi, 0, 59), Field(h, 0, 23), Field(d, 1, 31), Field(mo, 1, 12), Field(w, 0, 6));
            CronFields fields = CronFields.Read(cron);
            CronExpression expression = CronExpression.Parse(cron);
            // The 1,000 times that come next, or all of a year.
            var begin = new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc);
            DateTime[] times = [.. expression.GetOccurrences(begin, begin.AddYears(1)).Take(1000)];
            Assert.All(times, t => Assert.True(Holds(fields, t), $"{cron} does not hold at {t:O}"));
            DateTime end = times.Length == 1000 ? times[^1] : begin.AddYears(1).AddTicks(-1);
            int count = 0;
            for (DateTime day = begin.Date; day <= end; day = day.AddDays(1))
            {
                if (HoldsOn(fields, day))
                    count += fields.Hours.SelectMany(hour => fields.Minutes.Select(minute => day.AddHours(hour).AddMinutes(minute))).Count(t => t <= end);
            }
            Assert.True(count == times.Length, $"{cron}: {count} by its fields, {times.Length} by its runs");
        }, iter: 300);
    }

    private static string Field(string[] items, int least, int most) => string.Join(',', items.Select(text =>
    {
        int[] parts = [.. text.Split(' ').Select(int.Parse)];
        int count = most - least + 1, a = least + (parts[1] % count), b = least + (parts[2] % count), step = Math.Min(parts[3], most);
        return parts[0] switch
        {
            0 when items.Length == 1 => $"*/{step}",
            0 => $"{a}/{step}",
            1 => $"{a}",
            2 => $"{Math.Min(a, b)}-{Math.Max(a, b)}/{step}",
            _ => $"{a}-{b}",
        };
    }));

    private static bool Holds(CronFields fields, DateTime time) =>
        HoldsOn(fields, time.Date) && fields.Hours.Contains(time.Hour) && fields.Minutes.Contains(time.Minute);

    private static bool HoldsOn(CronFields fields, DateTime day) =>
        fields.Days.Contains(day.Day) && fields.Months.Contains(day.Month) && fields.Weekdays.Contains((int)day.DayOfWeek);
}
