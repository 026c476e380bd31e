using System.Globalization;
using System.Threading.RateLimiting;
using ProvenanceAudit.App.Serving;

namespace ProvenanceAudit.App.Api;

/// <summary>How often a key may call: bursts of 100 requests, 10 a second in the long run.</summary>
internal static class RateLimits
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "api";

    private const int Burst = 100;
    private const int PerSecond = 10;

    /// <summary>Adds the policy; who calls too often gets 429 with Retry-After.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(
            context.User.FindFirst(Caller.ApiKeyClaim)?.Value ?? context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Burst,
                TokensPerPeriod = PerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
        options.OnRejected = async (rejected, _) =>
        {
            double wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
            rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            // Pages have one for this.
            rejected.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            if (!rejected.HttpContext.Request.Path.StartsWithSegments(ApiErrors.Root))
                return;
            await ApiErrors.WriteAsync(
                rejected.HttpContext, StatusCodes.Status429TooManyRequests,
                $"This key called more than {Burst} times at once or {PerSecond} times a second. Wait as Retry-After says.");
        };
    });
}
