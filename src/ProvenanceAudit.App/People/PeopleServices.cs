using ProvenanceAudit.App.Api;

namespace ProvenanceAudit.App.People;

/// <summary>People, keys and the API, put into the server.</summary>
internal static class PeopleServices
{
    /// <summary>Adds their services.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddScoped<PeopleDesk>();
        return services.AddApi();
    }
}
