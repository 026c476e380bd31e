using System.Threading.RateLimiting;

namespace ProvenanceAudit.App.Serving;

/// <summary>
/// How often one address may send a password or the secret of a link: 30 times at once, one every two seconds in the long run. An
/// account closes after eight wrong passwords; this keeps one from trying a password on many accounts.
/// </summary>
internal static class SignInLimit
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "sign-in";

    private const int Burst = 30;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    /// <summary>Adds the policy; looking at a form costs nothing.</summary>
    public static IServiceCollection AddSignInLimit(this IServiceCollection services) => services.AddRateLimiter(options =>
        options.AddPolicy(Policy, context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetTokenBucketLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = Burst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = Every,
                QueueLimit = 0,
            })
            : RateLimitPartition.GetNoLimiter("")));
}
