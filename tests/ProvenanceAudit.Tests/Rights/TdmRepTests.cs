using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Tests.Rights;

/// <summary>Law: TDM Reservation Protocol, final report of 10 May 2024; the files and policies are those of its examples.</summary>
public sealed class TdmRepTests
{
    private const string Groups = """
        [
          {"location": "/directory-a/", "tdm-reservation": 1},
          {"location": "/directory-b/html/", "tdm-reservation": 1, "tdm-policy": "https://provider.com/policies/policy.json"},
          {"location": "/directory-b/images/*.jpg", "tdm-reservation": 0}
        ]
        """;

    [Fact]
    public void Each_rule_of_the_file_is_a_statement_in_its_sequence()
    {
        StatedRights stated = TdmRepReader.ReadFile(Groups, Seen.At("/.well-known/tdmrep.json"));

        Assert.Empty(stated.Problems);
        Assert.Equal(
            ["reserve text-and-data-mining+ai-training /directory-a/", "reserve text-and-data-mining+ai-training /directory-b/html/",
                "permit text-and-data-mining+ai-training /directory-b/images/*.jpg"], Seen.Lines(stated));
        Assert.Equal([0, 1, 2], stated.Statements.Select(statement => statement.Sequence!.Value));
        Assert.Equal("https://provider.com/policies/policy.json", stated.Statements[1].Link);
        Assert.Equal("{\"location\": \"/directory-a/\", \"tdm-reservation\": 1}", stated.Statements[0].RawText);
    }

    [Theory]
    [InlineData("/directory-a/x.pdf", RightsOutcome.Reserved)]
    [InlineData("/directory-b/html/x", RightsOutcome.Reserved)]
    [InlineData("/directory-b/images/x.jpg", RightsOutcome.Permitted)]
    [InlineData("/directory-b/images/x.png", RightsOutcome.Unknown)]
    [InlineData("/Directory-A/x.pdf", RightsOutcome.Unknown)]
    public void The_first_rule_that_fits_decides_with_case(string path, RightsOutcome expected)
    {
        StatedRights stated = TdmRepReader.ReadFile(Groups, Seen.At("/.well-known/tdmrep.json"));

        RightsDecision decision = new RightsPolicy(stated.Statements.Select(RightsSighting.Once), [])
            .Decide(new(Seen.Site + path), RightsUse.TextAndDataMining, Seen.Day1);

        Assert.Equal(expected, decision.Outcome);
    }

    [Theory]
    [InlineData("[{\"location\": \"/\", \"tdm-reservation\": \"1\"}]", "reserve", null)]
    [InlineData("{\"location\": \"/\", \"tdm-reservation\": 1}", "reserve", "no array")]
    [InlineData("[{\"location\": \"/\"}]", "", "lacks tdm-reservation")]
    [InlineData("[{\"tdm-reservation\": 1}]", "", "lacks location")]
    [InlineData("[{\"location\": \"/\", \"tdm-reservation\": 2}]", "inform", "other values than 0 and 1")]
    [InlineData("[{\"location\": \"/\", \"tdm-reservation\": true}]", "inform", "other values than 0 and 1")]
    [InlineData("[1, {\"location\": \"/\", \"tdm-reservation\": 1}]", "reserve", "rule 1 is no object")]
    [InlineData("[{\"location\": \"/\", \"tdm-reservation\": 1}", "", "no JSON")]
    [InlineData("\"x\"", "", "no array")]
    [InlineData("", "", "no JSON")]
    public void What_is_malformed_is_told_and_the_rest_is_read(string json, string effects, string? problem)
    {
        StatedRights stated = TdmRepReader.ReadFile(json, Seen.At("/.well-known/tdmrep.json"));

        Assert.Equal(effects, string.Join(' ', stated.Statements.Select(statement => KebabCase.NameOf(statement.Effect))));
        if (problem is null)
            Assert.Empty(stated.Problems);
        else
            Assert.Contains(stated.Problems, one => one.Reason.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"action\": \"tdm:mine\", \"duty\": [{\"action\": \"obtainConsent\"}]}", RightsEffect.Conditional, "Consent")]
    [InlineData("{\"action\": \"tdm:mine\", \"duty\": [{\"action\": \"compensate\"}], \"constraint\": [{\"leftOperand\": \"purpose\", \"operator\": \"eq\", \"rightOperand\": \"tdm:non-research\"}]}", RightsEffect.Conditional, "Payment User")]
    [InlineData("{\"action\": \"tdm:mine\", \"constraint\": [{\"leftOperand\": \"purpose\", \"operator\": \"eq\", \"rightOperand\": \"tdm:research\"}]}", RightsEffect.Conditional, "User")]
    [InlineData("{\"action\": \"tdm:mine\"}", RightsEffect.Permit, "")]
    public void The_duties_of_a_policy_are_conditions(string permission, RightsEffect effect, string conditions)
    {
        string policy = $$"""
            {"@context": ["http://www.w3.org/ns/odrl.jsonld", "http://www.w3.org/ns/tdmrep.jsonld"], "@type": "Offer",
             "profile": "http://www.w3.org/ns/tdmrep", "uid": "https://provider.com/policies/1",
             "assigner": {"uid": "https://provider.com", "vcard:fn": "Provider", "vcard:hasURL": "https://provider.com/tdm/licensing.html"},
             "permission": [{{permission}}]}
            """;

        RightsStatement statement = Assert.Single(TdmPolicyReader.Read(policy, Seen.At("/policies/1")).Statements);

        Assert.Equal(effect, statement.Effect);
        Assert.Equal(conditions, string.Join(' ', statement.Conditions.Select(condition => condition.Kind)));
        Assert.Equal(new(RightsRole.RightsHolder, "Provider"), statement.Declarant);
        Assert.Equal("https://provider.com/tdm/licensing.html", statement.Link);
    }

    [Fact]
    public void A_policy_without_its_marks_is_told()
    {
        StatedRights stated = TdmPolicyReader.Read("{\"permission\": [{\"action\": \"print\"}]}", Seen.At("/policies/1"));

        Assert.Empty(stated.Statements);
        Assert.Equal(3, stated.Problems.Count);
    }
}
