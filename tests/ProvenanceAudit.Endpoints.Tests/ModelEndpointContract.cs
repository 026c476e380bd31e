using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;

namespace ProvenanceAudit.Endpoints.Tests;

/// <summary>What every model endpoint must do; each is run through it.</summary>
public abstract class ModelEndpointContract : IAsyncLifetime
{
    protected static readonly DecodingParameters Parameters =
        new() { MaximumTokens = 12, Temperature = 0.8, Seed = 7, LogProbabilities = true };

    private protected Talk Talk { get; private set; } = null!;

    protected static CancellationToken Now => TestContext.Current.CancellationToken;

    protected abstract EndpointApi Api { get; }

    protected ProbePlan Plan => Talk.PlanOf(2, Api);

    protected abstract Task<IModelEndpoint> OpenAsync();

    public async ValueTask InitializeAsync() => Talk = await Talk.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Talk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_names_address_model_and_API()
    {
        IModelEndpoint endpoint = await OpenAsync();
        Assert.Equal(new EndpointIdentity(Talk.Server.Address, Api, Talk.Server.Settings.Model), endpoint.Identity);
    }

    [Fact]
    public async Task An_answer_comes_whole_with_reason_counts_times_and_the_stated_model()
    {
        IModelEndpoint endpoint = await OpenAsync();
        DateTimeOffset before = DateTimeOffset.UtcNow.AddMinutes(-1);
        foreach (Probe probe in Plan.Probes)
        {
            ModelAnswer answer = await endpoint.AskAsync(new ModelRequest(probe.Prompt, Parameters), Now);
            Assert.Equal((Talk.Server.Settings.StatedModel, "length", 12),
                (answer.StatedModel, answer.FinishReason, answer.CompletionTokens));
            Assert.InRange(answer.PromptTokens!.Value, 10, 60);
            Assert.InRange(answer.Asked, before, answer.Answered);
            Assert.Equal(12, answer.LogProbabilities!.Count);
            Assert.Equal(answer.Text, string.Concat(answer.LogProbabilities.Select(t => t.Token)));
            Assert.All(answer.LogProbabilities, t => Assert.InRange(t.LogProbability, -30, 0));
        }
    }

    [Fact]
    public async Task The_same_question_with_the_same_seed_has_the_same_answer_and_samples_differ()
    {
        IModelEndpoint endpoint = await OpenAsync();
        string[] first = await AnswersAsync(endpoint), again = await AnswersAsync(endpoint);
        Assert.Equal(first, again);
        Assert.Equal(2, first.Distinct().Count());
    }

    [Fact]
    public async Task Many_can_ask_at_a_time()
    {
        IModelEndpoint endpoint = await OpenAsync();
        ModelAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ =>
            endpoint.AskAsync(new ModelRequest(Plan.Probes[1].Prompt, Parameters), Now)));
        Assert.Single(answers.Select(a => a.Text).Distinct());
    }

    [Fact]
    public async Task A_cancelled_question_is_not_answered()
    {
        IModelEndpoint endpoint = await OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            endpoint.AskAsync(new ModelRequest(Plan.Probes[0].Prompt, Parameters), new CancellationToken(true)));
    }

    [Fact]
    public async Task A_question_that_cannot_be_answered_is_refused_with_a_reason()
    {
        IModelEndpoint endpoint = await OpenAsync();
        string tooLong = string.Concat(Enumerable.Repeat("word ", 9000));
        EndpointException refused = await Assert.ThrowsAsync<EndpointException>(() =>
            endpoint.AskAsync(new ModelRequest(tooLong, Parameters), Now));
        Assert.Equal(EndpointFailure.Refused, refused.Failure);
        Assert.NotEmpty(refused.Message);
    }

    private async Task<string[]> AnswersAsync(IModelEndpoint endpoint) =>
    [
        (await endpoint.AskAsync(new ModelRequest(Plan.Probes[0].Prompt, Parameters.ForSample(0), 0), Now)).Text,
        (await endpoint.AskAsync(new ModelRequest(Plan.Probes[0].Prompt, Parameters.ForSample(1), 1), Now)).Text,
    ];
}

/// <summary>Over HTTP, by chat completions.</summary>
public sealed class ChatEndpointContractTests : ModelEndpointContract
{
    protected override EndpointApi Api => EndpointApi.Chat;

    protected override Task<IModelEndpoint> OpenAsync() => Task.FromResult<IModelEndpoint>(Talk.Endpoint(Api));
}

/// <summary>Over HTTP, by completions.</summary>
public sealed class CompletionsEndpointContractTests : ModelEndpointContract
{
    protected override EndpointApi Api => EndpointApi.Completions;

    protected override Task<IModelEndpoint> OpenAsync() => Task.FromResult<IModelEndpoint>(Talk.Endpoint(Api));
}

/// <summary>As it was recorded from the model.</summary>
public sealed class RecordedEndpointContractTests : ModelEndpointContract
{
    protected override EndpointApi Api => EndpointApi.Completions;

    protected override async Task<IModelEndpoint> OpenAsync()
    {
        await Talk.AskAsync(Plan, Talk.Quick with { Parameters = Parameters, Samples = 2 });
        return new RecordedEndpoint(Talk.Answers());
    }

    [Fact]
    public async Task Parameters_that_were_not_recorded_are_told()
    {
        IModelEndpoint endpoint = await OpenAsync();
        EndpointException e = await Assert.ThrowsAsync<EndpointException>(() =>
            endpoint.AskAsync(new ModelRequest(Plan.Probes[0].Prompt, Parameters with { Temperature = 0 }), Now));
        Assert.Equal(EndpointFailure.Unusable, e.Failure);
    }

    [Fact]
    public async Task An_interview_gone_through_again_gives_the_same_answers_without_the_model()
    {
        IModelEndpoint endpoint = await OpenAsync();
        int asked = Talk.Server.Requests.Count;
        var interview = new ModelInterview(endpoint, Plan, Talk.Quick with { Parameters = Parameters, Samples = 2 });
        string again = Talk.AnswersPath + ".again";
        using (AnswerFile answers = AnswerFile.Open(again, interview.PlanId))
            await interview.RunAsync(answers, null, Now);
        Assert.Equal(asked, Talk.Server.Requests.Count);
        using Records.InputFile file = Records.InputFile.Open(again, Now);
        Assert.Equal(
            Talk.Answers().Select(r => (r.Id, r.Answer!.Text, r.Answer.Answered)).Order(),
            AnswerFile.Read(file).Select(r => (r.Id, r.Answer!.Text, r.Answer.Answered)).Order());
    }

    [Fact]
    public void No_records_and_records_of_several_models_are_no_model() =>
        Assert.Throws<InvalidDataException>(() => new RecordedEndpoint([]));
}
