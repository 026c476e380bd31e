using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Tests.Rights;

public sealed class KnownAgentsTests
{
    [Fact]
    public void The_list_that_is_carried_names_its_source_and_its_day_and_the_agents_that_everybody_knows()
    {
        KnownAgents agents = KnownAgents.Default;

        Assert.True(agents.All.Count >= 100);
        Assert.True(agents.Date > new DateOnly(2026, 1, 1));
        Assert.Contains("MIT", agents.Source, StringComparison.Ordinal);
        foreach (string token in (string[])["GPTBot", "OAI-SearchBot", "ChatGPT-User", "ClaudeBot", "Claude-User", "Claude-SearchBot", "anthropic-ai",
            "CCBot", "Google-Extended", "GoogleOther", "Applebot-Extended", "Bytespider", "PerplexityBot", "Perplexity-User", "Meta-ExternalAgent",
            "Meta-ExternalFetcher", "FacebookBot", "Amazonbot", "cohere-ai", "Diffbot", "ImagesiftBot", "Omgilibot", "YouBot", "Timpibot",
            "DuckAssistBot", "MistralAI-User"])
            Assert.True(agents.Find(token) is not null, token);
    }

    [Theory]
    [InlineData("gptbot/1.2", AgentClass.Training, false)]
    [InlineData("OAI-SearchBot", AgentClass.Search, false)]
    [InlineData("chatgpt-user", AgentClass.UserFetch, false)]
    [InlineData("Google-Extended", AgentClass.Training, true)]
    [InlineData("Applebot-Extended", AgentClass.Training, true)]
    public void An_agent_is_found_by_its_token(string token, AgentClass expected, bool control)
    {
        KnownAgent agent = KnownAgents.Default.Find(token)!;

        Assert.Equal(expected, agent.Class);
        Assert.Equal(control, agent.Control);
        Assert.Equal(!control, agent.Uses.Contains(RightsUse.Crawl));
    }

    [Fact]
    public void A_newer_list_is_read_from_a_file()
    {
        using var file = new TemporaryFile("""
            {"format": "provenance-audit known agents, version 1", "date": "2027-01-31", "source": "ours",
             "agents": [{"token": "NewBot", "operator": "Somebody", "class": "user-fetch", "respects_robots": "no"}]}
            """);

        KnownAgents agents = KnownAgents.Load(file.Path);

        Assert.Equal(new KnownAgent("NewBot", "Somebody", AgentClass.UserFetch, RespectsRobots: RobotsRespect.No), agents.Find("newbot"));
        Assert.Null(agents.Find("GPTBot"));
    }

    [Theory]
    [InlineData("[]", "no list")]
    [InlineData("{\"format\": \"other\", \"date\": \"2027-01-31\", \"source\": \"\", \"agents\": []}", "format")]
    [InlineData("{\"format\": \"provenance-audit known agents, version 1\", \"date\": \"31.1.2027\", \"source\": \"\", \"agents\": []}", "date")]
    [InlineData("{\"format\": \"provenance-audit known agents, version 1\", \"date\": \"2027-01-31\", \"source\": \"\", \"agents\": []}", "no agent")]
    [InlineData("{\"format\": \"provenance-audit known agents, version 1\", \"date\": \"2027-01-31\", \"source\": \"\", \"agents\": [{\"token\": \"A\", \"operator\": \"\", \"class\": \"search\"}, {\"token\": \"a\", \"operator\": \"\", \"class\": \"search\"}]}", "twice")]
    [InlineData("{\"format\": \"provenance-audit known agents, version 1\", \"date\": \"2027-01-31\", \"source\": \"\", \"agents\": [{\"token\": \"A\", \"operator\": \"\", \"class\": \"spying\"}]}", "class")]
    public void A_file_that_is_no_list_is_refused_with_the_reason(string json, string reason)
    {
        using var file = new TemporaryFile(json);

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => KnownAgents.Load(file.Path));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(file.Path, refused.Message, StringComparison.Ordinal);
    }

    private sealed class TemporaryFile : IDisposable
    {
        internal TemporaryFile(string text) => File.WriteAllText(Path, text);

        internal string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
