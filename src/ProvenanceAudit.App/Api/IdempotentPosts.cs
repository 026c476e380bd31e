using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>
/// Does a POST that carries an <c>Idempotency-Key</c> once: sent again within a day it is answered as the first time. Follows
/// draft-ietf-httpapi-idempotency-key-header. Answers are kept encrypted, since some hold a secret that is given once.
/// </summary>
internal sealed class IdempotentPosts(RequestDelegate next)
{
    private const string Header = "Idempotency-Key";
    private const int LongestKey = 200;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Lets all else through.</summary>
    public async Task InvokeAsync(HttpContext context, RegistryDatabase database, MasterKey masterKey)
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
        using var sent = new SentRequest(context);
        await using RegistryContext registry = database.CreateContext(caller.Scope);
        var request = new IdempotentRequest
        {
            CallerId = caller.ApiKeyId ?? caller.PersonId,
            Key = key,
            RightsHolderId = caller.RightsHolderId,
            RequestSha256 = await sent.BeginAsync(),
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
            await RepeatAsync(context, earlier, sent, masterKey);
            return;
        }
        await DoAsync(context, registry, request, sent, masterKey);
    }

    private async Task DoAsync(HttpContext context, RegistryContext registry, IdempotentRequest request, SentRequest sent, MasterKey masterKey)
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
        // What was done is noted even where nobody waits for the answer any more. A file that was not taken was not read to its end,
        // so that another could not be told from it: nothing was done, and it may be sent again.
        if (context.Response.StatusCode is < 500 and not StatusCodes.Status429TooManyRequests && sent.End() is byte[] hash)
        {
            request.RequestSha256 = hash;
            request.Status = context.Response.StatusCode;
            request.Location = context.Response.Headers.Location;
            request.Body = Convert.ToBase64String(masterKey.Encrypt(body.GetBuffer().AsSpan(0, (int)body.Length)));
            await registry.SaveChangesAsync(CancellationToken.None);
        }
        else
        {
            await ForgetAsync(registry, request);
        }
        body.Position = 0;
        await body.CopyToAsync(wire, context.RequestAborted);
    }

    private static async Task RepeatAsync(HttpContext context, IdempotentRequest earlier, SentRequest sent, MasterKey masterKey)
    {
        if (earlier.Status is not int status)
        {
            await ApiErrors.WriteAsync(
                context, 409, "The first request under this key is being done or was broken off. Look whether it was done before sending another.");
        }
        else if (await sent.ReadToEndAsync() is byte[] hash && !earlier.RequestSha256.AsSpan().SequenceEqual(hash))
        {
            await ApiErrors.WriteAsync(context, 422, $"This {Header} was used for another request. Send each request under a key of its own.");
        }
        else
        {
            byte[] body = masterKey.Decrypt(Convert.FromBase64String(earlier.Body ?? ""));
            context.Response.StatusCode = status;
            context.Response.Headers["Idempotent-Replayed"] = "true";
            if (earlier.Location is not null)
                context.Response.Headers.Location = earlier.Location;
            if (body.Length > 0)
            {
                context.Response.ContentType = status < 400 ? "application/json; charset=utf-8" : "application/problem+json";
                await context.Response.Body.WriteAsync(body, context.RequestAborted);
            }
        }
    }

    private static Task<int> ForgetAsync(RegistryContext registry, IdempotentRequest request) => registry.IdempotentRequests
        .Where(r => r.CallerId == request.CallerId && r.Key == request.Key).ExecuteDeleteAsync(CancellationToken.None);

    /// <summary>What makes a request the same as another: its address and its body. Files are hashed as the resource reads them.</summary>
    private sealed class SentRequest(HttpContext context) : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly bool _isFile = BodyLimits.TakesFile(context);
        private HashedBody? _file;

        /// <summary>The hash, of a file's request without the file.</summary>
        public async Task<byte[]> BeginAsync()
        {
            HttpRequest request = context.Request;
            _hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}{request.QueryString}\n"));
            if (_isFile)
            {
                request.Body = _file = new HashedBody(request.Body, _hash);
            }
            else
            {
                request.EnableBuffering(BodyLimits.LargestJson);
                byte[] buffer = new byte[8192];
                for (int read; (read = await request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
                    _hash.AppendData(buffer, 0, read);
                request.Body.Position = 0;
            }
            return _hash.GetCurrentHash();
        }

        /// <summary>The hash after the request was done; null where its file was not read to its end.</summary>
        public byte[]? End() => _file is { IsAtEnd: false } ? null : _hash.GetCurrentHash();

        /// <summary>The hash of a request that is not done, its file included.</summary>
        public async Task<byte[]> ReadToEndAsync()
        {
            if (_file is not null)
                await _file.CopyToAsync(Stream.Null, context.RequestAborted);
            return _hash.GetCurrentHash();
        }

        public void Dispose() => _hash.Dispose();
    }
}
