using CsCheck;
using ProvenanceAudit.MachineLearning.Verdicts;
using ProvenanceAudit.Scanning.Evidence;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.MachineLearning.Tests.Verdicts;

public sealed class VerdictModelTests
{
    private static readonly VerdictModel Model = VerdictModel.BuiltIn;

    [Fact]
    public void A_recital_is_very_probably_a_reproduction_and_a_phrase_is_not()
    {
        Assert.True(Model.Judge(Evidence.Recital).Probability > 0.95);
        Assert.True(Model.Judge(Evidence.Phrase).Probability < 0.3);
    }

    [Fact]
    public void What_the_prompt_contained_is_no_reproduction_however_long()
    {
        FindingEvidence given = Evidence.Recital with
        {
            LongestRun = 0,
            CopiedWords = 0,
            Passages = 0,
            SmallestEValue = double.PositiveInfinity,
            Significance = 0,
            PromptShare = 1,
        };
        Assert.True(Model.Judge(given).Probability < 0.3);
    }

    [Fact]
    public void Contributions_add_up_to_the_probability() => Evidence.Any.Sample(evidence =>
    {
        CalibratedVerdict verdict = Model.Judge(evidence);
        double probability = 1 / (1 + Math.Exp(-(verdict.BaseLogOdds + verdict.Contributions.Sum(c => c.LogOdds))));
        Assert.Equal(Math.Clamp(probability, VerdictModel.LeastProbability, 1 - VerdictModel.LeastProbability), verdict.Probability, 12);
        Assert.Equal(Model.Features.Order(), verdict.Contributions.Select(c => c.Feature).Order());
        Assert.Equal(verdict.Contributions.OrderByDescending(c => Math.Abs(c.LogOdds)).Select(c => Math.Abs(c.LogOdds)), verdict.Contributions.Select(c => Math.Abs(c.LogOdds)));
    });

    [Fact]
    public void No_verdict_is_certain() => Evidence.Any.Sample(evidence =>
        Assert.InRange(Model.Judge(evidence).Probability, VerdictModel.LeastProbability, 1 - VerdictModel.LeastProbability));

    [Fact]
    public void More_evidence_never_counts_for_less() => Gen.Select(Evidence.Any, Evidence.Any).Sample((evidence, other) =>
    {
        double before = Model.LogOddsOf(evidence) - 1e-9;
        FindingEvidence[] stronger =
        [
            evidence with { LongestRun = Math.Max(evidence.LongestRun, other.LongestRun) },
            evidence with { CopiedWords = Math.Max(evidence.CopiedWords, other.CopiedWords) },
            evidence with { Passages = Math.Max(evidence.Passages, other.Passages) },
            evidence with { Significance = Math.Max(evidence.Significance, other.Significance) },
            evidence with { SmallestEValue = Math.Min(evidence.SmallestEValue, other.SmallestEValue) },
            evidence with { Repetitions = Math.Max(evidence.Repetitions, other.Repetitions) },
            evidence with { ParaphrasedSentences = Math.Max(evidence.ParaphrasedSentences, other.ParaphrasedSentences) },
            evidence with { PromptShare = evidence.PromptShare is double share ? Math.Min(share, other.PromptShare ?? share) : null },
            evidence with { SharedShare = Math.Min(evidence.SharedShare, other.SharedShare) },
            evidence with { OtherWorks = Math.Min(evidence.OtherWorks, other.OtherWorks) },
            evidence with { PublicSourceShare = Math.Min(evidence.PublicSourceShare, other.PublicSourceShare) },
            evidence with { WordsScanned = Math.Min(evidence.WordsScanned, other.WordsScanned) },
        ];
        Assert.All(stronger, e => Assert.True(Model.LogOddsOf(e) >= before, $"{evidence} is held for more than {e}"));
    });

    [Fact]
    public void A_rarer_kind_of_finding_has_the_odds_of_its_prior()
    {
        var verdict = new CalibratedVerdict("m", 0.9, []) { Prior = 0.5 };
        Assert.Equal(0.5, verdict.ProbabilityAt(0.1), 12);
        Assert.Equal(0.9, verdict.ProbabilityAt(0.5), 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => verdict.ProbabilityAt(1));
    }

    [Fact]
    public void The_shipped_model_says_what_it_was_made_from()
    {
        Assert.Contains("constructed scans", Model.Training);
        Assert.Equal(0.5, Model.Prior);
        Assert.StartsWith("finding-verdict ", Model.Name);
    }
}
