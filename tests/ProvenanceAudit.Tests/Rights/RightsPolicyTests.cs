using System.Text.Json;
using CsCheck;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Tests.Rights;

public sealed class RightsPolicyTests
{
    private const string Page = Seen.Site + "/page";

    private static readonly RightsSubject Subject = new(Page);

    private static StatedRights Header(string name, string value, int day = 1) =>
        HeaderReader.Read([KeyValuePair.Create(name, value)], Seen.At("/page", day));

    private static StatedRights File(string json, int day = 1) => TdmRepReader.ReadFile(json, Seen.At("/.well-known/tdmrep.json", day));

    private static RightsSighting[] Sightings(params StatedRights[] stated) =>
        [.. stated.SelectMany(one => one.Statements).Select(RightsSighting.Once)];

    private static RightsDecision Decide(RightsUse use, params StatedRights[] stated) =>
        new RightsPolicy(Sightings(stated), []).Decide(Subject, use, Seen.Day1);

    [Fact]
    public void Without_any_statement_the_answer_is_unknown_and_says_what_was_looked_at()
    {
        RightsDecision decision = new RightsPolicy([], [Seen.Look("/robots.txt", 1), Seen.Look("/.well-known/tdmrep.json", 1, RightsSourceState.Absent)])
            .Decide(Subject, RightsUse.AiTraining, Seen.Day1);

        Assert.Equal(RightsOutcome.Unknown, decision.Outcome);
        Assert.Null(decision.Governing);
        Assert.Contains(decision.Reasons, reason => reason.StartsWith("robots.txt was read", StringComparison.Ordinal));
        Assert.Contains(decision.Reasons, reason => reason.StartsWith("tdmrep.json was not there", StringComparison.Ordinal));
        Assert.Contains(decision.Reasons, reason => reason.StartsWith("the page was not looked at", StringComparison.Ordinal));
    }

    // Law: TDMRep, processing priority: file, header, page; absence resets nothing.
    [Theory]
    [InlineData("1", null, null, RightsOutcome.Reserved)]
    [InlineData("1", "0", null, RightsOutcome.Permitted)]
    [InlineData("0", "1", null, RightsOutcome.Reserved)]
    [InlineData("0", null, "1", RightsOutcome.Reserved)]
    [InlineData("1", "1", "0", RightsOutcome.Permitted)]
    [InlineData(null, null, null, RightsOutcome.Unknown)]
    [InlineData("1", "7", null, RightsOutcome.Reserved)]
    public void TDMRep_goes_from_file_to_header_to_page(string? file, string? header, string? page, RightsOutcome expected)
    {
        RightsDecision decision = Decide(RightsUse.TextAndDataMining,
            file is null ? StatedRights.None : File($"[{{\"location\": \"/\", \"tdm-reservation\": {file}}}]"),
            header is null ? StatedRights.None : Header("tdm-reservation", header),
            TdmRepReader.ReadPair(page, null, "<meta>", "meta tdm-reservation", Seen.At("/page")));

        Assert.Equal(expected, decision.Outcome);
    }

    [Fact]
    public void A_policy_opens_what_the_reservation_that_names_it_closes_on_its_conditions()
    {
        StatedRights policy = TdmPolicyReader.Read("""
            {"@type": "Offer", "profile": "http://www.w3.org/ns/tdmrep", "permission": [{"action": "tdm:mine", "duty": [{"action": "compensate"}]}]}
            """, Seen.At("/policy.json"));

        RightsDecision decision = Decide(RightsUse.TextAndDataMining,
            File("[{\"location\": \"/\", \"tdm-reservation\": 1, \"tdm-policy\": \"/policy.json\"}]"), policy);

        Assert.Equal(RightsOutcome.Conditional, decision.Outcome);
        Assert.Equal(RightsConditionKind.Payment, Assert.Single(decision.Conditions).Kind);
        Assert.Contains(decision.Considered, one => one.Sighting.Statement.Effect == RightsEffect.Reserve);
        Assert.Equal(RightsOutcome.Unknown, Decide(RightsUse.TextAndDataMining, policy).Outcome);
    }

    [Fact]
    public void Where_standards_disagree_the_reservation_is_reported_and_the_conflict_shown()
    {
        RightsDecision decision = Decide(RightsUse.AiTraining, Header("Content-Signal", "ai-train=yes"), Header("tdm-reservation", "1"));

        Assert.Equal(RightsOutcome.Reserved, decision.Outcome);
        Assert.Equal(RightsStandard.TdmRep, decision.Governing!.Statement.Standard);
        Assert.Equal(RightsStandard.ContentSignal, Assert.Single(decision.Conflicts).Sighting.Statement.Standard);
    }

    [Fact]
    public void An_explicit_licence_of_the_whole_goes_before_general_reservations_which_are_shown()
    {
        RightsDecision decision = Decide(RightsUse.AiTraining, Header("Content-Signal", "ai-train=no"),
            Header("Link", "<https://creativecommons.org/licenses/by/4.0/>; rel=license"));

        Assert.Equal(RightsOutcome.Conditional, decision.Outcome);
        Assert.Equal(RightsStandard.CreativeCommons, decision.Governing!.Statement.Standard);
        Assert.Equal(RightsConditionKind.Attribution, Assert.Single(decision.Conditions).Kind);
        Assert.Equal(RightsStandard.ContentSignal, Assert.Single(decision.Conflicts).Sighting.Statement.Standard);
    }

    [Fact]
    public void The_licence_of_a_part_says_nothing_of_the_page()
    {
        StatedRights picture = RightsValue.Link("https://creativecommons.org/licenses/by/4.0/", null, "<a>", "a rel=license",
            Seen.At("/page", subject: RightsScope.PartOf(Page, "img /a.jpg")));

        RightsDecision decision = Decide(RightsUse.AiTraining, picture);

        Assert.Equal(RightsOutcome.Unknown, decision.Outcome);
        Assert.Contains("hangs on a part", Assert.Single(decision.Considered).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_permission_is_no_consent_where_something_that_may_reserve_could_not_be_read()
    {
        var policy = new RightsPolicy(Sightings(Header("Content-Signal", "ai-train=yes")),
            [Seen.Look("/.well-known/tdmrep.json", 1, RightsSourceState.Failed)]);

        RightsDecision decision = policy.Decide(Subject, RightsUse.AiTraining, Seen.Day1);

        Assert.Equal(RightsOutcome.Unknown, decision.Outcome);
        Assert.Contains(decision.Reasons, reason => reason.Contains("HTTP status 503", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(RightsSourceState.Failed, RightsOutcome.Unknown)]
    [InlineData(RightsSourceState.Absent, RightsOutcome.Permitted)]
    [InlineData(RightsSourceState.Fetched, RightsOutcome.Permitted)]
    public void Crawling_is_open_by_RFC_9309_unless_robots_txt_could_not_be_read(RightsSourceState state, RightsOutcome expected) =>
        Assert.Equal(expected, new RightsPolicy([], [Seen.Look("/robots.txt", 1, state)]).Decide(Subject, RightsUse.Crawl, Seen.Day1).Outcome);

    [Fact]
    public void An_RSL_document_that_cannot_be_had_licenses_nothing()
    {
        StatedRights link = Header("Link", "<https://example.org/license.xml>; rel=license; type=\"application/rsl+xml\"");

        RightsDecision decision = new RightsPolicy(Sightings(link, Header("Content-Signal", "ai-train=yes")),
            [Seen.Look("/license.xml", 1, RightsSourceState.Absent)]).Decide(Subject, RightsUse.AiTraining, Seen.Day1);

        Assert.Equal(RightsOutcome.Unknown, decision.Outcome);
        Assert.Contains(decision.Reasons, reason => reason.Contains("not licensed", StringComparison.Ordinal));
    }

    [Fact]
    public void What_names_some_agents_is_told_with_their_names()
    {
        StatedRights robots = RobotsRightsReader.Read("User-agent: GPTBot\nUser-agent: CCBot\nDisallow: /\n", Seen.At("/robots.txt"), KnownAgents.Default);

        RightsDecision anybody = Decide(RightsUse.AiTraining, robots);

        Assert.Equal(RightsOutcome.Reserved, anybody.Outcome);
        Assert.Equal(["CCBot", "GPTBot"], anybody.Agents);
    }

    [Theory]
    [InlineData(0, RightsOutcome.Unknown, "after the moment asked")]
    [InlineData(1, RightsOutcome.Reserved, null)]
    [InlineData(4, RightsOutcome.Reserved, null)]
    [InlineData(6, RightsOutcome.Reserved, "when it went was not seen")]
    [InlineData(9, RightsOutcome.Unknown, "no longer stated")]
    public void A_statement_stands_from_its_first_sighting_until_somebody_saw_that_it_was_gone(int day, RightsOutcome expected, string? why)
    {
        RightsStatement statement = Header("tdm-reservation", "1").Statements[0];
        var policy = new RightsPolicy([new(statement, Seen.On(1), Seen.On(5))], [Seen.Look("/page", 1), Seen.Look("/page", 5), Seen.Look("/page", 8)]);

        RightsDecision decision = policy.Decide(Subject, RightsUse.AiTraining, Seen.On(day));

        Assert.Equal(expected, decision.Outcome);
        if (why is not null)
            Assert.Contains(decision.Reasons.Concat(decision.Considered.Select(one => one.Why)), reason => reason.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public void A_look_that_failed_ends_no_reservation()
    {
        var policy = new RightsPolicy(Sightings(Header("tdm-reservation", "1")), [Seen.Look("/page", 1), Seen.Look("/page", 3, RightsSourceState.Failed)]);

        RightsDecision decision = policy.Decide(Subject, RightsUse.AiTraining, Seen.On(4));

        Assert.Equal(RightsOutcome.Reserved, decision.Outcome);
        Assert.Contains(decision.Reasons, reason => reason.Contains("could not be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<permits type=\"usage\">ai-train</permits>", RightsOutcome.Unknown)]
    [InlineData("<prohibits type=\"usage\">ai-train</prohibits>", RightsOutcome.Reserved)]
    public void Terms_older_than_their_age_permit_nothing_and_reserve_still(string terms, RightsOutcome expected)
    {
        StatedRights rsl = RslReader.Read(
            $"<rsl xmlns=\"https://rslstandard.org/rsl\" max-age=\"7\"><content url=\"/\"><license>{terms}</license></content></rsl>", Seen.At("/license.xml"));
        var policy = new RightsPolicy(Sightings(rsl), []);

        Assert.Equal(expected, policy.Decide(Subject, RightsUse.AiTraining, Seen.On(20)).Outcome);
        Assert.NotEqual(RightsOutcome.Unknown, policy.Decide(Subject, RightsUse.AiTraining, Seen.On(7)).Outcome);
    }

    [Fact]
    public void A_history_tells_what_was_so_when_and_that_changes_were_not_seen()
    {
        RightsStatement permits = Header("Content-Signal", "ai-train=yes").Statements[0];
        RightsStatement reserves = Header("Content-Signal", "ai-train=no", 10).Statements[0];
        var policy = new RightsPolicy([new(permits, Seen.On(1), Seen.On(5)), new(reserves, Seen.On(10), Seen.On(12))],
            [Seen.Look("/page", 1), Seen.Look("/page", 5), Seen.Look("/page", 10), Seen.Look("/page", 12), Seen.Look("/page", 20)]);

        IReadOnlyList<RightsPeriod> history = policy.History(Subject, RightsUse.AiTraining);

        Assert.Equal(
            [(RightsOutcome.Permitted, Seen.On(1), Seen.On(5)), (RightsOutcome.Reserved, Seen.On(10), Seen.On(12)), (RightsOutcome.Unknown, Seen.On(20), Seen.On(20))],
            history.Select(period => (period.Decision.Outcome, period.From, period.To)));
        IReadOnlyList<string> lines = RightsDecisionText.Of(history);
        Assert.Equal("2026-03-01 12:00 UTC to 2026-03-05 12:00 UTC: permitted, Content-Signal: Content-Signal: ai-train=yes", lines[0]);
        Assert.Equal("  between 2026-03-05 12:00 UTC and 2026-03-10 12:00 UTC it changed; when was not seen", lines[1]);
        Assert.Empty(new RightsPolicy([], []).History(Subject, RightsUse.AiTraining));
    }

    [Fact]
    public void A_decision_is_told_in_lines_with_its_proof()
    {
        RightsDecision decision = Decide(RightsUse.AiTraining, Header("Content-Signal", "ai-train=yes"), Header("tdm-reservation", "1"));

        string text = string.Join('\n', RightsDecisionText.Of(decision));

        Assert.StartsWith("RESERVED: ai-training of https://example.org/page, at 2026-03-01 12:00 UTC\n", text, StringComparison.Ordinal);
        Assert.Contains("TDM Reservation Protocol (1), standard: tdm-reservation: 1", text, StringComparison.Ordinal);
        Assert.Contains("found at https://example.org/page, header tdm-reservation", text, StringComparison.Ordinal);
        Assert.Contains("conflicts:\n  - permit, Content-Signal: Content-Signal: ai-train=yes", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_and_a_history_become_JSON()
    {
        var policy = new RightsPolicy(Sightings(Header("tdm-reservation", "1")), []);

        using JsonDocument decision = JsonDocument.Parse(
            JsonSerializer.Serialize(policy.Decide(Subject, RightsUse.AiTraining, Seen.Day1), RightsJson.Default.RightsDecision));
        using JsonDocument history = JsonDocument.Parse(
            JsonSerializer.Serialize(policy.History(Subject, RightsUse.AiTraining), RightsJson.Default.IReadOnlyListRightsPeriod));

        Assert.Equal("reserved", decision.RootElement.GetProperty("outcome").GetString());
        Assert.Equal("tdm-rep", decision.RootElement.GetProperty("governing").GetProperty("statement").GetProperty("standard").GetString());
        Assert.Equal("reserved", history.RootElement[0].GetProperty("decision").GetProperty("outcome").GetString());
    }

    private static readonly Gen<StatedRights> Any = Gen.OneOf<StatedRights>(
        Header("Content-Signal", "ai-train=yes, search=yes"), Header("Content-Signal", "ai-train=no"), Header("Content-Usage", "train-ai=y"),
        Header("Content-Usage", "train-ai=n"), Header("tdm-reservation", "0"), Header("tdm-reservation", "1"), Header("X-Robots-Tag", "noai"),
        Header("X-Robots-Tag", "GPTBot: noai"), File("[{\"location\": \"/\", \"tdm-reservation\": 0}]"),
        File("[{\"location\": \"/page\", \"tdm-reservation\": 1}]"),
        RobotsRightsReader.Read("User-agent: GPTBot\nDisallow: /\nAllow: /page\nContent-Usage: train-ai=y", Seen.At("/robots.txt"), KnownAgents.Default),
        RobotsRightsReader.Read("User-agent: CCBot\nDisallow: /\n\nUser-agent: *\nContent-Signal: ai-train=yes", Seen.At("/robots.txt"), KnownAgents.Default),
        RslReader.Read("<rsl xmlns=\"https://rslstandard.org/rsl\"><content url=\"/\"><license><permits type=\"usage\">all</permits></license></content></rsl>", Seen.At("/license.xml")),
        RslReader.Read("<rsl xmlns=\"https://rslstandard.org/rsl\"><content url=\"/page\"><license><permits type=\"usage\">search</permits></license></content></rsl>", Seen.At("/other.xml")),
        HumanTermsReader.Read("You may not use this site to train AI models.", Seen.At("/terms", subject: RightsScope.Site(Seen.Site))));

    // TDMRep is left out of what is added: by its own rule a header with 0 lifts the file's 1.
    private static readonly Gen<StatedRights> Reservation = Gen.OneOf<StatedRights>(
        Header("Content-Signal", "ai-train=no"), Header("Content-Usage", "train-ai=n"), Header("X-Robots-Tag", "noai"),
        HumanTermsReader.Read("You may not use this site to train AI models.", Seen.At("/terms", subject: RightsScope.Site(Seen.Site))),
        RslReader.Read("<rsl xmlns=\"https://rslstandard.org/rsl\"><content url=\"/page\"><license><prohibits type=\"usage\">ai-train</prohibits></license></content></rsl>", Seen.At("/third.xml")));

    [Fact]
    public void A_reservation_that_is_added_always_leads_to_a_reservation() => Gen.Select(Any.Array[0, 6], Reservation).Sample((stated, added) =>
        Assert.Equal(RightsOutcome.Reserved, Decide(RightsUse.AiTraining, [.. stated, added]).Outcome), iter: 500);

    [Fact]
    public void A_reservation_that_stands_is_lifted_by_no_permission_of_another_standard() => Any.Array[0, 6].Sample(stated =>
    {
        bool reserved = Decide(RightsUse.AiTraining, stated).Outcome == RightsOutcome.Reserved;
        RightsDecision with = Decide(RightsUse.AiTraining, [.. stated, Header("crawler-price", "USD 1"), Header("Content-Usage", "train-ai=y")]);

        Assert.Equal(reserved, with.Outcome == RightsOutcome.Reserved);
    }, iter: 500);

    [Fact]
    public void The_order_of_sightings_changes_nothing() => Any.Array[0, 6].Sample(stated =>
    {
        RightsDecision one = Decide(RightsUse.AiTraining, stated);
        RightsDecision other = Decide(RightsUse.AiTraining, [.. stated.Reverse()]);

        Assert.Equal(one.Outcome, other.Outcome);
        Assert.Equal(one.Governing?.Statement.Standard, other.Governing?.Statement.Standard);
    }, iter: 500);

    [Fact]
    public void No_look_before_the_first_sighting_knows_anything() => Any.Array[0, 6].Sample(stated => Assert.Equal(RightsOutcome.Unknown,
        new RightsPolicy(Sightings(stated), []).Decide(Subject, RightsUse.AiTraining, Seen.Day1.AddSeconds(-1)).Outcome), iter: 100);
}
