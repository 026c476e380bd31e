using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Records;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Endpoints.Tests;

/// <summary>A model that learnt half of a catalog is asked for all of it, and its answers are scanned.</summary>
public sealed class EndToEndTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(EndpointApi.Chat)]
    [InlineData(EndpointApi.Completions)]
    public async Task The_works_that_a_model_learnt_are_found_and_none_of_the_others(EndpointApi api)
    {
        await using Talk talk = await Talk.StartAsync();
        ProbePlan plan = ProbePlan.Make(Samples.Works, new ProbeSettings { PositionsPerWork = 6 }, api);
        var parameters = new DecodingParameters { MaximumTokens = 60, Temperature = 0.2, Seed = 1 };
        await talk.AskAsync(plan, Talk.Quick with { Parameters = parameters });

        var problems = new List<InputProblem>();
        using var index = new InMemoryPassageIndex(Samples.Works);
        using InputFile outputs = InputFile.Open(talk.AnswersPath, Now);
        ScanResult scan = new OutputScanner(index, new MatchSettings()).Scan(OutputFile.Read(outputs, problems.Add), null, Now);
        Assert.Empty(problems);
        Assert.Equal(plan.Probes.Count, scan.ScannedOutputs);
        Assert.Equal(Samples.LearntIds,
            scan.Outputs.SelectMany(o => o.Matches).Select(m => m.Source.WorkId).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_learnt_is_extracted_by_its_prefix_and_what_was_not_never_is()
    {
        await using Talk talk = await Talk.StartAsync();
        ProbePlan plan = ProbePlan.Make(Samples.Works, new ProbeSettings { PositionsPerWork = 5, TargetWords = 10 },
            EndpointApi.Completions);
        var parameters = new DecodingParameters { MaximumTokens = 15, Temperature = 0.5, Seed = 1 };
        await talk.AskAsync(plan, Talk.Quick with { Samples = 4, Parameters = parameters });
        ILookup<bool, double> shares = talk.Answers().GroupBy(a => a.Probe).ToLookup(
            probe => Samples.LearntIds.Contains(probe.Key.WorkId),
            probe => ExtractionProbability.Estimate(
                probe.Count(a => ContinuationOverlap.Of(a.Answer!.Text, probe.Key.TargetText!).IsExtracted), probe.Count()));
        Assert.True(shares[true].Average() > 0.3);
        Assert.All(shares[false], share => Assert.Equal(0, share));
    }
}
