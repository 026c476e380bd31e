using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>
/// Does a POST that carries an <c>Idempotency-Key</c> once: sent again within a day it is answered as the first time. Follows
/// draft-ietf-httpapi-idempotency-key-header.
/// </summary>
internal sealed class IdempotentPosts(RequestDelegate next)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 200;

    // Answers of this API are a few kilobytes; bodies that are not JSON are uploads, told apart by type and length.
    private const int LargestBody = 1 << 20;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Lets all else through.</summary>
    public async Task InvokeAsync(HttpContext context, RegistryDatabase database)
    {
        string key = context.Request.Headers[Header].ToString();
        if (key.Length == 0 || !HttpMethods.IsPost(context.Request.Method) || !context.Request.Path.StartsWithSegments(ApiErrors.Root)
            || Caller.Of(context.User) is not { } caller)
        {
            await next(context);
            return;
        }
        if (key.Length > LongestKey || key.Any(c => c is < '!' or > '~'))
        {
            await ApiErrors.WriteAsync(context, 400, $"{Header} must be 1 to {LongestKey} visible ASCII characters, a UUID for example.");
            return;
        }
        await using RegistryContext registry = database.CreateContext(caller.Scope);
        var request = new IdempotentRequest
        {
            CallerId = caller.ApiKeyId ?? caller.PersonId,
            Key = key,
            RightsHolderId = caller.RightsHolderId,
            RequestSha256 = await HashOfAsync(context.Request),
        };
        DateTimeOffset oldest = DateTimeOffset.UtcNow - Lifetime;
        await registry.IdempotentRequests.Where(r => r.Created < oldest).ExecuteDeleteAsync(context.RequestAborted);
        registry.Add(request);
        try
        {
            await registry.SaveChangesAsync(context.RequestAborted);
        }
        catch (DbUpdateException)
        {
            registry.ChangeTracker.Clear();
            IdempotentRequest? earlier = await registry.IdempotentRequests.AsNoTracking().SingleOrDefaultAsync(
                r => r.CallerId == request.CallerId && r.Key == key, context.RequestAborted);
            if (earlier is null)
                throw;
            await RepeatAsync(context, earlier, request);
            return;
        }
        await DoAsync(context, registry, request);
    }

    private async Task DoAsync(HttpContext context, RegistryContext registry, IdempotentRequest request)
    {
        Stream wire = context.Response.Body;
        using var body = new MemoryStream();
        context.Response.Body = body;
        try
        {
            await next(context);
        }
        catch
        {
            context.Response.Body = wire;
            await ForgetAsync(registry, request);
            throw;
        }
        context.Response.Body = wire;
        // What was done is noted even where nobody waits for the answer any more.
        if (context.Response.StatusCode is < 500 and not StatusCodes.Status429TooManyRequests)
        {
            request.Status = context.Response.StatusCode;
            request.Location = context.Response.Headers.Location;
            request.Body = Encoding.UTF8.GetString(body.ToArray());
            await registry.SaveChangesAsync(CancellationToken.None);
        }
        else
        {
            await ForgetAsync(registry, request);
        }
        body.Position = 0;
        await body.CopyToAsync(wire, context.RequestAborted);
    }

    private static async Task RepeatAsync(HttpContext context, IdempotentRequest earlier, IdempotentRequest now)
    {
        if (!earlier.RequestSha256.AsSpan().SequenceEqual(now.RequestSha256))
        {
            await ApiErrors.WriteAsync(context, 422, $"This {Header} was used for another request. Send each request under a key of its own.");
        }
        else if (earlier.Status is not int status)
        {
            await ApiErrors.WriteAsync(
                context, 409, "The first request under this key is being done or was broken off. Look whether it was done before sending another.");
        }
        else
        {
            context.Response.StatusCode = status;
            context.Response.Headers["Idempotent-Replayed"] = "true";
            if (earlier.Location is not null)
                context.Response.Headers.Location = earlier.Location;
            if (earlier.Body is { Length: > 0 } body)
            {
                context.Response.ContentType = status < 400 ? "application/json; charset=utf-8" : "application/problem+json";
                await context.Response.WriteAsync(body, context.RequestAborted);
            }
        }
    }

    private static Task<int> ForgetAsync(RegistryContext registry, IdempotentRequest request) => registry.IdempotentRequests
        .Where(r => r.CallerId == request.CallerId && r.Key == request.Key).ExecuteDeleteAsync(CancellationToken.None);

    private static async Task<byte[]> HashOfAsync(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}{request.QueryString}\n"));
        if (request.HasJsonContentType())
        {
            request.EnableBuffering(LargestBody, LargestBody);
            byte[] buffer = new byte[8192];
            for (int read; (read = await request.Body.ReadAsync(buffer)) > 0;)
                hash.AppendData(buffer, 0, read);
            request.Body.Position = 0;
        }
        else
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{request.Headers.ContentDisposition}\n{request.ContentLength}\n{request.Headers["Content-Digest"]}"));
        }
        return hash.GetHashAndReset();
    }
}
