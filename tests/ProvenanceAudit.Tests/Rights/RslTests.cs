using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Tests.Rights;

/// <summary>Law: RSL 1.0 (RSL-SPEC-1.0 with errata), whose sections are named.</summary>
public sealed class RslTests
{
    private static StatedRights Read(string contents, string attributes = "", RightsScope? subject = null) =>
        RslReader.Read($"<rsl xmlns=\"https://rslstandard.org/rsl\"{attributes}>{contents}</rsl>", Seen.At("/license.xml", subject: subject));

    [Fact]
    public void Permits_is_a_closed_list_and_prohibits_is_told_by_itself()
    {
        StatedRights stated = Read("""
            <content url="/"><license><permits type="usage">search ai-input</permits><prohibits type="usage">ai-train</prohibits></license></content>
            """);

        Assert.Empty(stated.Problems);
        Assert.Equal(["reserve ai-training /", "permit index+ai-input /", "reserve text-and-data-mining /"], Seen.Lines(stated));
        Assert.Equal(TimeSpan.FromDays(30), stated.Statements[0].MaximumAge);
        Assert.StartsWith("<license><permits", stated.Statements[0].RawText, StringComparison.Ordinal);
        Assert.EndsWith("</license>", stated.Statements[0].RawText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<payment type=\"attribution\"><standard>https://creativecommons.org/licenses/by/4.0/</standard></payment>", "Attribution", null)]
    [InlineData("<payment type=\"crawl\"><amount currency=\"USD\">0.015</amount></payment>", "Payment", "0.015 USD")]
    [InlineData("<payment type=\"subscription\"><custom>https://your-website.com/contact-form.html</custom></payment>", "Payment", null)]
    [InlineData("<payment><custom>/buy</custom></payment>", "Payment", null)]
    [InlineData("<payment type=\"free\"/>", "", null)]
    [InlineData("", "", null)]
    [InlineData("<permits type=\"user\">education</permits>", "User", null)]
    [InlineData("<prohibits type=\"user\">commercial</prohibits>", "NonCommercial", null)]
    [InlineData("<permits type=\"geo\">EU US</permits>", "Geography", null)]
    public void Payment_and_users_and_places_are_conditions(string terms, string conditions, string? amount)
    {
        RightsStatement statement = Read($"<content url=\"/\"><license><permits type=\"usage\">ai-train</permits>{terms}</license></content>")
            .Statements.Single(one => one.Uses.Contains(RightsUse.AiTraining));

        Assert.Equal(conditions.Length == 0 ? RightsEffect.Permit : RightsEffect.Conditional, statement.Effect);
        Assert.Equal(conditions, string.Join(' ', statement.Conditions.Select(condition => condition.Kind)));
        if (amount is not null)
            Assert.Equal(amount, FormattableString.Invariant($"{statement.Conditions[0].Amount} {statement.Conditions[0].Currency}"));
    }

    [Fact]
    public void A_server_asks_for_a_token_even_where_nothing_is_paid()
    {
        StatedRights stated = Read("""
            <content url="/" server="https://rslcollective.org/api"><license><permits type="usage">all</permits></license>
            <copyright type="organization">Example Media</copyright><terms>https://example.com/terms</terms></content>
            """);

        RightsStatement statement = Assert.Single(stated.Statements);
        Assert.Equal(RightsEffect.Conditional, statement.Effect);
        Assert.Equal("https://rslcollective.org/api", statement.Conditions.Single().Link);
        Assert.Equal(new(RightsRole.RightsHolder, "Example Media"), statement.Declarant);
        Assert.Equal("https://example.com/terms", statement.Link);
    }

    [Theory]
    [InlineData("ai-train, search", "commas")]
    [InlineData("train-ai", "no token")]
    public void Tokens_of_drafts_are_read_and_marked(string tokens, string remark)
    {
        RightsStatement statement = Read($"<content url=\"/\"><license><prohibits type=\"usage\">{tokens}</prohibits></license></content>").Statements[0];

        Assert.Contains(RightsUse.AiTraining, statement.Uses);
        Assert.Equal(RightsStrength.NonStandard, statement.Strength);
        Assert.Contains(statement.Remarks, one => one.Contains(remark, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/articles/x", RightsOutcome.Reserved)]
    [InlineData("/other", RightsOutcome.Permitted)]
    public void A_narrower_scope_goes_before_a_broader_as_section_3_1_2_shows(string path, RightsOutcome expected)
    {
        StatedRights stated = Read("""
            <content url="/"><license><permits type="usage">all</permits></license></content>
            <content url="/articles/"><license><prohibits type="usage">ai-train</prohibits></license></content>
            """);

        Assert.Equal(expected, Decide(stated, path));
    }

    [Fact]
    public void A_prohibition_of_the_whole_site_survives_a_narrower_scope_that_does_not_speak_of_it()
    {
        StatedRights stated = Read("""
            <content url="/"><license><prohibits type="usage">ai-train</prohibits><payment type="purchase"/></license></content>
            <content url="/free/"><license><prohibits type="usage">search</prohibits></license></content>
            """);

        Assert.Equal(RightsOutcome.Reserved, Decide(stated, "/free/x"));
        Assert.Equal(RightsOutcome.Reserved, Decide(stated, "/shop"));
    }

    [Fact]
    public void Permitted_and_prohibited_at_once_is_not_licensed_section_3_6() => Assert.Equal(RightsOutcome.Reserved, Decide(
        Read("<content url=\"/\"><license><permits type=\"usage\">ai-all</permits><prohibits type=\"usage\">ai-train</prohibits></license></content>"), "/"));

    [Fact]
    public void An_empty_url_means_what_the_document_is_linked_from()
    {
        StatedRights stated = Read("<content url=\"\"><license><prohibits type=\"usage\">all</prohibits></license></content>",
            subject: RightsScope.Page("https://example.org/page"));

        Assert.Equal(RightsScope.Page("https://example.org/page"), stated.Statements[0].Scope with { Agents = [] }, Same);
    }

    private static readonly IEqualityComparer<RightsScope> Same = EqualityComparer<RightsScope>.Create(
        (one, other) => one!.Kind == other!.Kind && one.Target == other.Target && one.PathPattern == other.PathPattern);

    [Fact]
    public void A_path_is_of_the_site_whose_robots_txt_led_to_the_document()
    {
        StatedRights stated = RslReader.Read("""
            <rsl xmlns="https://rslstandard.org/rsl"><content url="/a/"><license><prohibits type="usage">all</prohibits></license></content></rsl>
            """, Seen.At("/collective/license.xml", subject: RightsScope.Site("https://news.example", null, ["GPTBot"])));

        Assert.Equal("https://news.example", stated.Statements[0].Scope.Target);
        Assert.Equal(["GPTBot"], stated.Statements[0].Scope.Agents);
    }

    [Theory]
    [InlineData("<!DOCTYPE rsl [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rsl xmlns=\"https://rslstandard.org/rsl\">&x;</rsl>", "DTD")]
    [InlineData("<rsl", "well-formed")]
    [InlineData("<html/>", "not rsl")]
    [InlineData("<rsl xmlns=\"https://rslstandard.org/rsl\"/>", "no content")]
    [InlineData("<rsl><content url=\"/\"/></rsl>", "no namespace")]
    [InlineData("<rsl xmlns=\"https://rslstandard.org/rsl\" max-age=\"soon\"><content url=\"/\"><license/></content></rsl>", "max-age")]
    [InlineData("<rsl xmlns=\"https://rslstandard.org/rsl\"><content url=\"https://*.example.org/\"><license/></content></rsl>", "no address")]
    [InlineData("<rsl xmlns=\"https://rslstandard.org/rsl\"><content url=\"/\"><license><permits type=\"mood\">x</permits></license></content></rsl>", "unknown type")]
    public void What_cannot_be_used_is_told(string text, string problem) => Assert.Contains(
        RslReader.Read(text, Seen.At("/license.xml")).Problems, one => one.Reason.Contains(problem, StringComparison.Ordinal));

    [Fact]
    public void Elements_that_nest_without_end_are_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));

        StatedRights stated = RslReader.Read(deep, Seen.At("/license.xml"));

        Assert.Contains("nests", Assert.Single(stated.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_of_a_feed_have_their_own_terms()
    {
        StatedRights stated = RslReader.ReadFeed("""
            <rss version="2.0" xmlns:rsl="https://rslstandard.org/rsl"><channel><title>News</title>
            <item><link>https://example.org/one</link>
            <rsl:content url=""><rsl:license><rsl:prohibits type="usage">ai-train</rsl:prohibits></rsl:license></rsl:content></item>
            <item><link>https://example.org/two</link>
            <rsl:content url="https://example.org/two"><rsl:license><rsl:permits type="usage">ai-train</rsl:permits></rsl:license></rsl:content></item>
            </channel></rss>
            """, Seen.At("/feed.xml"));

        Assert.Equal(RightsOutcome.Reserved, Decide(stated, "/one"));
        Assert.Equal(RightsOutcome.Permitted, Decide(stated, "/two"));
        Assert.Equal(RightsOutcome.Unknown, Decide(stated, "/three"));
    }

    private static RightsOutcome Decide(StatedRights stated, string path) => new RightsPolicy(stated.Statements.Select(RightsSighting.Once), [])
        .Decide(new(Seen.Site + path), RightsUse.AiTraining, Seen.Day1).Outcome;
}
