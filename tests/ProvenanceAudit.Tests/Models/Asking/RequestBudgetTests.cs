using CsCheck;
using ProvenanceAudit.Models.Asking;

namespace ProvenanceAudit.Tests.Models.Asking;

public sealed class RequestBudgetTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public void No_number_of_requests_at_a_time_spends_more_than_allowed() =>
        Gen.Select(Gen.Long[0, 60], Gen.Long[0, 4000], Gen.Select(Gen.Int[1, 200], Gen.Double[0, 1]).Array[1, 60]).Sample(
            (requests, tokens, wanted) =>
            {
                var budget = new RequestBudget(requests, tokens, new Spending(3, 100));
                Task[] asking = [.. wanted.Select(w => Task.Run(async () =>
                {
                    if (!await budget.ReserveAsync(w.Item1, Now))
                        return;
                    await Task.Yield();
                    budget.Settle(w.Item1, (long)(w.Item1 * w.Item2));
                }, Now))];
                Task.WaitAll(asking, Now);
                Assert.InRange(budget.Spent.Requests, 3, Math.Max(3, requests));
                Assert.InRange(budget.Spent.Tokens, 100, Math.Max(100, tokens));
            }, iter: 200);

    [Fact]
    public async Task A_request_waits_for_what_another_may_give_back()
    {
        var budget = new RequestBudget(null, 100, default);
        Assert.True(await budget.ReserveAsync(80, Now));
        Task<bool> second = budget.ReserveAsync(50, Now);
        Assert.False(second.IsCompleted);
        budget.Settle(80, 30);
        Assert.True(await second);
        budget.GiveBack(50);
        Assert.False(await budget.ReserveAsync(71, Now));
        Assert.Equal(new Spending(1, 30), budget.Spent);
    }

    [Fact]
    public async Task What_costs_more_than_was_set_aside_counts_in_full()
    {
        var budget = new RequestBudget(null, 100, default);
        Assert.True(await budget.ReserveAsync(60, Now));
        budget.Settle(60, 150);
        Assert.False(await budget.ReserveAsync(1, Now));
        Assert.Equal(150, budget.Spent.Tokens);
    }

    [Fact]
    public void No_minute_has_more_requests_than_its_number_and_none_a_burst() =>
        Gen.Int[1, 2000].Sample(perMinute =>
        {
            var time = new ManualTime();
            var pace = new RequestPace(perMinute, time);
            var sent = new List<TimeSpan>();
            for (int i = 0; i < 40; i++)
            {
                pace.WaitAsync(Now).GetAwaiter().GetResult();
                sent.Add(TimeSpan.FromTicks(time.GetTimestamp()));
                if (i == 20)
                    time.CreateTimer(_ => { }, null, TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan).Dispose();
            }
            for (int i = 1; i < sent.Count; i++)
                Assert.True((sent[i] - sent[i - 1]).TotalSeconds >= 60.0 / perMinute - 1e-6);
        }, iter: 50);

    [Fact]
    public async Task A_hold_puts_all_requests_off()
    {
        var time = new ManualTime();
        var pace = new RequestPace(null, time);
        pace.HoldFor(TimeSpan.FromSeconds(90));
        pace.HoldFor(TimeSpan.FromSeconds(5));
        await pace.WaitAsync(Now);
        Assert.Equal(TimeSpan.FromSeconds(90), TimeSpan.FromTicks(time.GetTimestamp()));
    }

    [Fact]
    public void A_bound_of_tokens_is_never_below_the_bytes() => Assert.Equal(
        "日本".Length * 3 + 64 + 256, TokenBound.OfRequest("日本", new ProvenanceAudit.Models.DecodingParameters()));
}
