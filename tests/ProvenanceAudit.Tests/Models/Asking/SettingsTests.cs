using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;

namespace ProvenanceAudit.Tests.Models.Asking;

public sealed class SettingsTests
{
    [Fact]
    public void The_default_settings_are_usable() => Assert.Empty(new InterviewSettings().Mistakes());

    [Fact]
    public void All_mistakes_are_listed_at_once()
    {
        var settings = new InterviewSettings
        {
            Parameters = new DecodingParameters
            {
                MaximumTokens = 0,
                Temperature = double.NaN,
                TopP = 0,
                Seed = -1,
                Stop = ["", "a", "b", "c", "d"],
            },
            Samples = 0,
            Concurrency = 0,
            RequestsPerMinute = 0,
            MaximumRequests = 0,
            MaximumTokens = -1,
            Retries = -1,
            FirstDelay = TimeSpan.Zero,
            LongestDelay = TimeSpan.FromDays(2),
        };
        Assert.Equal(14, settings.Mistakes().Count);
    }

    [Fact]
    public void Each_sample_has_a_seed_of_its_own_and_the_last_number_is_followed_by_the_first()
    {
        var parameters = new DecodingParameters { Seed = int.MaxValue - 1 };
        Assert.Equal([int.MaxValue - 1, int.MaxValue, 0],
            Enumerable.Range(0, 3).Select(i => parameters.ForSample(i).Seed!.Value));
        Assert.Null(new DecodingParameters().ForSample(5).Seed);
    }
}
