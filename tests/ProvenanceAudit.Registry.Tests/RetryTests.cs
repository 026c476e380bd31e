namespace ProvenanceAudit.Registry.Tests;

public sealed class RetryTests
{
    [Fact]
    public void The_wait_doubles_with_each_attempt_up_to_the_longest()
    {
        var settings = new JobLeaseSettings { FirstRetry = TimeSpan.FromSeconds(10), LongestRetry = TimeSpan.FromSeconds(100) };
        Assert.Equal([10, 20, 40, 80, 100, 100], Enumerable.Range(1, 6).Select(a => settings.RetryAfter(a).TotalSeconds));
        Assert.Equal(100, settings.RetryAfter(int.MaxValue).TotalSeconds);
    }
}
