using MemorizingModel;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;

namespace ProvenanceAudit.Endpoints.Tests;

public sealed class InterviewTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_probe_is_asked_as_often_as_samples_are_wanted_each_with_a_seed_of_its_own()
    {
        await using Talk talk = await Talk.StartAsync();
        ProbePlan plan = Talk.PlanOf(2);
        InterviewResult result = await talk.AskAsync(plan, Talk.Quick with { Samples = 3 });
        int questions = plan.Probes.Count * 3;
        Assert.Equal((questions, 0L, 0L, 0L, 0L),
            (result.Answered, result.AnsweredBefore, result.Refused, result.Unavailable, result.LeftByBudget));
        Assert.Equal(new Spending(questions, talk.Server.Tokens), result.Spent);
        List<AnswerRecord> answers = talk.Answers();
        Assert.Equal(questions, answers.Select(a => a.Key).Distinct().Count());
        Assert.All(answers, a => Assert.Equal(1 + a.Sample, a.Parameters.Seed));
        Assert.All(answers, a => Assert.Equal(plan.Probes[a.Probe.Ordinal], a.Probe));
    }

    [Fact]
    public async Task What_fails_now_and_then_is_repeated_until_it_is_answered()
    {
        await using Talk talk = await Talk.StartAsync(
            new Faults { TooManyEvery = 3, ErrorEvery = 4, DropEvery = 5, RetryAfter = TimeSpan.Zero });
        ProbePlan plan = Talk.PlanOf(5);
        InterviewResult result = await talk.AskAsync(plan, Talk.Quick with { Retries = 50 });
        Assert.Equal(plan.Probes.Count, result.Answered);
        Assert.Equal(talk.Server.Requests.Count, result.Spent.Requests);
        Assert.True(result.Spent.Requests > plan.Probes.Count);
        Assert.Equal(plan.Probes.Count, talk.Answers().Count);
    }

    [Theory]
    [InlineData(17, null)]
    [InlineData(null, 1500)]
    [InlineData(25, 2000)]
    public async Task A_budget_is_never_exceeded_whatever_fails_and_however_often_it_is_taken_up_again(int? requests, int? tokens)
    {
        await using Talk talk = await Talk.StartAsync(
            new Faults { TooManyEvery = 4, ErrorEvery = 7, RetryAfter = TimeSpan.Zero });
        ProbePlan plan = Talk.PlanOf(10);
        InterviewSettings settings =
            Talk.Quick with { MaximumRequests = requests, MaximumTokens = tokens, Concurrency = 8, Retries = 50 };
        InterviewResult result = await talk.AskAsync(plan, settings);
        for (int i = 0; i < 2; i++)
            result = await talk.AskAsync(plan, settings);
        Assert.True(result.LeftByBudget > 0);
        Assert.InRange(talk.Server.Requests.Count, 1, requests ?? int.MaxValue);
        Assert.InRange(talk.Server.Tokens, 1, tokens ?? long.MaxValue);
        Assert.InRange(result.Spent.Requests, talk.Server.Requests.Count, requests ?? long.MaxValue);
        Assert.InRange(result.Spent.Tokens, talk.Server.Tokens, tokens ?? long.MaxValue);
        if (tokens is null)
            Assert.Equal(requests, talk.Server.Requests.Count);
    }

    [Fact]
    public async Task Without_counts_from_the_server_the_budget_counts_what_it_can_have_been()
    {
        await using Talk talk = await Talk.StartAsync(new Faults { WithoutUsage = true });
        InterviewResult result = await talk.AskAsync(Talk.PlanOf(10), Talk.Quick with { MaximumTokens = 3000 });
        Assert.True(result.LeftByBudget > 0);
        Assert.InRange(result.Spent.Tokens, talk.Server.Tokens, 3000);
    }

    [Fact]
    public async Task A_budget_for_less_than_one_question_asks_nothing()
    {
        await using Talk talk = await Talk.StartAsync();
        InterviewResult result = await talk.AskAsync(Talk.PlanOf(1), Talk.Quick with { MaximumTokens = 30 });
        Assert.Equal((0L, 6L), (result.Answered, result.LeftByBudget));
        Assert.Empty(talk.Server.Requests);
    }

    [Fact]
    public async Task What_was_answered_is_not_asked_again_after_a_stop_in_the_middle()
    {
        await using Talk talk = await Talk.StartAsync();
        ProbePlan plan = Talk.PlanOf(10);
        using var stop = new CancellationTokenSource();
        var progress = new StopAfter(12, stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            talk.AskAsync(plan, Talk.Quick, progress: progress, stop: stop));
        HashSet<string> answered = [.. talk.Answers().Select(a => a.Probe.Prompt)];
        Assert.InRange(answered.Count, 12, plan.Probes.Count - 1);
        int before = talk.Server.Requests.Count;

        InterviewResult result = await talk.AskAsync(plan, Talk.Quick);
        Assert.Equal((answered.Count, plan.Probes.Count - answered.Count), ((int)result.AnsweredBefore, (int)result.Answered));
        Assert.Equal(plan.Probes.Count - answered.Count, talk.Server.Requests.Count - before);
        Assert.DoesNotContain(talk.Server.Requests.Skip(before), r => answered.Contains(r.Prompt!));
        Assert.Equal(plan.Probes.Count, talk.Answers().Count);
        Assert.InRange(result.Spent.Requests, talk.Server.Requests.Count, long.MaxValue);
    }

    [Fact]
    public async Task More_samples_of_the_same_plan_ask_for_the_new_ones_alone()
    {
        await using Talk talk = await Talk.StartAsync();
        ProbePlan plan = Talk.PlanOf(2);
        await talk.AskAsync(plan, Talk.Quick);
        InterviewResult more = await talk.AskAsync(plan, Talk.Quick with { Samples = 2 });
        Assert.Equal((plan.Probes.Count, plan.Probes.Count), ((int)more.AnsweredBefore, (int)more.Answered));
        Assert.Equal(0, (await talk.AskAsync(plan, Talk.Quick with { Samples = 2 })).Answered);
        Assert.Equal(2 * plan.Probes.Count, talk.Server.Requests.Count);
    }

    [Fact]
    public async Task A_prompt_that_is_refused_is_kept_as_such_and_the_rest_goes_on()
    {
        await using Talk talk = await Talk.StartAsync();
        string tooLong = string.Concat(Enumerable.Repeat("word ", 9000));
        var probes = new ProbeSettings { PositionsPerWork = 0, FreePrompts = [tooLong, "In the beginning", "Jonah"] };
        ProbePlan plan = ProbePlan.Make([], probes, EndpointApi.Completions);
        InterviewResult result = await talk.AskAsync(plan, Talk.Quick with { Concurrency = 1 });
        Assert.Equal((2L, 1L), (result.Answered, result.Refused));
        AskingFailure failure = talk.Answers().Single(a => a.Probe.Ordinal == 0).Failure!;
        Assert.Equal(EndpointFailure.Refused, failure.Kind);
        Assert.Contains("the context has 8192 tokens", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(0, (await talk.AskAsync(plan, Talk.Quick)).Refused);
        Assert.Equal(3, talk.Server.Requests.Count);
    }

    [Fact]
    public async Task An_endpoint_that_refuses_everything_stops_it_and_nothing_is_kept_as_refused_for_good()
    {
        await using Talk talk = await Talk.StartAsync();
        ProbePlan plan = Talk.PlanOf(10);
        DecodingParameters tooMany = Talk.Quick.Parameters with { MaximumTokens = 9000 };
        InterviewSettings wrong = Talk.Quick with { Concurrency = 1, Parameters = tooMany };
        EndpointException e = await Assert.ThrowsAsync<EndpointException>(() => talk.AskAsync(plan, wrong));
        Assert.StartsWith($"model '{talk.Server.Settings.Model}' at {talk.Server.Address}: it refused the first 5 questions, "
            + "and answered none: it refuses the request (400): the context has 8192 tokens", e.Message,
                StringComparison.Ordinal);
        Assert.Equal(5, talk.Server.Requests.Count);
        Assert.Empty(talk.Answers());
    }

    [Fact]
    public async Task A_wrong_key_stops_it_at_once_and_is_nowhere_to_be_read()
    {
        await using Talk talk = await Talk.StartAsync(apiKey: "the right one");
        EndpointException e = await Assert.ThrowsAsync<EndpointException>(() =>
            talk.AskAsync(Talk.PlanOf(10), Talk.Quick with { Concurrency = 2 }, Talk.Key));
        Assert.EndsWith(": it does not accept the API key (401)", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Talk.Key, e.ToString(), StringComparison.Ordinal);
        Assert.InRange(talk.Server.Requests.Count, 1, 2);
    }

    [Fact]
    public async Task The_key_is_in_no_file()
    {
        await using Talk talk = await Talk.StartAsync(apiKey: Talk.Key);
        await talk.AskAsync(Talk.PlanOf(1), Talk.Quick, Talk.Key);
        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(talk.AnswersPath)!))
            Assert.DoesNotContain(Talk.Key, await File.ReadAllTextAsync(file, Now), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_stays_away_stops_it_and_when_it_is_back_the_rest_is_asked()
    {
        await using Talk talk = await Talk.StartAsync();
        ProbePlan plan = Talk.PlanOf(5);
        await talk.AskAsync(plan, Talk.Quick with { MaximumRequests = 4 });
        talk.Server.Settings = talk.Server.Settings with { Faults = new Faults { ErrorEvery = 1 } };
        EndpointException e = await Assert.ThrowsAsync<EndpointException>(() =>
            talk.AskAsync(plan, Talk.Quick with { Concurrency = 1, Retries = 2 }));
        Assert.EndsWith(": it has an error of its own (500): out of order", e.Message, StringComparison.Ordinal);
        Assert.Equal(4 + 3 * 3, talk.Server.Requests.Count);
        Assert.Equal(3, talk.Answers().Count(a => a.Failure?.Kind == EndpointFailure.Temporary));
        talk.Server.Settings = talk.Server.Settings with { Faults = new Faults() };
        InterviewResult result = await talk.AskAsync(plan, Talk.Quick);
        Assert.Equal(plan.Probes.Count - 4, result.Answered);
        Assert.Equal(talk.Server.Requests.Count, result.Spent.Requests);
    }

    [Fact]
    public async Task The_wait_that_an_endpoint_asks_for_is_kept()
    {
        await using Talk talk = await Talk.StartAsync(new Faults { TooManyEvery = 2, RetryAfter = TimeSpan.FromSeconds(1) });
        await talk.AskAsync(Talk.PlanOf(1), Talk.Quick with { Concurrency = 1, MaximumRequests = 3 });
        ReceivedRequest[] requests = [.. talk.Server.Requests];
        // The order of events, not a speed: the third request must not come before the wait is over.
        Assert.True(requests[2].Received - requests[1].Received >= TimeSpan.FromSeconds(0.99));
    }

    [Fact]
    public async Task A_wait_longer_than_is_waited_for_stops_it()
    {
        await using Talk talk = await Talk.StartAsync(new Faults { TooManyEvery = 1, RetryAfter = TimeSpan.FromHours(2) });
        EndpointException e = await Assert.ThrowsAsync<EndpointException>(() =>
            talk.AskAsync(Talk.PlanOf(1), Talk.Quick with { Concurrency = 1 }));
        Assert.EndsWith("it asks to wait for 02:00:00: ask again after that", e.Message, StringComparison.Ordinal);
        Assert.Single(talk.Server.Requests);
    }

    [Fact]
    public async Task Progress_counts_to_the_end()
    {
        await using Talk talk = await Talk.StartAsync();
        var progress = new StopAfter(int.MaxValue, new CancellationTokenSource());
        await talk.AskAsync(Talk.PlanOf(2), Talk.Quick, progress: progress);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => (long)i), progress.Seen.Select(p => p.Done));
        Assert.Equal((12L, 12L, TimeSpan.Zero),
            (progress.Seen[^1].Total, progress.Seen[^1].Spent.Requests, progress.Seen[^1].TimeLeft!.Value));
        Assert.True(progress.Seen[^1].PerSecond > 0);
    }

    /// <summary>Stops an interview once so many questions are done.</summary>
    private sealed class StopAfter(int done, CancellationTokenSource stop) : IProgress<InterviewProgress>
    {
        public List<InterviewProgress> Seen { get; } = [];

        public void Report(InterviewProgress value)
        {
            Seen.Add(value);
            if (value.Done >= done)
                stop.Cancel();
        }
    }
}
