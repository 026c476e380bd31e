using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MemorizingModel;

/// <summary>Serves a model on loopback with the OpenAI-compatible API, and keeps what it was asked.</summary>
public sealed class MemorizingModelServer : IAsyncDisposable
{
    private readonly NgramModel _model;
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = [];
    private int _number;
    private long _tokens;

    private MemorizingModelServer(NgramModel model, ServerSettings settings, WebApplication app) =>
        (_model, Settings, _app) = (model, settings, app);

    /// <summary>How it is served; may be changed between requests.</summary>
    public ServerSettings Settings { get; set; }

    /// <summary>Base address, ending in <c>/v1</c>.</summary>
    public string Address => _app.Urls.First() + "/v1";

    /// <summary>All requests for answers so far, the failed ones too.</summary>
    public IReadOnlyCollection<ReceivedRequest> Requests => _requests;

    /// <summary>Tokens of prompts and answers that were worked on so far, whether the answer arrived or not.</summary>
    public long Tokens => Interlocked.Read(ref _tokens);

    /// <summary>Starts serving.</summary>
    public static async Task<MemorizingModelServer> StartAsync(
        NgramModel model, ServerSettings? settings = null, CancellationToken cancellation = default)
    {
        settings ??= new ServerSettings();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{settings.Port}"));
        WebApplication app = builder.Build();
        var server = new MemorizingModelServer(model, settings, app);
        app.MapGet("/v1/models", server.ListModels);
        app.MapPost("/v1/chat/completions", context => server.AnswerAsync(context, chat: true));
        app.MapPost("/v1/completions", context => server.AnswerAsync(context, chat: false));
        await app.StartAsync(cancellation).ConfigureAwait(false);
        return server;
    }

    /// <summary>Waits until the process is told to end.</summary>
    public async Task WaitAsync() => await _app.WaitForShutdownAsync().ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token).ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private Task ListModels(HttpContext context) => WriteAsync(context, 200, new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray(new JsonObject { ["id"] = Settings.Model, ["object"] = "model", ["owned_by"] = "tests" }),
    });

    private async Task AnswerAsync(HttpContext context, bool chat)
    {
        ServerSettings settings = Settings;
        string? authorization = context.Request.Headers.Authorization;
        JsonNode? body = await ReadAsync(context).ConfigureAwait(false);
        CompletionRequest? request = null;
        string mistake = "";
        try
        {
            request = ApiJson.Read(body, chat);
        }
        catch (FormatException e)
        {
            mistake = e.Message;
        }
        int number = Interlocked.Increment(ref _number);
        _requests.Enqueue(new ReceivedRequest(number, context.Request.Path, request?.Prompt, authorization,
            DateTimeOffset.UtcNow));
        await Task.Delay(settings.Faults.Delay, context.RequestAborted).ConfigureAwait(false);
        if (await FailAsync(context, settings.Faults, number).ConfigureAwait(false))
            return;
        if (settings.ApiKey is { } key && authorization != $"Bearer {key}")
            await WriteAsync(context, 401, ApiJson.Error($"wrong key: {authorization}", "invalid_api_key")).ConfigureAwait(false);
        else if (request is null)
            await WriteAsync(context, 400, ApiJson.Error(mistake, "invalid_request")).ConfigureAwait(false);
        else if (body!["model"]?.ToString() != settings.Model)
            await WriteAsync(context, 404, ApiJson.Error($"there is no model '{body["model"]}'",
                "model_not_found")).ConfigureAwait(false);
        else
            await SpeakAsync(context, settings, request, chat).ConfigureAwait(false);
    }

    private async Task SpeakAsync(HttpContext context, ServerSettings settings, CompletionRequest request, bool chat)
    {
        int promptTokens = _model.CountTokens(request.Prompt);
        if (promptTokens + request.MaximumTokens > settings.ContextTokens)
        {
            int wanted = promptTokens + request.MaximumTokens;
            string message = $"the context has {settings.ContextTokens} tokens, {wanted} were asked for";
            await WriteAsync(context, 400, ApiJson.Error(message, "context_length_exceeded")).ConfigureAwait(false);
            return;
        }
        Completion[] choices = [.. Enumerable.Range(0, request.Choices).Select(i => Completion.Of(_model, request, i))];
        Interlocked.Add(ref _tokens, promptTokens + choices.Sum(c => c.Tokens.Count));
        JsonObject answer = chat
            ? ApiJson.Chat(settings, request, promptTokens, choices)
            : ApiJson.Completions(settings, request, promptTokens, choices);
        await WriteAsync(context, 200, answer).ConfigureAwait(false);
    }

    /// <summary>Lets the request fail where it is its turn.</summary>
    private static async Task<bool> FailAsync(HttpContext context, Faults faults, int number)
    {
        bool IsTurn(int every) => every > 0 && number % every == 0;
        if (faults.RedirectTo is { } elsewhere)
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = elsewhere;
        }
        else if (IsTurn(faults.TooManyEvery))
        {
            if (faults.RetryAfter is { } wait)
            {
                context.Response.Headers.RetryAfter = faults.RetryAfterIsDate
                    ? (DateTimeOffset.UtcNow + wait).ToString("R", CultureInfo.InvariantCulture)
                    : wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            }
            await WriteAsync(context, 429, ApiJson.Error("slow down", "rate_limit_exceeded")).ConfigureAwait(false);
        }
        else if (IsTurn(faults.ErrorEvery))
            await WriteAsync(context, 500, ApiJson.Error("out of order", "internal")).ConfigureAwait(false);
        else if (IsTurn(faults.DropEvery))
            context.Abort();
        else
            return false;
        return true;
    }

    private static async Task<JsonNode?> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body,
                cancellationToken: context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted).ConfigureAwait(false);
    }
}
