using System.Net;
using System.Net.Sockets;
using System.Text;
using MemorizingModel;
using ProvenanceAudit.Models;
using ProvenanceAudit.Net;

namespace ProvenanceAudit.Endpoints.Tests;

public sealed class HttpFailureTests
{
    private static readonly ModelRequest Request = new("In the beginning", new DecodingParameters { MaximumTokens = 5 });

    public static TheoryData<EndpointApi> Apis => [EndpointApi.Chat, EndpointApi.Completions];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task The_key_opens_the_door_and_a_wrong_or_missing_one_is_told_without_showing_it(EndpointApi api)
    {
        await using Talk talk = await Talk.StartAsync(apiKey: Talk.Key);
        using (HttpModelEndpoint right = talk.Endpoint(api, Talk.Key))
            await right.AskAsync(Request, Now);
        const string Wrong = "sk-another-key-that-must-not-be-shown";
        EndpointException wrong = await FailAsync(talk.SettingsFor(api), Wrong);
        Assert.Equal((EndpointFailure.Unusable, "it does not accept the API key (401)"), (wrong.Failure, wrong.Message));
        Assert.DoesNotContain(Wrong, wrong.ToString(), StringComparison.Ordinal);
        EndpointException missing = await FailAsync(talk.SettingsFor(api), null);
        Assert.Equal((EndpointFailure.Unusable, "it wants an API key (401)"), (missing.Failure, missing.Message));
        Assert.Equal([$"Bearer {Talk.Key}", $"Bearer {Wrong}", null], talk.Server.Requests.Select(r => r.Authorization));
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task A_model_that_is_not_there_is_told(EndpointApi api)
    {
        await using Talk talk = await Talk.StartAsync();
        EndpointException e = await FailAsync(talk.SettingsFor(api) with { Model = "other" });
        Assert.Equal(EndpointFailure.Unusable, e.Failure);
        Assert.Equal("there is no such model or address (404): there is no model 'other'", e.Message);
    }

    [Theory]
    [InlineData(EndpointApi.Chat, false)]
    [InlineData(EndpointApi.Completions, false)]
    [InlineData(EndpointApi.Completions, true)]
    public async Task Too_many_requests_pass_and_the_wait_asked_for_is_told(EndpointApi api, bool asDate)
    {
        await using Talk talk = await Talk.StartAsync(
            new Faults { TooManyEvery = 1, RetryAfter = TimeSpan.FromSeconds(90), RetryAfterIsDate = asDate });
        EndpointException e = await FailAsync(talk.SettingsFor(api));
        Assert.Equal((EndpointFailure.Temporary, false), (e.Failure, e.TokensMayBeSpent));
        // A date has whole seconds, and counts from when it is read.
        Assert.InRange(e.RetryAfter!.Value.TotalSeconds, asDate ? 1 : 90, 90);
        Assert.Single(talk.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task An_error_of_the_server_may_pass_and_is_asked_for_once(EndpointApi api)
    {
        await using Talk talk = await Talk.StartAsync(new Faults { ErrorEvery = 1 });
        EndpointException e = await FailAsync(talk.SettingsFor(api));
        Assert.Equal((EndpointFailure.Temporary, true, null), (e.Failure, e.TokensMayBeSpent, e.RetryAfter));
        Assert.Equal("it has an error of its own (500): out of order", e.Message);
        Assert.Single(talk.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task A_dropped_connection_may_pass(EndpointApi api)
    {
        await using Talk talk = await Talk.StartAsync(new Faults { DropEvery = 1 });
        EndpointException e = await FailAsync(talk.SettingsFor(api));
        Assert.Equal((EndpointFailure.Temporary, true), (e.Failure, e.TokensMayBeSpent));
        Assert.Single(talk.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task An_answer_that_takes_too_long_is_given_up(EndpointApi api)
    {
        await using Talk talk = await Talk.StartAsync(new Faults { Delay = TimeSpan.FromSeconds(30) });
        EndpointException e = await FailAsync(talk.SettingsFor(api) with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.Equal((EndpointFailure.Temporary, true, "it gave no answer in 1 seconds"),
            (e.Failure, e.TokensMayBeSpent, e.Message));
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task A_redirect_is_not_followed_and_gets_no_key(EndpointApi api)
    {
        await using Talk other = await Talk.StartAsync();
        await using Talk talk = await Talk.StartAsync(new Faults { RedirectTo = other.Server.Address + "/completions" });
        EndpointException e = await FailAsync(talk.SettingsFor(api), Talk.Key);
        Assert.Equal(EndpointFailure.Unusable, e.Failure);
        Assert.Contains($"(307) to {other.Server.Address}", e.Message, StringComparison.Ordinal);
        Assert.Empty(other.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task An_answer_larger_than_allowed_is_not_read(EndpointApi api)
    {
        await using Talk talk = await Talk.StartAsync();
        using HttpModelEndpoint endpoint = new(talk.SettingsFor(api) with { MaximumAnswerBytes = 1024 }, null);
        EndpointException e = await Assert.ThrowsAsync<EndpointException>(() => endpoint.AskAsync(
            Request with { Parameters = new DecodingParameters { MaximumTokens = 400, Seed = 1, Temperature = 0 } }, Now));
        Assert.Equal((EndpointFailure.Refused, "its answer is larger than 1024 bytes"), (e.Failure, e.Message));
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Nobody_there_may_pass(EndpointApi api)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        EndpointException e = await FailAsync(
            new HttpEndpointSettings { Address = $"http://127.0.0.1:{port}/v1", Model = "m", Api = api });
        Assert.Equal((EndpointFailure.Temporary, false), (e.Failure, e.TokensMayBeSpent));
        Assert.StartsWith("no connection: ", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Private_machines_are_not_asked_where_only_public_ones_may_be(EndpointApi api)
    {
        await using Talk talk = await Talk.StartAsync();
        HttpEndpointSettings settings = talk.SettingsFor(api) with { AddressPolicy = AddressPolicy.PublicOnly };
        foreach (string host in new[] { "127.0.0.1", "localhost", "[::ffff:127.0.0.1]" })
        {
            EndpointException e = await FailAsync(
                settings with { Address = settings.Address.Replace("127.0.0.1", host, StringComparison.Ordinal) });
            Assert.Equal(EndpointFailure.Unusable, e.Failure);
            Assert.Contains("not on the public internet", e.Message, StringComparison.Ordinal);
        }
        Assert.Empty(talk.Server.Requests);
    }

    [Theory]
    [InlineData("<html>maintenance</html>")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{\"choices\":[{\"text\":7,\"message\":7}]}")]
    [InlineData("""{"choices":[{"text":"\ud83d","message":{"role":"assistant","content":"\ud83d"},"finish_reason":"stop"}]}""")]
    public async Task An_answer_of_another_shape_may_pass(string body)
    {
        foreach (EndpointApi api in Enum.GetValues<EndpointApi>())
        {
            EndpointException e = await AnswerWithAsync(body, async settings => await FailAsync(settings with { Api = api }));
            Assert.Equal((EndpointFailure.Temporary, true), (e.Failure, e.TokensMayBeSpent));
            Assert.StartsWith("its answer cannot be read", e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("stop", "stop")]
    [InlineData("eos", "eos")]
    public async Task A_reason_of_a_servers_own_is_kept_and_missing_counts_are_none(string reason, string kept)
    {
        string body = $$$"""
            {"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"text":"hi",
            "message":{"role":"assistant","content":"hi"},"finish_reason":"{{{reason}}}"}]}
            """;
        foreach (EndpointApi api in Enum.GetValues<EndpointApi>())
        {
            ModelAnswer answer = await AnswerWithAsync(body, async settings =>
            {
                using var endpoint = new HttpModelEndpoint(settings with { Api = api }, null);
                return await endpoint.AskAsync(Request, Now);
            });
            Assert.Equal(("hi", kept, null, null),
                (answer.Text, answer.FinishReason, answer.PromptTokens, answer.CompletionTokens));
        }
    }

    private static async Task<EndpointException> FailAsync(HttpEndpointSettings settings, string? apiKey = null)
    {
        using var endpoint = new HttpModelEndpoint(settings, apiKey);
        return await Assert.ThrowsAsync<EndpointException>(() => endpoint.AskAsync(Request, Now));
    }

    /// <summary>A server that says one thing, to whomever.</summary>
    private static async Task<T> AnswerWithAsync<T>(string body, Func<HttpEndpointSettings, Task<T>> ask)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task serving = Task.Run(async () =>
        {
            using TcpClient client = await listener.AcceptTcpClientAsync(Now);
            NetworkStream stream = client.GetStream();
            await stream.ReadAtLeastAsync(new byte[16384], 1, cancellationToken: Now);
            byte[] content = Encoding.UTF8.GetBytes(body);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {content.Length}\r\n"
                + "Connection: close\r\n\r\n"), Now);
            await stream.WriteAsync(content, Now);
            // What is still to be read would reset the connection before the answer arrives.
            client.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null, Now);
        }, Now);
        T result = await ask(new HttpEndpointSettings { Address = $"http://127.0.0.1:{port}/v1", Model = "m" });
        await serving;
        return result;
    }
}
