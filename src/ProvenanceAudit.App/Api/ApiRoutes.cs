using Microsoft.AspNetCore.Authentication;
using ProvenanceAudit.App.Reports;

namespace ProvenanceAudit.App.Api;

/// <summary>The HTTP API, version 1: every resource is named in <see cref="MapApi"/>.</summary>
internal static class ApiRoutes
{
    /// <summary>Adds keys, scopes, limits and the document.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeySignIn>(ApiKeySignIn.Scheme, _ => { });
        services.AddAuthorizationBuilder().AddKeyScopes();
        services.AddRateLimits();
        services.AddApiDocument();
        services.ConfigureHttpJsonOptions(options =>
        {
            // Expected numbers of chance matches may be infinite.
            options.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals;
            options.SerializerOptions.Converters.Add(new System.Text.Json.Serialization.JsonStringEnumConverter());
        });
        return services;
    }

    /// <summary>Limits calls and keeps POSTs from being done twice; after it is known who calls.</summary>
    public static void UseApi(this IApplicationBuilder app) => app.UseRateLimiter().UseMiddleware<BodyLimits>().UseMiddleware<IdempotentPosts>();

    /// <summary>Maps the resources, their description and the page to browse it.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder api = routes.MapGroup(ApiErrors.Root);
        api.RequireAuthorization(ApiKeySignIn.Scheme).RequireRateLimiting(RateLimits.Policy)
            .ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(429);
        api.MapCatalogs();
        api.MapSubmissions();
        api.MapWorks();
        api.MapCrawls();
        api.MapRights();
        api.MapModels();
        api.MapPlans();
        api.MapScans();
        api.MapFindings();
        api.MapMatches();
        api.MapReports();
        api.MapJobs();
        api.MapRightsHolders();
        api.MapPeople();
        api.MapInvitations();
        api.MapKeys();
        api.MapAuditLog();
        // An address that is none is told so to programs, and not led to the page to sign in.
        api.Map("/{**rest}", UnknownAddress.Answer).ExcludeFromDescription();
        routes.MapOpenApi(ApiErrors.Root + "/openapi.json").AllowAnonymous();
        routes.MapApiPage();
        routes.MapReportDownloads();
    }

    /// <summary>Says which scope of a key an endpoint wants.</summary>
    public static RouteHandlerBuilder Wants(this RouteHandlerBuilder route, string scope) =>
        route.RequireAuthorization(scope).WithMetadata(new WantedScope(scope));
}
