using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ProvenanceAudit.App.Serving;

/// <summary>
/// Signing in by OpenID Connect: the authorization code flow with PKCE (RFC 7636). The provider says who somebody is; who gets in, and
/// as whom, is decided by <c>OpenIdSignIn</c>.
/// </summary>
internal static class OpenIdProvider
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "OpenId";

    /// <summary>The page that begins and ends it.</summary>
    public const string Page = "/account/openid";

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(15);

    private static readonly Action<ILogger, Exception?> Failed =
        LoggerMessage.Define(LogLevel.Warning, new EventId(1, "OpenIdFailed"), "Signing in by OpenID Connect failed");

    /// <summary>Adds it.</summary>
    public static void AddOpenId(this AuthenticationBuilder authentication, OpenIdSettings provider, Uri publicUrl) =>
        authentication.AddOpenIdConnect(Scheme, provider.Name, options =>
        {
            options.SignInScheme = IdentityConstants.ExternalScheme;
            options.Authority = provider.Authority.AbsoluteUri;
            // Settings allow http for a provider on this machine alone.
            options.RequireHttpsMetadata = provider.Authority.Scheme == Uri.UriSchemeHttps;
            options.ClientId = provider.ClientId;
            options.ClientSecret = provider.ClientSecret;
            options.ResponseType = OpenIdConnectResponseType.Code;
            // The answer comes by a GET, for which browsers send cookies that are Lax: none has to be open to other sites.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.CallbackPath = OpenIdSettings.ReturnPath;
            options.BackchannelTimeout = LongestAnswer;
            options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
            options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.DisableTelemetry = true;
            options.MapInboundClaims = false;
            options.Scope.Clear();
            foreach (string scope in (string[])["openid", "email", "profile"])
                options.Scope.Add(scope);
            // Some providers tell the address there alone.
            options.GetClaimsFromUserInfoEndpoint = true;
            options.ClaimActions.MapJsonKey("email_verified", "email_verified");
            // With the subject, it is who somebody is.
            options.ClaimActions.Remove("iss");
            options.Events.OnRedirectToIdentityProvider = context =>
            {
                // Not the host that the request names, which is whatever its sender likes.
                context.ProtocolMessage.RedirectUri = ReturnUrl(publicUrl).AbsoluteUri;
                return Task.CompletedTask;
            };
            options.Events.OnAccessDenied = context =>
            {
                context.HandleResponse();
                context.Response.Redirect($"{Page}?handler=failed&denied=true");
                return Task.CompletedTask;
            };
            options.Events.OnRemoteFailure = context =>
            {
                Failed(context.HttpContext.RequestServices.GetRequiredService<ILogger<OpenIdConnectHandler>>(), context.Failure);
                context.HandleResponse();
                context.Response.Redirect($"{Page}?handler=failed");
                return Task.CompletedTask;
            };
        });

    /// <summary>The address to which the provider leads people back, as it has to know it.</summary>
    public static Uri ReturnUrl(Uri publicUrl) => new(publicUrl, publicUrl.AbsolutePath.TrimEnd('/') + OpenIdSettings.ReturnPath);
}
