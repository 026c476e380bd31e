using System.Text.Json;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Tests.Rights;

public sealed class RightsStatementTests
{
    private static readonly RightsStatement Statement = new()
    {
        Scope = RightsScope.Site("https://example.org", "/news/*.html$", ["GPTBot", "CCBot"]),
        Uses = [RightsUse.Crawl, RightsUse.AiTraining],
        Effect = RightsEffect.Conditional,
        Conditions = [new(RightsConditionKind.Payment, "per crawl", 0.05m, "EUR", "https://example.org/pay")],
        Standard = RightsStandard.Rsl,
        Version = "1.0",
        Declarant = new(RightsRole.SiteOperator, "Verlag Größe"),
        RawText = "<permits type=\"usage\">ai-train</permits> \U0001F4D6",
        SourceAddress = "https://example.org/license.xml",
        Line = 12,
        Position = "content 2, license 1",
        Sequence = 3,
        Strength = RightsStrength.NonStandard,
        Remarks = ["a comma stands where a space should"],
        ValidFrom = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero),
        ValidUntil = new DateTimeOffset(2027, 1, 2, 0, 0, 0, TimeSpan.Zero),
        MaximumAge = TimeSpan.FromDays(30),
        Link = "https://example.org/licence",
        Evidence = new()
        {
            ObservedAt = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
            HttpStatus = 200,
            HeaderName = "Link",
            HeaderValue = "<license.xml>",
            BodySha256 = RightsEvidence.HashOf("body"u8),
        },
    };

    [Fact]
    public void A_statement_comes_back_from_JSON_as_it_was()
    {
        string json = Statement.ToJson();

        RightsStatement read = RightsStatement.FromJson(json);

        Assert.Equal(json, read.ToJson());
        Assert.Equal(Statement.Conditions, read.Conditions);
        Assert.Equal(Statement.Evidence, read.Evidence);
        Assert.Equal(Statement.RawText, read.RawText);
        Assert.Equal(TimeSpan.FromDays(30), read.MaximumAge);
        Assert.Contains("\"ai-training\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Seen_again_at_another_time_and_line_it_has_the_same_id()
    {
        RightsStatement again = Statement with
        {
            Line = 14,
            Evidence = new() { ObservedAt = DateTimeOffset.UnixEpoch.AddYears(40), HttpStatus = 203, BodySha256 = RightsEvidence.HashOf("other"u8) },
        };

        Assert.Equal(Statement.ContentId(), again.ContentId());
        Assert.Equal(64, again.ContentId().Length);
    }

    [Fact]
    public void Whatever_it_says_is_part_of_its_id()
    {
        RightsStatement[] others =
        [
            Statement with { Effect = RightsEffect.Reserve },
            Statement with { Uses = [RightsUse.Crawl] },
            Statement with { RawText = "" },
            Statement with { Scope = Statement.Scope with { PathPattern = "/" } },
            Statement with { Scope = Statement.Scope with { Agents = ["GPTBot"] } },
            Statement with { Sequence = 4 },
            Statement with { SourceAddress = "https://example.org/other.xml" },
            Statement with { MaximumAge = null },
            Statement with { Conditions = [] },
        ];

        Assert.Equal(others.Length + 1, others.Append(Statement).Select(one => one.ContentId()).Distinct().Count());
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"scope\":1}")]
    public void JSON_that_is_no_statement_is_refused(string json) =>
        Assert.Throws<JsonException>(() => RightsStatement.FromJson(json));

    [Fact]
    public void A_raw_text_is_never_cut_between_the_halves_of_a_character()
    {
        string text = new string('a', RightsStatement.MaximumRawText - 1) + "\U0001F4D6";

        Assert.Equal(new string('a', RightsStatement.MaximumRawText - 1), RightsStatement.Bounded(text));
        Assert.Equal("short", RightsStatement.Bounded("short"));
    }

    [Fact]
    public void Every_standard_is_known_with_a_name_and_an_address()
    {
        foreach (RightsStandard standard in Enum.GetValues<RightsStandard>())
        {
            RightsStandardInfo info = RightsStandardInfo.Of(standard);
            Assert.NotEmpty(info.Name);
            Assert.True(Uri.IsWellFormedUriString(info.Address, UriKind.Absolute), info.Address);
        }
    }

    [Fact]
    public void Names_of_uses_are_read_and_written_with_hyphens()
    {
        foreach (RightsUse use in Enum.GetValues<RightsUse>())
            Assert.Equal(use, KebabCase.Parse<RightsUse>(KebabCase.NameOf(use)));
        Assert.Equal("text-and-data-mining", KebabCase.NameOf(RightsUse.TextAndDataMining));
        Assert.Null(KebabCase.Parse<RightsUse>("3"));
    }
}
