using ProvenanceAudit.MachineLearning.Verdicts;

namespace ProvenanceAudit.MachineLearning.Tests.Verdicts;

public sealed class VerdictTrainingTests
{
    [Fact]
    public void The_same_findings_give_the_same_model() => Assert.Equal(Write(Train()), Write(Train()));

    [Fact]
    public void A_trained_model_tells_what_it_was_trained_to_tell()
    {
        VerdictModel model = Train();
        Assert.True(model.Judge(Evidence.Recital).Probability > 0.8);
        Assert.True(model.Judge(Evidence.Phrase).Probability < 0.2);
    }

    [Fact]
    public void Both_kinds_of_findings_weigh_the_same()
    {
        LabelledEvidence[] balanced = [.. VerdictTraining.Balanced(Findings(20).Skip(7))];
        Assert.Equal(balanced.Where(f => f.Reproduces).Sum(f => f.Weight), balanced.Where(f => !f.Reproduces).Sum(f => f.Weight), 1e-3);
        Assert.Equal(13, balanced.Sum(f => f.Weight), 1e-3);
    }

    private static VerdictModel Train() => new VerdictTraining().Train(Findings(200), Findings(60), "0", "of tests");

    private static LabelledEvidence[] Findings(int count) => [.. Enumerable.Range(0, count).Select(i => i % 2 == 0
        ? new LabelledEvidence(Evidence.Recital with { LongestRun = 20 + i, CopiedWords = 40 + i }, i % 20 != 0, 1)
        : new LabelledEvidence(Evidence.Phrase with { LongestRun = 8 + i % 5 }, i % 21 == 0, 1))];

    private static byte[] Write(VerdictModel model)
    {
        using var stream = new MemoryStream();
        model.Write(stream);
        return stream.ToArray();
    }
}
