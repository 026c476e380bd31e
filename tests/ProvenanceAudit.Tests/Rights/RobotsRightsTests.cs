using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Tests.Rights;

public sealed class RobotsRightsTests
{
    private static StatedRights Read(string text) => RobotsRightsReader.Read(text, Seen.At("/robots.txt"), KnownAgents.Default);

    private static RightsOutcome Decide(string text, string path, RightsUse use, string? agent = null) =>
        new RightsPolicy(Read(text).Statements.Select(RightsSighting.Once), [Seen.Look("/robots.txt", 1)])
            .Decide(new(Seen.Site + path), use, Seen.Day1, agent).Outcome;

    [Fact]
    public void Rules_are_stated_for_all_and_for_agents_by_what_they_fetch_for()
    {
        StatedRights stated = Read("""
            User-agent: *
            Disallow: /private/
            Allow: /private/open

            User-agent: GPTBot
            User-agent: CCBot
            User-agent: Google-Extended
            Disallow: /

            User-agent: SomeFeedReader
            Disallow: /feeds/
            """);

        Assert.Equal(
            ["reserve crawl /private/ for *", "permit crawl /private/open for *", "reserve crawl+ai-training / for GPTBot,CCBot",
                "reserve ai-training+ai-input / for Google-Extended", "reserve crawl /feeds/ for SomeFeedReader"], Seen.Lines(stated));
        Assert.Equal([2, 3, 8, 8, 11], stated.Statements.Select(statement => statement.Line!.Value));
        Assert.Equal("Disallow: /private/", stated.Statements[0].RawText);
    }

    [Theory]
    [InlineData("User-agent: GPTBot\nDisallow: /", "/x", RightsUse.AiTraining, null, RightsOutcome.Reserved)]
    [InlineData("User-agent: GPTBot\nDisallow: /", "/x", RightsUse.AiTraining, "GPTBot", RightsOutcome.Reserved)]
    [InlineData("User-agent: GPTBot\nDisallow: /", "/x", RightsUse.AiTraining, "CCBot", RightsOutcome.Unknown)]
    [InlineData("User-agent: GPTBot\nDisallow: /", "/x", RightsUse.Crawl, "CCBot", RightsOutcome.Permitted)]
    [InlineData("User-agent: GPTBot\nDisallow: /", "/x", RightsUse.Crawl, "gptbot/1.2", RightsOutcome.Reserved)]
    [InlineData("User-agent: *\nDisallow: /", "/x", RightsUse.AiTraining, null, RightsOutcome.Unknown)]
    [InlineData("User-agent: *\nDisallow: /", "/x", RightsUse.AiTraining, "CCBot", RightsOutcome.Reserved)]
    [InlineData("User-agent: *\nDisallow: /", "/x", RightsUse.Crawl, null, RightsOutcome.Reserved)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: CCBot\nAllow: /", "/x", RightsUse.Crawl, "CCBot", RightsOutcome.Permitted)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: CCBot\nAllow: /", "/x", RightsUse.AiTraining, "CCBot", RightsOutcome.Unknown)]
    [InlineData("User-agent: GPTBot\nDisallow: /\nAllow: /open/", "/open/x", RightsUse.AiTraining, null, RightsOutcome.Unknown)]
    [InlineData("User-agent: *\nDisallow: /dir/\nAllow: /dir/index.html", "/dir/", RightsUse.Crawl, null, RightsOutcome.Permitted)]
    [InlineData("User-agent: *\nDisallow: /dir/\nAllow: /dir/index.html", "/dir/x", RightsUse.Crawl, null, RightsOutcome.Reserved)]
    [InlineData("User-agent: GPTBot\nDisallow:", "/x", RightsUse.Crawl, "GPTBot", RightsOutcome.Permitted)]
    [InlineData("User-agent: PerplexityBot\nDisallow: /", "/x", RightsUse.Index, null, RightsOutcome.Reserved)]
    [InlineData("User-agent: ChatGPT-User\nDisallow: /", "/x", RightsUse.AiInput, null, RightsOutcome.Reserved)]
    [InlineData("User-agent: ChatGPT-User\nDisallow: /", "/x", RightsUse.AiTraining, null, RightsOutcome.Unknown)]
    public void An_agent_is_told_what_its_group_closes(string text, string path, RightsUse use, string? agent, RightsOutcome expected) =>
        Assert.Equal(expected, Decide(text, path, use, agent));

    // Law: draft-ietf-aipref-attach, the table of its example.
    [Theory]
    [InlineData("/test", null, RightsOutcome.Reserved)]
    [InlineData("/ai-ok/test", null, RightsOutcome.Permitted)]
    [InlineData("/test", "ExampleBot", RightsOutcome.Permitted)]
    [InlineData("/ai-ok/test", "ExampleBot", RightsOutcome.Permitted)]
    public void Usage_preferences_have_paths_and_groups(string path, string? agent, RightsOutcome expected) => Assert.Equal(expected, Decide("""
        User-Agent: *
        Allow: /
        Disallow: /never/
        Content-Usage: train-ai=n
        Content-Usage: /ai-ok/ train-ai=y

        User-Agent: ExampleBot
        Allow: /
        Content-Usage: train-ai=y
        """, path, RightsUse.AiTraining, agent));

    [Theory]
    [InlineData("y", "/never/test", RightsOutcome.Unknown)]
    [InlineData("y", "/test", RightsOutcome.Permitted)]
    [InlineData("n", "/never/test", RightsOutcome.Reserved)]
    public void What_may_not_be_crawled_has_no_preference_but_a_reservation_is_reported(string value, string path, RightsOutcome expected) =>
        Assert.Equal(expected, Decide($"User-agent: *\nDisallow: /never/\nContent-Usage: train-ai={value}", path, RightsUse.AiTraining));

    [Fact]
    public void Of_preferences_for_one_path_any_n_wins() => Assert.Equal(RightsOutcome.Reserved,
        Decide("User-agent: *\nContent-Usage: train-ai=y\nContent-Usage: train-ai=n", "/", RightsUse.AiTraining));

    [Theory]
    [InlineData(RightsUse.AiTraining, RightsOutcome.Reserved)]
    [InlineData(RightsUse.Index, RightsOutcome.Permitted)]
    [InlineData(RightsUse.AiInput, RightsOutcome.Unknown)]
    public void Content_signals_say_nothing_of_what_they_leave_out(RightsUse use, RightsOutcome expected) =>
        Assert.Equal(expected, Decide("User-Agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /", "/", use));

    [Fact]
    public void The_words_of_the_content_signals_policy_are_no_reservation_by_themselves()
    {
        StatedRights stated = Read("""
            # As a condition of accessing this website, you agree to abide by the following content signals:
            # (a) If a content-signal = yes, you may collect content for the corresponding use.
            # (b) If a content-signal = no, you may not collect content for the corresponding use.
            # ai-train: training or fine-tuning AI models.
            # ANY RESTRICTIONS EXPRESSED VIA CONTENT SIGNALS ARE EXPRESS RESERVATIONS OF RIGHTS UNDER ARTICLE 4 OF THE EUROPEAN
            # UNION DIRECTIVE 2019/790 ON COPYRIGHT AND RELATED RIGHTS IN THE DIGITAL SINGLE MARKET.
            User-agent: *
            Content-Signal: ai-train=yes
            """);

        Assert.DoesNotContain(stated.Statements, statement => statement.Standard == RightsStandard.HumanTerms);
    }

    [Fact]
    public void Comments_that_reserve_rights_are_found()
    {
        StatedRights stated = Read("""
            # Legal notice: Example GmbH expressly reserves the right to use its content for
            # commercial text and data mining (§ 44b Urheberrechtsgesetz).
            User-agent: *
            Disallow:
            """);

        RightsStatement statement = Assert.Single(stated.Statements, one => one.Standard == RightsStandard.HumanTerms);
        Assert.Equal(RightsStrength.HumanReadable, statement.Strength);
        Assert.Equal(RightsScopeKind.Site, statement.Scope.Kind);
    }

    [Fact]
    public void License_lines_lead_to_RSL_documents_for_all_or_for_a_group()
    {
        StatedRights stated = Read("""
            License: https://example.org/global.xml
            User-agent: CCBot
            Allow: /
            License: https://example.org/ccbot.xml
            Permits: ai-search, ai-training
            """);

        Assert.Equal([("https://example.org/global.xml", ""), ("https://example.org/ccbot.xml", "CCBot")], stated.Statements
            .Where(one => one is { Standard: RightsStandard.Rsl, Effect: RightsEffect.Inform })
            .Select(one => (one.Link!, string.Join(',', one.Scope.Agents))));
        Assert.Equal(["permit ai-input for CCBot", "permit ai-training for CCBot"],
            stated.Statements.Where(one => one.Strength == RightsStrength.NonStandard).Select(Seen.Line));
        Assert.Equal([SiteFileKind.Rsl, SiteFileKind.Rsl], SiteFile.Named(stated.Statements).Select(one => one.Kind));
    }

    [Theory]
    [InlineData("User-Agent: *\nDisallow: *.jpg\nAllow: *.txt", "/a.jpg", RightsOutcome.Reserved)]
    [InlineData("User-Agent: *\nDisallow: *.jpg\nAllow: *.txt", "/a.txt", RightsOutcome.Permitted)]
    [InlineData("User-Agent: *\nDisallow: *.jpg\nAllow: *.txt", "/a.html", RightsOutcome.Unknown)]
    [InlineData("User-Agent: *\nDisallow: /", "/a.html", RightsOutcome.Reserved)]
    [InlineData("# ai.txt of another format\nname: My site", "/a.html", RightsOutcome.Unknown)]
    public void Ai_txt_is_weak_evidence_of_training(string text, string path, RightsOutcome expected)
    {
        StatedRights stated = AiTxtReader.Read(text, Seen.At("/ai.txt"));

        Assert.All(stated.Statements, statement => Assert.Equal(RightsStrength.Convention, statement.Strength));
        Assert.Equal(expected, new RightsPolicy(stated.Statements.Select(RightsSighting.Once), [])
            .Decide(new(Seen.Site + path), RightsUse.AiTraining, Seen.Day1).Outcome);
    }
}
