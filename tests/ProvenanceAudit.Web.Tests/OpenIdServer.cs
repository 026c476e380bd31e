using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ProvenanceAudit.App.Serving;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Somebody whom the provider knows.</summary>
internal sealed record Identity(string Subject, string? Email, bool IsVerified, string? Name = null);

/// <summary>
/// An OpenID provider over loopback HTTP: discovery, keys, authorisation code flow with PKCE, tokens signed with RS256. Whoever is
/// <see cref="Present"/> signs in at once. It refuses what the standards tell it to refuse.
/// </summary>
internal sealed class OpenIdServer : IAsyncDisposable
{
    public const string ClientId = "audit";
    public const string ClientSecret = "the secret of the client";

    private readonly WebApplication _server;
    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _otherKey = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Identity> _accessTokens = new();
    private readonly ConcurrentDictionary<string, (Identity Who, IReadOnlyDictionary<string, string> Request)> _codes = new();

    private OpenIdServer(WebApplication server) => _server = server;

    /// <summary>Who sits before the provider's page; null for somebody who refuses.</summary>
    public Identity? Present { get; set; }

    /// <summary>What the next tokens have instead of what they should.</summary>
    public Dictionary<string, object> Forged { get; } = [];

    /// <summary>Whether tokens are signed with a key that the provider does not publish.</summary>
    public bool SignsWithAnotherKey { get; set; }

    /// <summary>Whether addresses are told by the userinfo endpoint alone, and not by tokens.</summary>
    public bool TellsAddressesApart { get; set; }

    /// <summary>Redirect addresses that were asked for.</summary>
    public ConcurrentBag<string> RedirectUris { get; } = [];

    public Uri Issuer => new(_server.Urls.Single());

    public static async Task<OpenIdServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        WebApplication app = builder.Build();
        var provider = new OpenIdServer(app);
        app.UseRouting();
        app.MapGet("/.well-known/openid-configuration", provider.Discovery);
        app.MapGet("/keys", provider.Keys);
        app.MapGet("/authorize", provider.Authorise);
        app.MapPost("/token", provider.TokenAsync);
        app.MapGet("/userinfo", provider.UserInfo);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    /// <summary>Settings of a server that trusts this provider; it listens on a port of its own, since the provider leads back there.</summary>
    public ServerSettings Trusted(ServerSettings settings)
    {
        int port = FreePort();
        return settings with
        {
            Urls = $"http://127.0.0.1:{port}",
            PublicUrl = new Uri($"http://127.0.0.1:{port}"),
            OpenId = new OpenIdSettings(Issuer, ClientId, ClientSecret, "Example Accounts"),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        _key.Dispose();
        _otherKey.Dispose();
    }

    private IResult Discovery() => Results.Json(new Dictionary<string, object>
    {
        ["issuer"] = IssuerName,
        ["authorization_endpoint"] = IssuerName + "/authorize",
        ["token_endpoint"] = IssuerName + "/token",
        ["userinfo_endpoint"] = IssuerName + "/userinfo",
        ["jwks_uri"] = IssuerName + "/keys",
        ["response_types_supported"] = new[] { "code" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
    });

    private string IssuerName => Issuer.AbsoluteUri.TrimEnd('/');

    private IResult Keys()
    {
        RSAParameters key = _key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[]
            {
                new { kty = "RSA", use = "sig", alg = "RS256", kid = "1", n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) },
            },
        });
    }

    private IResult Authorise(HttpRequest request)
    {
        var asked = request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
        RedirectUris.Add(asked["redirect_uri"]);
        if (asked["client_id"] != ClientId || asked["response_type"] != "code" || asked["code_challenge_method"] != "S256"
            || !asked["scope"].Split(' ').Contains("openid"))
            return Results.BadRequest();
        var answer = new Dictionary<string, string?> { ["state"] = asked["state"] };
        if (Present is null)
        {
            answer["error"] = "access_denied";
        }
        else
        {
            string code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            _codes[code] = (Present, asked);
            answer["code"] = code;
        }
        return Results.Redirect(QueryHelpers.AddQueryString(asked["redirect_uri"], answer));
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        IFormCollection form = await request.ReadFormAsync();
        // A code is good for once (RFC 6749, section 4.1.2), for who asked for it (RFC 7636, section 4.6).
        if (!_codes.TryRemove(form["code"].ToString(), out var granted)
            || form["client_id"] != ClientId || form["client_secret"] != ClientSecret
            || form["redirect_uri"] != granted.Request["redirect_uri"]
            || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != granted.Request["code_challenge"])
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        string access = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _accessTokens[access] = granted.Who;
        return Results.Json(new { access_token = access, token_type = "Bearer", expires_in = 60, id_token = TokenOf(granted.Who, granted.Request["nonce"]) });
    }

    private IResult UserInfo(HttpRequest request)
    {
        if (!_accessTokens.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out Identity? who))
            return Results.Unauthorized();
        return TellsAddressesApart
            ? Results.Json(new { sub = who.Subject, email = who.Email, email_verified = who.IsVerified })
            : Results.Json(new { sub = who.Subject });
    }

    private string TokenOf(Identity who, string nonce)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>
        {
            ["iss"] = IssuerName,
            ["aud"] = ClientId,
            ["sub"] = who.Subject,
            ["iat"] = now,
            ["exp"] = now + 60,
            ["nonce"] = nonce,
        };
        if (who.Email is not null && !TellsAddressesApart)
            (claims["email"], claims["email_verified"]) = (who.Email, who.IsVerified);
        if (who.Name is not null)
            claims["name"] = who.Name;
        foreach ((string name, object value) in Forged)
            claims[name] = value;
        string signed = $"{Part(new { alg = "RS256", typ = "JWT", kid = "1" })}.{Part(claims)}";
        RSA key = SignsWithAnotherKey ? _otherKey : _key;
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
