using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ProvenanceAudit.Web.Tests;

/// <summary>A program that calls the API with a key.</summary>
internal sealed class ApiCaller : IDisposable
{
    private readonly HttpClient _client;

    public ApiCaller(Uri address, string? key)
    {
        _client = new HttpClient { BaseAddress = address };
        if (key is not null)
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>Makes a key on the page of a person's keys.</summary>
    public static async Task<ApiCaller> OfAsync(RunningServer server, Browser person, params string[] scopes)
    {
        string token = (await person.GetAsync("/keys")).Document.QuerySelector("#make input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var fields = new List<KeyValuePair<string, string>> { new("__RequestVerificationToken", token), new("name", "test"), new("days", "30") };
        fields.AddRange(scopes.Select(s => new KeyValuePair<string, string>("scopes", s)));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/keys?handler=Make") { Content = new FormUrlEncodedContent(fields) };
        Page made = await person.SendAsync(request);
        return new ApiCaller(server.Address, made.Document.QuerySelector("#secret")!.GetAttribute("value"));
    }

    public string? Key => _client.DefaultRequestHeaders.Authorization?.Parameter;

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path, TestContext.Current.CancellationToken);

    public async Task<JsonElement> ReadAsync(string path)
    {
        using HttpResponseMessage answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await JsonOfAsync(answer);
    }

    public Task<HttpResponseMessage> PostAsync(string path, object body, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request, TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonOfAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    public void Dispose() => _client.Dispose();
}
