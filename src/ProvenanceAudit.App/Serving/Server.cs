using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using ProvenanceAudit.App.Api;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.People;
using ProvenanceAudit.App.Reports;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Serving;

/// <summary>Puts the web application together. Read <see cref="Build"/> first: every part of it is named there.</summary>
internal static class Server
{
    /// <summary>Builds the application; the registry has been brought to this version before.</summary>
    public static WebApplication Build(ServerSettings settings, RegistryDatabase database)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // What lies about in the folder that the program was started in is neither settings nor content.
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
            // Pages are in this assembly, whichever program was started.
            ApplicationName = typeof(Server).Assembly.GetName().Name,
        });
        // Settings have one way in, which is ServerSettings.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.WebHost.UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(Limit);
        builder.Services.AddSingleton(settings).AddSingleton(database);
        builder.Services.AddSingleton<StoredFiles>();
        AddLogging(builder.Logging);
        AddSecrets(builder.Services, settings);
        AddSignIn(builder.Services, settings);
        AddRegistry(builder.Services);
        AddPages(builder.Services, settings);
        builder.Services.AddIntake(settings);
        builder.Services.AddScans();
        builder.Services.AddReports();
        builder.Services.AddCrawls();
        builder.Services.AddPeople();
        builder.AddTelemetry();
        builder.Services.AddHealthChecks().AddCheck<RegistryHealth>("registry", timeout: RegistryHealth.LongestAnswer);

        WebApplication app = builder.Build();
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/status/{0}");
        app.UseMiddleware<ApiErrors>();
        app.MapAssets();
        app.UseRouting();
        app.UseCookiePolicy(CookiesOf(settings));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseApi();
        app.MapRazorPages();
        app.MapApi();
        app.MapJobsDashboard();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapGet("/health/live", () => Results.Text("Healthy")).AllowAnonymous();
        return app;
    }

    /// <summary>Builds a worker alone: jobs as in <see cref="Build"/>, and no pages.</summary>
    public static IHost BuildWorker(ServerSettings settings, RegistryDatabase database)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(Server).Assembly.GetName().Name,
        });
        builder.Services.AddSingleton(settings).AddSingleton(database);
        builder.Services.AddSingleton<StoredFiles>();
        AddLogging(builder.Logging);
        AddSecrets(builder.Services, settings);
        // Jobs write into the audit log too, with no request to say who asked.
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<AuditTrail>();
        builder.Services.AddIntake(settings);
        builder.Services.AddScans();
        builder.Services.AddReports();
        builder.Services.AddCrawls();
        builder.AddTelemetry();
        return builder.Build();
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        // More than any form of ours has; pages and resources that take files set their own, and stream.
        kestrel.Limits.MaxRequestBodySize = 8 << 20;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 100, gracePeriod: TimeSpan.FromSeconds(30));
    }

    /// <summary>Logs are lines of JSON, without what requests or works contain.</summary>
    public static void AddLogging(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        // Commands carry texts of works in their parameters.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
        // That pages with a form are never cached is what is wanted, and would be said for each of them.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        logging.AddFilter("Hangfire", LogLevel.Warning);
        // That somebody has no key, or not the right one, is told to who asks.
        logging.AddFilter("ProvenanceAudit.App.Api.ApiKeySignIn", LogLevel.Warning);
    }

    private static void AddSecrets(IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(MasterKey.Open(settings));
        services.AddDataProtection().SetApplicationName("provenance-audit");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new ProtectionKeys(provider.GetRequiredService<RegistryDatabase>());
            options.XmlEncryptor = new ProtectionKeyEncryptor(provider.GetRequiredService<MasterKey>());
        }));
    }

    private static void AddSignIn(IServiceCollection services, ServerSettings settings)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<PeopleContext>();
        services.AddIdentityCore<Person>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // Length is what counts; rules about kinds of characters make passwords worse (NIST SP 800-63B, 5.1.1.2).
                options.Password.RequiredLength = 12;
                options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 8;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
            })
            .AddUserStore<PeopleStore>()
            .AddClaimsPrincipalFactory<PersonPrincipalFactory>()
            .AddSignInManager<PersonSignIn>()
            .AddDefaultTokenProviders();
        AuthenticationBuilder authentication = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        authentication.AddIdentityCookies();
        if (settings.OpenId is not null)
            authentication.AddOpenId(settings.OpenId, settings.PublicUrl);
        services.AddSignInLimit();
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/account/sign-in";
            cookie.LogoutPath = "/account/sign-out";
            cookie.AccessDeniedPath = "/status/404";
            cookie.Cookie.Name = "provenance-audit";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
            cookie.SlidingExpiration = true;
            // Within this site, whatever the request says that it is called, and however the proxy before it is reached.
            cookie.Events.OnRedirectToLogin = cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery);
                return Task.CompletedTask;
            };
        });
        // A disabled account is out within a minute.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(RoleNames.Auditor, policy => policy.RequireRole(RoleNames.Auditor, RoleNames.Administrator))
            .AddPolicy(RoleNames.Administrator, policy => policy.RequireRole(RoleNames.Administrator));
    }

    /// <summary>The registry as the caller sees it, and no other way to it for pages: without a caller there is none.</summary>
    private static void AddRegistry(IServiceCollection services)
    {
        services.AddScoped(provider => Caller.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.User)
            ?? throw new InvalidOperationException("nobody is signed in"));
        services.AddScoped(provider => provider.GetRequiredService<RegistryDatabase>().CreateContext(provider.GetRequiredService<Caller>().Scope));
        services.AddScoped<AuditTrail>();
    }

    /// <summary>No script reads a cookie, and none goes over a line that others can read where people come by https.</summary>
    private static CookiePolicyOptions CookiesOf(ServerSettings settings) => new()
    {
        HttpOnly = HttpOnlyPolicy.Always,
        // The proxy before this server may speak http with it.
        Secure = settings.IsReachedByHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest,
    };

    private static void AddPages(IServiceCollection services, ServerSettings settings)
    {
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            // Proxies on this machine are believed, and those that the settings name.
            options.KnownProxies.Add(IPAddress.Loopback);
            options.KnownProxies.Add(IPAddress.IPv6Loopback);
            foreach (System.Net.IPNetwork network in settings.TrustedProxies)
                options.KnownIPNetworks.Add(network);
            // As far back as those go; the first that is none of them is who asks.
            options.ForwardLimit = null;
        });
        services.AddRazorPages(pages =>
        {
            pages.Conventions.AllowAnonymousToFolder("/Account");
            pages.Conventions.AllowAnonymousToPage("/Status");
            pages.Conventions.AllowAnonymousToPage("/Error");
            pages.Conventions.AuthorizeFolder("/Models", RoleNames.Auditor);
            pages.Conventions.AuthorizeFolder("/Plans", RoleNames.Auditor);
            pages.Conventions.AuthorizeFolder("/Scans", RoleNames.Auditor);
            pages.Conventions.AuthorizeFolder("/Admin", RoleNames.Administrator);
        })
            // Mistakes are told by the server; what a script would need brings inline styles, which the content policy forbids.
            .AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
    }
}
