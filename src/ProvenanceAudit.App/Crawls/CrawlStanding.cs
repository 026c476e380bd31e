using System.Text.Json;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Crawls;

/// <summary>How a crawl or a run of it stands, in words.</summary>
/// <param name="Text">In a word or two.</param>
/// <param name="Class">How it looks: <c>good</c>, <c>warn</c>, <c>bad</c>, <c>busy</c>, <c>plain</c>.</param>
public sealed record CrawlStanding(string Text, string Class)
{
    /// <summary>How a crawl stands.</summary>
    /// <param name="plan">The crawl.</param>
    /// <param name="last">Its latest run; null before the first.</param>
    /// <param name="job">The latest job of that run.</param>
    public static CrawlStanding Of(CrawlPlan plan, CrawlRun? last, Job? job) => job is not { IsFinished: false } && plan.Archived is not null
        ? new("Put away", "plain")
        : last is null ? new("Not run yet", "plain") : Of(last, job);

    /// <summary>How a run stands.</summary>
    public static CrawlStanding Of(CrawlRun run, Job? job) => job switch
    {
        _ when run.Finished is not null => new("Done", "good"),
        { State: JobState.Running } => new("Running", "busy"),
        { State: JobState.Queued } => new("Waiting", "plain"),
        { State: JobState.Failed } => new("Failed", "bad"),
        _ => new("Stopped", "warn"),
    };

    /// <summary>What a run came to; null before it is finished.</summary>
    public static CrawlSummary? SummaryOf(CrawlRun run) =>
        run.SummaryJson is null ? null : JsonSerializer.Deserialize<CrawlSummary>(run.SummaryJson, JsonSerializerOptions.Web);

    /// <summary>A crawl's schedule in words.</summary>
    public static string ScheduleOf(CrawlPlan plan)
    {
        if (plan.Cron is null)
            return "By hand";
        string words = PlanSchedule.Kept(plan.Cron, plan.TimeZone)?.Words ?? $"{plan.Cron}, {plan.TimeZone}";
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
