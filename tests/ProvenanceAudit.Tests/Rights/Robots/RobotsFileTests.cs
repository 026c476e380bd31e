using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using ProvenanceAudit.Rights.Robots;

namespace ProvenanceAudit.Tests.Rights.Robots;

public sealed class RobotsFileTests
{
    private static readonly byte[] Signs = "usr-agent:dilow*$%/#\r\n\0 "u8.ToArray();
    private static readonly string[] Pieces = ["a", "b", "/", "*", "$", "ab"];

    [Fact]
    public void The_line_that_decides_is_told()
    {
        RobotsFile file = RobotsFile.Parse("User-agent: GPTBot\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b\n\nUser-agent: *\nDisallow: /\n");
        Assert.Equal(new RobotsVerdict(false, 2, true), file.For("gptbot").Decide("https://e.org/a/c"));
        Assert.Equal(new RobotsVerdict(true, 3, true), file.For("GPTBot").Decide("https://e.org/a/b"));
        Assert.Equal(new RobotsVerdict(true, 0, true), file.For("GPTBot").Decide("https://e.org/z"));
        Assert.Equal(new RobotsVerdict(false, 7, false), file.For("CCBot").Decide("https://e.org/z"));
        Assert.Equal(new RobotsVerdict(true, 0, false), RobotsFile.Parse("").For("CCBot").Decide("https://e.org/z"));
    }

    [Fact]
    public void Other_lines_are_kept_with_their_group_and_number()
    {
        RobotsFile file = RobotsFile.Parse("License: https://e.org/l.xml # ours\nUser-agent: *\nContent-Signal: ai-train=no\nDisallow:\n"
            + "User-agent: GPTBot\nContent-Usage: /x train-ai=n\n");
        Assert.Equal(
            [new(1, RobotsKey.Other, "License", "https://e.org/l.xml", null), new(3, RobotsKey.Other, "Content-Signal", "ai-train=no", 0),
                new(6, RobotsKey.Other, "Content-Usage", "/x train-ai=n", 1)],
            file.Directives.Where(d => d.Key == RobotsKey.Other));
    }

    [Fact]
    public void An_agent_with_digits_is_found_where_names_are_read_in_full()
    {
        RobotsFile file = RobotsFile.Parse("User-agent: AI2Bot/1.0\nDisallow: /\n");
        Assert.True(file.For("AI2Bot").Decide("/x").Allowed);
        Assert.False(file.For("AI2Bot", inFull: true).Decide("/x").Allowed);
        Assert.False(file.For("ai2bot", inFull: true).Decide("/x").Allowed);
    }

    [Theory]
    [InlineData("User-agent: *\nCrawl-delay: 2.5\n", 2.5)]
    [InlineData("User-agent: x\nCrawl-delay: 3\nUser-agent: *\nDisallow:\n", 3.0)]
    [InlineData("User-agent: x\nDisallow:\n\nUser-agent: *\nCrawl-delay: 9\n", null)]
    [InlineData("Crawl-delay: 9\n", null)]
    [InlineData("User-agent: x\nCrawl-delay: soon\n", null)]
    [InlineData("User-agent: x\nCrawl-delay: -1\n", null)]
    [InlineData("User-agent: x\nCrawl-delay: 1e99\n", null)]
    [InlineData("User-agent: x\nCrawl-delay: 99999999999\n", 86400.0)]
    public void The_delay_is_that_of_the_agents_groups(string robots, double? seconds) =>
        Assert.Equal(seconds, CrawlDelay.Of(RobotsFile.Parse(robots), "x")?.TotalSeconds);

    [Fact]
    public void Any_bytes_are_read() =>
        Gen.Select(Gen.OneOf(Gen.Byte, Gen.Int[0, Signs.Length - 1].Select(i => Signs[i])).Array[0, 300], Gen.String).Sample((bytes, url) =>
        {
            RobotsVerdict verdict = RobotsFile.Parse(bytes).For("a").Decide(url);
            Assert.True(verdict.Allowed || verdict.Line > 0);
        });

    [Fact]
    public void A_pattern_matches_what_the_same_regular_expression_does()
    {
        Gen<string> text = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 8].Select(string.Concat);
        Gen.Select(text, text).Sample((pattern, path) =>
        {
            bool end = pattern.EndsWith('$');
            string expression = "^" + Regex.Escape(end ? pattern[..^1] : pattern).Replace("\\*", ".*", StringComparison.Ordinal)
                + (end ? "$" : "");
            Assert.Equal(Regex.IsMatch(path, expression, RegexOptions.NonBacktracking),
                new RobotsPattern(Encoding.UTF8.GetBytes(pattern)).Matches(Encoding.UTF8.GetBytes(path)));
        });
    }
}
