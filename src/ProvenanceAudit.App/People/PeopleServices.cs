using ProvenanceAudit.App.Api;
using ProvenanceAudit.App.Catalogs;

namespace ProvenanceAudit.App.People;

/// <summary>People, keys and the API, put into the server.</summary>
internal static class PeopleServices
{
    /// <summary>Adds their services.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddScoped<InvitationAcceptance>().AddScoped<OpenIdSignIn>();
        services.AddScoped<PeopleDesk>().AddScoped<RightsHolderDesk>().AddScoped<KeyDesk>();
        services.AddScoped<CatalogDesk>();
        return services.AddApi();
    }
}
