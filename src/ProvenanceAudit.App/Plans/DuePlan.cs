using System.Globalization;

namespace ProvenanceAudit.App.Plans;

/// <summary>Something scheduled whose time has come.</summary>
/// <param name="PlanId">What it is.</param>
/// <param name="Due">When it was due.</param>
/// <param name="Cron">The schedule that said so.</param>
/// <param name="TimeZone">And its zone.</param>
internal sealed record DuePlan(Guid PlanId, DateTimeOffset Due, string Cron, string TimeZone)
{
    // As many as are told of; more is a schedule of minutes and a server that was away for days.
    private const int MostCounted = 10_000;

    /// <summary>
    /// Later times that have passed too, while no server ran, for which this run stands; and the next time, null when there is none.
    /// </summary>
    /// <exception cref="ScheduleException">The schedule cannot be read on this machine; another may be able to.</exception>
    public (int Missed, DateTimeOffset? Next) PassTo(DateTimeOffset now)
    {
        PlanSchedule schedule = PlanSchedule.Read(Cron, TimeZone);
        int missed = schedule.After(Due).TakeWhile(t => t <= now).Take(MostCounted).Count();
        return (missed, schedule.Next(now > Due ? now : Due));
    }

    /// <summary>What a run says of the times that it stands for; null where there are none.</summary>
    public static string? WordsOfMissed(int missed) => missed == 0 ? null
        : string.Create(CultureInfo.InvariantCulture, $"no server ran; this run stands for {missed:N0} later times that passed too");
}
