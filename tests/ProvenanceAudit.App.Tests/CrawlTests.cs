using System.Diagnostics;
using System.Text.Json;
using ProvenanceAudit.TrapSite;

namespace ProvenanceAudit.App.Tests;

public sealed class CrawlTests : IDisposable
{
    private const string Options = "--data data --delay 0 --allow-network 127.0.0.0/8";

    private readonly Desk _desk = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task A_crawl_that_is_killed_twice_fetches_every_page_that_it_may_once()
    {
        await using TrapSiteServer site = await TrapSiteServer.StartAsync(
            new TrapSiteSettings { Pages = 600, EndlessAnswers = false }, Now);
        string command = $"crawl {site.Address}/ {Options} --json --works-file pages.jsonl";
        foreach (int requests in new[] { 150, 400 })
        {
            using Process process = _desk.Start(command);
            var ended = process.WaitForExitAsync(Now);
            while (site.Log.Requests.Count < requests && !ended.IsCompleted)
                await Task.Delay(5, Now);
            Assert.False(ended.IsCompleted, "the crawl ended before it was killed");
            process.Kill();
            await ended;
        }
        Run run = _desk.Run(command);
        Assert.True(run.ExitCode == 0, run.Error);

        string[] fetched = [.. site.Log.Requests.Where(r => r.Host == new Uri(site.Address).Authority && r.Status == 200).Select(r => r.Path)];
        Assert.Empty(site.Plan.Expected.Except(fetched));
        Assert.Empty(site.Plan.Disallowed.Intersect(site.Log.Requests.Select(r => r.Path)));
        // What was under way at each of the two kills may have been asked for again; nothing else was.
        int again = fetched.Where(p => site.Plan.Expected.Contains(p)).GroupBy(p => p).Sum(g => g.Count() - 1);
        Assert.InRange(again, 0, 2);
        // One at a time; the site notes an end a moment after the crawler has the answer, which may have asked again by then.
        Assert.InRange(site.Log.MostAtOnce(new Uri(site.Address).Authority), 1, 2);

        using JsonDocument summary = JsonDocument.Parse(run.Output);
        Assert.Equal($"{new Uri(site.Address).Authority}", summary.RootElement.GetProperty("catalog").GetString());
        Assert.NotEmpty(Directory.GetFiles(summary.RootElement.GetProperty("warc").GetString()!, "*.warc.gz"));
        Assert.All(File.ReadLines(_desk.At("pages.jsonl")), line => Assert.StartsWith(site.Address, Field(line, "id"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_run_asks_only_for_what_changed()
    {
        await using TrapSiteServer site = await TrapSiteServer.StartAsync(
            new TrapSiteSettings { Pages = 200, EndlessAnswers = false }, Now);
        string command = $"crawl {site.Address}/ {Options} --path /s1/ --path /s2/ --works-file pages.jsonl";
        Assert.Equal(0, _desk.Run(command).ExitCode);
        string[] first = File.ReadAllLines(_desk.At("pages.jsonl"));
        int before = site.Log.Requests.Count;
        Assert.Equal(0, _desk.Run(command).ExitCode);
        LoggedRequest[] second = [.. site.Log.Requests.Skip(before)
            .Where(r => site.Plan.Expected.Contains(r.Path) && r.Path.Contains("/page-", StringComparison.Ordinal))];
        Assert.NotEmpty(first);
        Assert.NotEmpty(second);
        Assert.All(second, r => Assert.True(r.IsConditional, r.Path));
        Assert.Empty(File.ReadAllLines(_desk.At("pages.jsonl")));
    }

    [Fact]
    public async Task What_a_site_states_is_told_with_its_evidence_and_again_from_what_was_seen()
    {
        await using TrapSiteServer site = await TrapSiteServer.StartAsync(
            new TrapSiteSettings { Pages = 200, EndlessAnswers = false }, Now);
        string command = $"rights {site.Address}/private/4 --use crawl --data data --allow-network 127.0.0.0/8 --json";
        using JsonDocument told = JsonDocument.Parse(_desk.Run(command).Output);
        JsonElement decision = told.RootElement.GetProperty("decisions")[0];
        Assert.Equal("reserved", decision.GetProperty("outcome").GetString());
        JsonElement statement = decision.GetProperty("governing").GetProperty("statement");
        Assert.Equal("Disallow: /private/", statement.GetProperty("raw_text").GetString());
        Assert.Equal(site.Address + "/robots.txt", statement.GetProperty("source_address").GetString());
        Assert.Equal(200, statement.GetProperty("evidence").GetProperty("http_status").GetInt32());
        Assert.DoesNotContain(site.Log.Requests, r => r.Path == "/private/4");

        int before = site.Log.Requests.Count;
        using JsonDocument again = JsonDocument.Parse(_desk.Run(command + " --offline").Output);
        Assert.Equal("reserved", again.RootElement.GetProperty("decisions")[0].GetProperty("outcome").GetString());
        Assert.Equal(before, site.Log.Requests.Count);
    }

    [Fact]
    public void Nothing_is_told_of_what_was_never_seen() => Assert.Contains(
        "nothing was seen before", _desk.Run("rights https://example.org/ --offline --data data").Failure, StringComparison.Ordinal);

    [Theory]
    [InlineData("crawl ftp://example.org/", "cannot be crawled")]
    [InlineData("crawl https://example.org/ --agent bad/agent", "letters, hyphens and underscores")]
    [InlineData("crawl https://example.org/ --pages 0", "1 to 10,000,000")]
    [InlineData("crawl https://example.org/ --allow-network ten", "a network such as")]
    [InlineData("rights https://example.org/ --use training", "ai-training")]
    [InlineData("rights https://example.org/ --at yesterday", "a date such as")]
    public void A_wrong_option_is_told(string arguments, string words) =>
        Assert.Contains(words, _desk.Run(arguments).Failure, StringComparison.Ordinal);

    [Theory]
    [InlineData("GPTBot", "/private/a", 1, "disallowed\nline 2: Disallow: /private/\nin a group that names GPTBot\n")]
    [InlineData("GPTBot", "/public", 0, "allowed\nno line of the agent's groups speaks of this address\n")]
    [InlineData("CCBot", "/x", 1, "disallowed\nline 5: Disallow: /\nin a group for all agents (*)\n")]
    public void The_line_of_robots_txt_that_decides_is_told(string agent, string url, int exitCode, string output)
    {
        _desk.File("robots.txt", "User-agent: GPTBot\nDisallow: /private/\n\nUser-agent: *\nDisallow: /\n");
        Run run = _desk.Run($"robots robots.txt --agent {agent} --url https://example.org{url}");
        Assert.Equal((exitCode, output), (run.ExitCode, run.Output));
    }

    [Fact]
    public void Questions_about_robots_txt_are_answered_line_by_line()
    {
        string questions = JsonSerializer.Serialize(new { robots = "User-agent: *\nDisallow: /a", agent = "x", url = "http://e.org/a" }) + "\n"
            + "{\"robots\": 1}\n" + JsonSerializer.Serialize(new { robots = "", agent = "x", url = "http://e.org/a" }) + "\n";
        Run run = _desk.Run("robots --json", questions);
        string[] answers = run.Output.TrimEnd().Split('\n');
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("{\"allowed\":false,\"line\":2}", answers[0]);
        Assert.StartsWith("{\"error\":", answers[1], StringComparison.Ordinal);
        Assert.Equal("{\"allowed\":true,\"line\":0}", answers[2]);
    }

    private static string Field(string json, string name)
    {
        using JsonDocument line = JsonDocument.Parse(json);
        return line.RootElement.GetProperty(name).GetString()!;
    }
}
