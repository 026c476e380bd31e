using CsCheck;
using ProvenanceAudit.Crawlers.Rights;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Crawlers.Tests.Rights;

public sealed class HtmlRightsTests
{
    private const string Address = "https://example.org/news/page";

    private static readonly RightsEvidence Evidence = new() { ObservedAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), HttpStatus = 200 };

    private static StatedRights Read(string html, string address = Address) => HtmlRightsReader.Read(html,
        new() { Address = address, Evidence = Evidence }, KnownAgents.Default);

    private static string[] Lines(StatedRights stated) => [.. stated.Statements.Select(one =>
        $"{KebabCase.NameOf(one.Effect)} {string.Join('+', one.Uses.Select(KebabCase.NameOf))} {KebabCase.NameOf(one.Standard)}".Replace("  ", " ", StringComparison.Ordinal))];

    private static RightsOutcome Decide(StatedRights stated, RightsUse use = RightsUse.AiTraining) =>
        new RightsPolicy(stated.Statements.Select(RightsSighting.Once), []).Decide(new(Address), use, Evidence.ObservedAt).Outcome;

    [Theory]
    [InlineData("<meta name=\"robots\" content=\"noai, noimageai\">", "reserve ai-training meta-robots|reserve ai-training meta-robots")]
    [InlineData("<META NAME=\"ROBOTS\" CONTENT=\"NOAI\">", "reserve ai-training meta-robots")]
    [InlineData("<meta name=\"gptbot\" content=\"noai\">", "reserve ai-training meta-robots")]
    [InlineData("<meta name=\"googlebot\" content=\"noindex\">", "reserve index meta-robots")]
    [InlineData("<meta name=\"viewport\" content=\"noai\">", "")]
    [InlineData("<meta name=\"description\" content=\"noai, noindex\">", "")]
    [InlineData("<meta name=\"tdm-reservation\" content=\"1\">\n<meta name=\"tdm-policy\" content=\"https://provider.com/policies/policy.json\">", "reserve text-and-data-mining+ai-training tdm-rep")]
    [InlineData("<meta name=\"tdm-reservation\" content=\"0\">", "permit text-and-data-mining+ai-training tdm-rep")]
    [InlineData("<meta name=\"tdm-reservation\" content=\"yes\">", "")]
    [InlineData("<meta name=\"DC.rights\" content=\"https://creativecommons.org/publicdomain/zero/1.0/\">", "permit text-and-data-mining+ai-training+ai-input creative-commons")]
    [InlineData("<meta name=\"dcterms.rightsHolder\" content=\"House\">", "inform dublin-core")]
    public void Meta_elements_are_read(string head, string expected) =>
        Assert.Equal(expected, string.Join('|', Lines(Read($"<!DOCTYPE html><html><head>{head}<title>T</title></head><body></body></html>"))));

    [Fact]
    public void A_statement_tells_its_line_and_its_element()
    {
        RightsStatement statement = Assert.Single(Read("<!DOCTYPE html>\n<html><head>\n<meta name=\"robots\" content=\"noai\">\n</head></html>").Statements);

        Assert.Equal((3, "<meta name=\"robots\" content=\"noai\">", "meta robots"), (statement.Line, statement.RawText, statement.Position));
    }

    [Theory]
    [InlineData("<head><link rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\"></head>", null)]
    [InlineData("<body><footer><a rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">CC</a></footer></body>", null)]
    [InlineData("<body><p>This work is under <a rel=\"nofollow license\" href=\"//creativecommons.org/licenses/by/4.0/deed.de\">CC</a></p></body>", null)]
    [InlineData("<body><figure><img src=\"/a.jpg\"><figcaption><a rel=license href=\"https://creativecommons.org/licenses/by/4.0/\">CC</a></figcaption></figure></body>", "img https://example.org/a.jpg")]
    [InlineData("<body><div class=\"wp-caption\"><img src=\"b.jpg\"><a rel=license href=\"https://creativecommons.org/licenses/by/4.0/\">CC</a></div></body>", "img https://example.org/news/b.jpg")]
    [InlineData("<body><div itemscope itemtype=\"https://schema.org/ImageObject\"><img src=\"c.jpg\"><a rel=license href=\"https://creativecommons.org/licenses/by/4.0/\">CC</a></div></body>", "img https://example.org/news/c.jpg")]
    [InlineData("<body><div about=\"/d.jpg\"><img src=\"/d.jpg\"><a rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">CC</a></div></body>", "https://example.org/d.jpg")]
    [InlineData("<body><div class=\"comment\"><a rel=\"license\" href=\"https://creativecommons.org/licenses/by/4.0/\">CC</a></div></body>", "a comment")]
    public void A_licence_link_hangs_on_the_page_or_on_a_part(string html, string? part)
    {
        StatedRights stated = Read($"<!DOCTYPE html><html>{html}</html>");

        Assert.NotEmpty(stated.Statements);
        Assert.All(stated.Statements, one => Assert.Equal((part, "CC-BY-4.0"), (one.Scope.Part, one.Version)));
        Assert.Equal(part is null ? RightsOutcome.Conditional : RightsOutcome.Unknown, Decide(stated));
    }

    [Fact]
    public void The_base_element_counts() => Assert.Equal("https://cdn.example/terms", Assert.Single(
        Read("<html><head><base href=\"https://cdn.example/x/\"><link rel=license href=\"/terms\"></head></html>").Statements).Link);

    // Law: RSL 1.0, section 4.6.
    [Theory]
    [InlineData("<head><script type=\"application/rsl+xml\"><rsl xmlns=\"https://rslstandard.org/rsl\"><content url=\"\"><license><prohibits type=\"usage\">ai-train</prohibits></license></content></rsl></script></head>", RightsOutcome.Reserved)]
    [InlineData("<head><script type=\"application/rsl+xml\"><rsl xmlns=\"https://rslstandard.org/rsl\"><content url=\"https://example.org/news/page\"><license><prohibits type=\"usage\">ai-train</prohibits></license></content></rsl></script></head>", RightsOutcome.Reserved)]
    [InlineData("<body><div><script type=\"application/rsl+xml\"><rsl xmlns=\"https://rslstandard.org/rsl\"><content url=\"\"><license><prohibits type=\"usage\">ai-train</prohibits></license></content></rsl></script></div></body>", RightsOutcome.Unknown)]
    [InlineData("<head><link rel=\"license\" type=\"application/rsl+xml\" href=\"https://example.org/license.xml\"></head>", RightsOutcome.Unknown)]
    public void RSL_is_read_where_it_stands(string html, RightsOutcome expected)
    {
        StatedRights stated = Read($"<!DOCTYPE html><html>{html}</html>");

        Assert.Contains(stated.Statements, one => one.Standard == RightsStandard.Rsl);
        Assert.Equal(expected, Decide(stated));
    }

    [Fact]
    public void Structured_data_states_licences_holders_and_where_terms_stand()
    {
        StatedRights stated = Read("""
            <html><head><script type="application/ld+json">
            {"@context": "https://schema.org", "@graph": [
              {"@type": "NewsArticle", "@id": "https://example.org/news/page#article", "url": "https://example.org/news/page",
               "license": "https://creativecommons.org/licenses/by-nc-nd/4.0/", "usageInfo": "/usage", "acquireLicensePage": {"@id": "https://example.org/buy"},
               "copyrightHolder": {"@id": "https://example.org/#house"}, "copyrightYear": 2026, "isAccessibleForFree": "False",
               "copyrightNotice": "© House. All rights reserved, including those for text and data mining.",
               "image": {"@type": "ImageObject", "contentUrl": "https://example.org/a.jpg", "license": "https://creativecommons.org/publicdomain/zero/1.0/"}},
              {"@type": "Organization", "@id": "https://example.org/#house", "name": "House"},
              {"@type": "NewsArticle", "url": "https://example.org/other", "license": "https://creativecommons.org/licenses/by/4.0/"}]}
            </script></head></html>
            """);

        RightsStatement licence = Assert.Single(stated.Statements, one => one.Version == "CC-BY-NC-ND-4.0" && one.Uses.Contains(RightsUse.AiTraining));
        Assert.Equal(new(RightsRole.RightsHolder, "House"), licence.Declarant);
        Assert.Equal(RightsScopeKind.Address, licence.Scope.Kind);
        Assert.Contains(stated.Statements, one => one.Link == "https://example.org/usage");
        Assert.Contains(stated.Statements, one => one.Link == "https://example.org/buy");
        Assert.Contains(stated.Statements, one => one.Position!.EndsWith("isAccessibleForFree", StringComparison.Ordinal) && one.Effect == RightsEffect.Inform);
        Assert.Contains(stated.Statements, one => one is { Standard: RightsStandard.HumanTerms, Effect: RightsEffect.Reserve });
        Assert.All(stated.Statements.Where(one => one.Version == "CC0-1.0"), one => Assert.Equal(RightsScopeKind.Part, one.Scope.Kind));
        Assert.All(stated.Statements.Where(one => one.Version == "CC-BY-4.0"), one => Assert.Equal("https://example.org/other", one.Scope.Target));
        Assert.Equal(RightsOutcome.Conditional, Decide(stated));
    }

    [Theory]
    [InlineData("<div itemscope itemtype=\"https://schema.org/Article\"><a itemprop=\"license\" href=\"https://creativecommons.org/licenses/by-sa/4.0/\">x</a></div>", "CC-BY-SA-4.0")]
    [InlineData("<div vocab=\"https://schema.org/\" typeof=\"Article\"><a property=\"license\" href=\"https://creativecommons.org/licenses/by-sa/4.0/\">x</a></div>", "CC-BY-SA-4.0")]
    [InlineData("<div xmlns:cc=\"http://creativecommons.org/ns#\" about=\"\"><a rel=\"cc:license\" href=\"https://creativecommons.org/licenses/by-sa/4.0/\">x</a></div>", "CC-BY-SA-4.0")]
    [InlineData("<div itemscope><meta itemprop=\"license\" content=\"MIT\"></div>", "MIT")]
    public void Microdata_and_RDFa_name_licences(string body, string id)
    {
        StatedRights stated = Read($"<html><body>{body}</body></html>");

        Assert.All(stated.Statements, one => Assert.Equal(id, one.Version));
        Assert.Equal(RightsOutcome.Conditional, Decide(stated));
    }

    [Fact]
    public void A_script_that_is_no_JSON_is_told()
    {
        StatedRights stated = Read("<html><script type='application/ld+json'>{\"license\": </script></html>");

        Assert.Empty(stated.Statements);
        Assert.Contains("no JSON", Assert.Single(stated.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_terms_speaks_for_its_site()
    {
        const string Body = "<html><head><title>Terms of use</title></head><body><main><p>You may not:</p><ul><li>use our articles to train artificial intelligence</li></ul></main></body></html>";

        RightsStatement statement = Assert.Single(Read(Body, "https://example.org/terms-of-use").Statements);

        Assert.Equal(RightsScopeKind.Site, statement.Scope.Kind);
        Assert.Equal("You may not: • use our articles to train artificial intelligence", statement.RawText);
        Assert.Equal(RightsStrength.HumanReadable, statement.Strength);
    }

    [Theory]
    [InlineData("https://example.org/terms", null, true)]
    [InlineData("https://example.org/de/nutzungsbedingungen.html", null, true)]
    [InlineData("https://example.org/mentions-legales", null, true)]
    [InlineData("https://example.org/x", "Terms of Service - Example", true)]
    [InlineData("https://example.org/x", "Example | Impressum", true)]
    [InlineData("https://example.org/news/how-publishers-change-their-terms-to-stop-ai", "How publishers change their terms to stop AI", false)]
    [InlineData("https://example.org/legal/publisher-sues-over-ai", "Publisher sues over AI", false)]
    [InlineData("https://example.org/legal/terms/index.html", null, true)]
    [InlineData("https://example.org/news/page", "A page", false)]
    [InlineData("https://example.org/", "Legalising trade in the long run and what it means for you and all of us today", false)]
    public void Pages_of_terms_are_told_by_address_or_title(string address, string? title, bool expected)
    {
        StatedRights stated = Read($"<html><head><title>{title}</title></head><body><p>You may not use our articles to train AI models.</p></body></html>", address);

        Assert.Equal(expected, stated.Statements.Count > 0);
    }

    [Fact]
    public void Of_other_pages_the_footer_is_read_and_not_the_news()
    {
        StatedRights stated = Read("""
            <html><body><article><p>Publishers say that their texts may not be used to train AI.</p></article>
            <footer><div class="copyright">© House. Text and data mining is prohibited.</div></footer></body></html>
            """);

        Assert.Equal("Text and data mining is prohibited.", Assert.Single(stated.Statements).RawText);
    }

    [Fact]
    public void Headers_and_page_are_read_together_and_error_pages_are_not()
    {
        KeyValuePair<string, string>[] headers = [KeyValuePair.Create("X-Robots-Tag", "noai")];
        const string Html = "<meta name=\"tdm-reservation\" content=\"1\">";

        Assert.Equal(2, RightsReading.OfPage(Address, headers, Html, Evidence).Statements.Count);
        Assert.Single(RightsReading.OfPage(Address, headers, Html, Evidence with { HttpStatus = 404 }).Statements);
        Assert.Single(RightsReading.OfSiteFile("https://example.org/ai.txt", SiteFileKind.AiTxt, "User-agent: *\nDisallow: /", Evidence).Statements);
        Assert.Single(RightsReading.OfFile("https://example.org/a.pdf", headers, "%PDF"u8, Evidence).Statements);
    }

    [Fact]
    public void No_page_makes_the_reader_throw()
    {
        Gen<string> html = Gen.OneOf("<html>", "<head>", "<body>", "<meta name=robots content='noai'>", "<meta name=tdm-reservation content=1>", "<a rel=license href='",
            "https://creativecommons.org/licenses/by/4.0/", "'>", "</a>", "<figure>", "<img src=", "<script type='application/ld+json'>", "{\"license\":", "[", "{", "}", "]", "\"x\"",
            "\"\\ud800\"", "</script>", "<script type='application/rsl+xml'>", "<rsl>", "<footer>", "may not train AI. ", "<div itemscope itemprop=license>", "<base href='", "<table>",
            "<svg>", "<template>", "\0", "&#xD800;", "<!--", "-->", "<div about='", "<article>").Array[0, 25].Select(string.Concat);
        html.Sample(text =>
        {
            foreach (RightsStatement statement in Read(text).Statements)
                Assert.Equal(statement.ContentId(), RightsStatement.FromJson(statement.ToJson()).ContentId());
        }, iter: 1000);
    }

    [Fact]
    public void A_page_that_nests_deep_is_read_all_the_same()
    {
        string deep = string.Concat(Enumerable.Repeat("<div>", 20_000));

        StatedRights stated = Read("<html><head><meta name=robots content=noai></head><body>"
            + $"<footer itemprop=license>{deep}<a rel=license href=/terms>x</a>");

        Assert.Contains(stated.Statements, one => one.Standard == RightsStandard.MetaRobots);
        Assert.Contains(stated.Statements, one => one.RawText == "<a rel=license href=/terms>x</a>");
    }
}
