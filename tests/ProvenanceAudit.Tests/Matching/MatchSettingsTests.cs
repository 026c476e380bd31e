using ProvenanceAudit.Matching;
using ProvenanceAudit.Scanning;

namespace ProvenanceAudit.Tests.Matching;

public sealed class MatchSettingsTests
{
    [Fact]
    public void The_default_settings_are_usable() => Assert.Empty(new MatchSettings().Mistakes());

    [Theory]
    [InlineData(4, 1e-300, 1e-9, 0.3, 1)]
    [InlineData(100, double.PositiveInfinity, 1, 1, 1024)]
    public void The_bounds_themselves_are_usable(int words, double eValue, double rate, double identity, int threads) =>
        Assert.Empty(Settings(words, eValue, rate, identity, threads).Mistakes());

    [Theory]
    [InlineData(3, -1, 0, 0.29, 0)]
    [InlineData(101, 0, 1.5, 1.01, 1025)]
    [InlineData(-5, double.NaN, double.NaN, double.NaN, -1)]
    public void All_mistakes_are_listed_at_once_each_with_its_value(
        int words, double eValue, double rate, double identity, int threads)
    {
        MatchSettings settings = Settings(words, eValue, rate, identity, threads);
        Assert.Collection(
            settings.Mistakes(),
            m => Assert.Contains(FormattableString.CurrentCulture($" {words};"), m, StringComparison.Ordinal),
            m => Assert.Contains(FormattableString.CurrentCulture($" {rate};"), m, StringComparison.Ordinal),
            m => Assert.Contains(FormattableString.CurrentCulture($" {eValue};"), m, StringComparison.Ordinal),
            m => Assert.Contains(FormattableString.CurrentCulture($" {identity};"), m, StringComparison.Ordinal),
            m => Assert.Contains(FormattableString.CurrentCulture($" {threads};"), m, StringComparison.Ordinal));
        using var index = new InMemoryPassageIndex([]);
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new OutputScanner(index, settings));
        Assert.All(settings.Mistakes(), m => Assert.Contains(m, refused.Message, StringComparison.Ordinal));
    }

    private static MatchSettings Settings(int words, double eValue, double rate, double identity, int threads) =>
        new()
        {
            MinimumWords = words,
            MaximumEValue = eValue,
            MaximumFalseDiscoveryRate = rate,
            MinimumIdentity = identity,
            Threads = threads,
        };
}
