using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Tests.Rights;

public sealed class HeaderTests
{
    private static StatedRights Read(params (string Name, string Value)[] headers) => Read(200, headers);

    private static StatedRights Read(int status, params (string Name, string Value)[] headers) =>
        HeaderReader.Read(headers.Select(header => KeyValuePair.Create(header.Name, header.Value)), Seen.At("/page", status: status));

    [Theory]
    [InlineData("noai", "reserve ai-training")]
    [InlineData("noai, noimageai", "reserve ai-training|reserve ai-training")]
    [InlineData("NoAI", "reserve ai-training")]
    [InlineData("otherbot: noindex, nofollow", "reserve index for otherbot")]
    [InlineData("GPTBot: noai", "reserve ai-training for GPTBot")]
    [InlineData("unavailable_after: 25 Jun 2010 15:00:00 PST", "")]
    [InlineData("max-snippet: 20, noarchive", "")]
    [InlineData("noindex, unavailable_after: 25 Jun 2010 15:00:00 PST, noai", "reserve index|reserve ai-training")]
    [InlineData("none", "reserve index")]
    [InlineData("index, follow, all", "")]
    [InlineData("noairport", "")]
    public void X_Robots_Tag_states_what_its_tokens_say(string value, string expected)
    {
        StatedRights stated = Read(("x-robots-tag", value));

        Assert.Equal(expected, string.Join('|', Seen.Lines(stated)));
        Assert.All(stated.Statements, statement => Assert.Equal(value, statement.Evidence.HeaderValue));
    }

    [Fact]
    public void No_image_AI_speaks_of_the_images_alone() => Assert.Equal((RightsScopeKind.Part, "images"),
        Read(("X-Robots-Tag", "noimageai")).Statements.Select(one => (one.Scope.Kind, one.Scope.Part)).Single());

    // Law: draft-ietf-aipref-vocab, section 6; the fourth row is its example of a key that comes twice.
    [Theory]
    [InlineData("train-ai=n", "reserve ai-training")]
    [InlineData("train-ai=y, search=n", "permit ai-training|reserve index")]
    [InlineData("train-ai;allow=n, train-ai=y", "permit ai-training")]
    [InlineData("train-ai=y, train-ai, search=n, search=\"n\"", "")]
    [InlineData("Train-AI=n", "")]
    [InlineData("train-ai=N", "")]
    [InlineData("train-ai=n,", "")]
    [InlineData("other=n, train-ai=n", "reserve ai-training")]
    [InlineData("tdm=n, search=y", "permit index|reserve text-and-data-mining+ai-training")]
    [InlineData("tdm=n, ai=y", "permit ai-training|reserve text-and-data-mining")]
    [InlineData("all=n, train-ai=y", "permit ai-training|reserve index+text-and-data-mining+ai-input")]
    [InlineData("ai-use=n", "reserve ai-input")]
    public void Content_Usage_is_a_dictionary_of_categories(string value, string expected) =>
        Assert.Equal(expected, string.Join('|', Seen.Lines(Read(("Content-Usage", value)))));

    [Fact]
    public void Labels_of_earlier_drafts_are_marked()
    {
        RightsStatement statement = Assert.Single(Read(("Content-Usage", "genai=n")).Statements);

        Assert.Equal(RightsStrength.NonStandard, statement.Strength);
        Assert.Contains("2025-06", statement.Version, StringComparison.Ordinal);
    }

    [Fact]
    public void A_usage_preference_that_is_no_dictionary_states_nothing_and_is_told()
    {
        StatedRights stated = Read(("Content-Usage", "train-ai = n"));

        Assert.Empty(stated.Statements);
        Assert.Contains("RFC 9651", Assert.Single(stated.Problems).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("search=yes, ai-train=no", "permit index|reserve ai-training")]
    [InlineData("ai-train=no, search=yes, ai-input=yes", "reserve ai-training|permit index|permit ai-input")]
    [InlineData("ai-train=maybe", "")]
    [InlineData("AI-Train=NO", "reserve ai-training")]
    [InlineData("search=yes, use=reference", "permit index")]
    public void Content_signals_are_read(string value, string expected) =>
        Assert.Equal(expected, string.Join('|', Seen.Lines(Read(("Content-Signal", value)))));

    [Fact]
    public void A_reservation_and_its_policy_are_one_statement()
    {
        RightsStatement statement = Assert.Single(Read(("tdm-reservation", "1"), ("tdm-policy", "/policy.json")).Statements);

        Assert.Equal("https://example.org/policy.json", statement.Link);
        Assert.Equal("tdm-reservation: 1\ntdm-policy: /policy.json", statement.RawText);
        Assert.Null(Assert.Single(Read(("tdm-reservation", "0"), ("tdm-policy", "/policy.json")).Statements).Link);
        Assert.Equal(RightsEffect.Reserve, Assert.Single(Read(("tdm-reservation", "0"), ("tdm-reservation", "1")).Statements).Effect);
        Assert.Empty(Read(("tdm-policy", "/policy.json")).Statements);
    }

    [Theory]
    [InlineData("<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\"", "conditional", RightsStandard.CreativeCommons)]
    [InlineData("</next>; rel=next, <https://creativecommons.org/publicdomain/zero/1.0/>; rel=\"copyright license\"", "permit", RightsStandard.CreativeCommons)]
    [InlineData("<https://example.org/license.xml>; rel=\"license\"; type=\"application/rsl+xml\"", "inform", RightsStandard.Rsl)]
    [InlineData("</terms>; rel=license", "inform", RightsStandard.RelLicense)]
    public void A_link_names_a_licence(string value, string effect, RightsStandard standard)
    {
        StatedRights stated = Read(("Link", value));

        Assert.Equal(effect, stated.Statements.Select(statement => KebabCase.NameOf(statement.Effect)).Distinct().Single());
        Assert.Equal(standard, stated.Statements[0].Standard);
    }

    [Fact]
    public void A_link_with_an_anchor_speaks_of_that() => Assert.All(
        Read(("Link", "<https://creativecommons.org/licenses/by/4.0/>; rel=license; anchor=\"/image.png\"")).Statements,
        statement => Assert.Equal("https://example.org/image.png", statement.Scope.Target));

    [Fact]
    public void A_demand_for_payment_is_a_condition_of_crawling()
    {
        RightsStatement priced = Assert.Single(Read(402, ("crawler-price", "USD 0.005")).Statements);
        RightsStatement unpriced = Assert.Single(Read(402).Statements);

        Assert.Equal(("conditional crawl", 0.005m, "USD"), (Seen.Line(priced), priced.Conditions[0].Amount, priced.Conditions[0].Currency));
        Assert.Equal(("conditional crawl", null), (Seen.Line(unpriced), unpriced.Conditions[0].Amount));
        Assert.Empty(Read(("crawler-price", "USD 0.005")).Statements);
    }

    [Theory]
    [InlineData("<a>; rel=x; title=\"a,b;c\\\"d\", <b>;rel=\"y z\"", "a rel=x title=a,b;c\"d|b rel=y z")]
    [InlineData(" , <a>", "a")]
    [InlineData("<a", "")]
    [InlineData("a; rel=x", "")]
    [InlineData("<a>; REL = x ;flag; =v", "a rel=x flag=")]
    public void Links_are_read_as_RFC_8288_appendix_B_says(string value, string expected) => Assert.Equal(expected, string.Join('|',
        LinkHeader.Parse(value).Select(link => string.Join(' ', [link.Target, .. link.Parameters.Select(one => $"{one.Name}={one.Value}")]))));
}
