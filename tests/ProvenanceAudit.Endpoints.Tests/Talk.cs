using MemorizingModel;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;

namespace ProvenanceAudit.Endpoints.Tests;

/// <summary>A running model, and what is needed to interview it; deleted after the test.</summary>
internal sealed class Talk : IAsyncDisposable
{
    /// <summary>The key that the server wants where it wants one.</summary>
    public const string Key = "sk-a-key-that-must-not-be-shown";

    private readonly string _folder = Directory.CreateTempSubdirectory("endpoints-tests-").FullName;

    private Talk(MemorizingModelServer server) => Server = server;

    public MemorizingModelServer Server { get; }

    public string AnswersPath => Path.Combine(_folder, "answers.jsonl");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>Settings that repeat quickly, so that failing servers do not make slow tests.</summary>
    public static InterviewSettings Quick { get; } = new()
    {
        Parameters = new DecodingParameters { MaximumTokens = 20, Temperature = 0, Seed = 1 },
        FirstDelay = TimeSpan.FromMilliseconds(2),
        LongestDelay = TimeSpan.FromMilliseconds(20),
    };

    public static async Task<Talk> StartAsync(Faults? faults = null, string? apiKey = null) =>
        new(await MemorizingModelServer.StartAsync(
        Samples.Model, new ServerSettings { ApiKey = apiKey, Faults = faults ?? new Faults() }, Now));

    /// <summary>Some continuations of learnt works.</summary>
    public static ProbePlan PlanOf(int perWork, EndpointApi api = EndpointApi.Completions) => ProbePlan.Make(
        Samples.Learnt, new ProbeSettings { PositionsPerWork = perWork, PrefixWords = 20, TargetWords = 15 }, api);

    public HttpEndpointSettings SettingsFor(EndpointApi api) =>
        new() { Address = Server.Address, Model = Server.Settings.Model, Api = api };

    public HttpModelEndpoint Endpoint(EndpointApi api = EndpointApi.Completions, string? apiKey = null) =>
        new(SettingsFor(api), apiKey);

    /// <summary>Runs an interview, or goes on with it.</summary>
    public async Task<InterviewResult> AskAsync(
        ProbePlan plan, InterviewSettings settings, string? apiKey = null, IProgress<InterviewProgress>? progress = null,
        CancellationTokenSource? stop = null)
    {
        using HttpModelEndpoint endpoint = Endpoint(plan.Api, apiKey);
        var interview = new ModelInterview(endpoint, plan, settings);
        using AnswerFile answers = AnswerFile.Open(AnswersPath, interview.PlanId);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop?.Token ?? default, Now);
        return await interview.RunAsync(answers, progress, either.Token);
    }

    public List<AnswerRecord> Answers()
    {
        using Records.InputFile file = Records.InputFile.Open(AnswersPath, Now);
        return [.. AnswerFile.Read(file)];
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
