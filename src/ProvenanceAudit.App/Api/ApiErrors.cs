using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using ProvenanceAudit.App.Scans;

namespace ProvenanceAudit.App.Api;

/// <summary>Answers every error under <c>/api/v1</c> as problem details (RFC 9457), whatever made it.</summary>
internal sealed class ApiErrors(RequestDelegate next, ILogger<ApiErrors> log)
{
    /// <summary>Where the API is.</summary>
    public const string Root = "/api/v1";

    /// <summary>Said alike of what is not there and of what is somebody else's.</summary>
    public const string NothingHere = "There is nothing here: the address may be mistyped, or what stood here is not yours to see.";

    private static readonly Action<ILogger, string, Exception> Failed =
        LoggerMessage.Define<string>(LogLevel.Error, new EventId(1, "ApiFailed"), "A request to {Path} failed");

    /// <summary>Lets requests to other addresses through as they are.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Root))
        {
            await next(context);
            return;
        }
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await WriteAsync(context, e.StatusCode, e.Message);
        }
        catch (Exception e) when (!context.Response.HasStarted && e is not OperationCanceledException)
        {
            Failed(log, context.Request.Path, e);
            await WriteAsync(context, StatusCodes.Status500InternalServerError, "The server has kept a note of it. Try again later.");
        }
        if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
        {
            await WriteAsync(context, context.Response.StatusCode, context.Response.StatusCode switch
            {
                404 => NothingHere,
                413 => "The body is larger than this address takes.",
                415 => "Send the body as application/json.",
                _ => "The request could not be understood.",
            });
        }
    }

    /// <summary>Writes an error.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">400 to 599.</param>
    /// <param name="detail">What is wrong and what to do, a sentence or two.</param>
    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            Of(status, detail), options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    /// <summary>An error as the answer of an endpoint.</summary>
    public static IResult Answer(int status, string detail) => Results.Problem(Of(status, detail));

    /// <summary>Mistakes in what was sent, by field.</summary>
    public static IResult Mistakes(string field, string mistake) => Mistakes([(field, mistake)]);

    /// <summary>Several mistakes in what was sent, by field.</summary>
    public static IResult Mistakes(IEnumerable<(string Field, string Mistake)> mistakes) => Results.ValidationProblem(
        mistakes.GroupBy(m => m.Field).ToDictionary(g => g.Key, g => g.Select(m => m.Mistake).ToArray()),
        statusCode: StatusCodes.Status422UnprocessableEntity);

    /// <summary>Mistakes in what was sent, by field as the body names it.</summary>
    /// <param name="mistakes">The mistakes.</param>
    /// <param name="within">Name of the object in the body that the fields stand in; empty for the body itself.</param>
    public static IResult Mistakes(IEnumerable<FieldMistake> mistakes, string within = "") => Results.ValidationProblem(
        mistakes.GroupBy(m => within + System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(m.Field), m => m.Text)
            .ToDictionary(g => g.Key, g => g.ToArray()),
        statusCode: StatusCodes.Status422UnprocessableEntity);

    private static ProblemDetails Of(int status, string detail) => new()
    {
        Status = status,
        Title = ReasonPhrases.GetReasonPhrase(status),
        Detail = detail,
        Type = "about:blank",
    };
}
