using System.Globalization;
using ProvenanceAudit.App.Plans;

namespace ProvenanceAudit.Web.Tests;

public sealed class PlanScheduleTests
{
    [Theory]
    // Clocks go from 01:00 to 02:00 on 29 March 2026, and from 02:00 back to 01:00 on 25 October.
    [InlineData("30 1 * * *", "2026-03-28T00:00Z", "2026-03-28T01:30Z 2026-03-29T01:00Z 2026-03-30T00:30Z")]
    [InlineData("0 6 * * *", "2026-03-28T00:00Z", "2026-03-28T06:00Z 2026-03-29T05:00Z 2026-03-30T05:00Z")]
    [InlineData("30 1 * * *", "2026-10-24T12:00Z", "2026-10-25T00:30Z 2026-10-26T01:30Z")]
    [InlineData("30 * * * *", "2026-10-25T00:00Z", "2026-10-25T00:30Z 2026-10-25T01:30Z 2026-10-25T02:30Z")]
    [InlineData("0 6 * * 1", "2026-03-24T00:00Z", "2026-03-30T05:00Z 2026-04-06T05:00Z")]
    [InlineData("0 0 L * *", "2026-02-10T00:00Z", "2026-02-28T00:00Z 2026-03-30T23:00Z")]
    public void Runs_follow_the_clock_of_the_zone_when_it_is_put_forward_and_back(string cron, string after, string runs)
    {
        PlanSchedule schedule = PlanSchedule.Read(cron, "Europe/London");
        string[] expected = runs.Split(' ');
        Assert.Equal(expected, schedule.After(Time(after)).Take(expected.Length)
            .Select(t => t.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Runs_are_given_as_the_zones_clock_shows_them()
    {
        DateTimeOffset run = PlanSchedule.Read("0 6 * * *", "America/New_York").Next(Time("2026-07-01T00:00Z"))!.Value;
        Assert.Equal("2026-07-01 06:00 -04:00", run.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("15 6 * * *")]
    [InlineData("0 6 * * 1")]
    [InlineData("0 6 28 * *")]
    [InlineData("0 6 L * *")]
    [InlineData("0 6 31 * *")]
    [InlineData("*/5 * * * MON-FRI")]
    public void A_schedule_that_is_shown_on_the_form_and_sent_back_is_the_same(string cron) =>
        Assert.Equal(cron, ScheduleInput.Of(cron, "Etc/UTC").ToCron());

    [Fact]
    public void Usual_choices_come_to_an_expression()
    {
        var weekly = new ScheduleInput { Repeat = Repeat.Weekly, Weekday = DayOfWeek.Thursday, Time = "18:05" };
        Assert.Equal("5 18 * * 4", weekly.ToCron());
        Assert.Null(new ScheduleInput().ToCron());
        Assert.Equal("Time", Assert.Throws<ScheduleException>(() => new ScheduleInput { Repeat = Repeat.Daily, Time = "25:00" }.ToCron()).Field);
        Assert.Equal("MonthDay", Assert.Throws<ScheduleException>(() => new ScheduleInput { Repeat = Repeat.Monthly, MonthDay = 29 }.ToCron()).Field);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
