using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Npgsql;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Indexing;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>
/// Hangfire as the engine that runs workers. It is told to look into the registry, nothing more: which job is whose, how often it
/// was tried and how far it is, is in the registry alone, so that an engine that forgets or says a thing twice does no harm.
/// </summary>
internal static class JobEngine
{
    // The engine keeps its log in a static, which has to outlive each of the servers that a process may have.
    private static readonly AspNetCoreLogProvider EngineLog = new(LoggerFactory.Create(Server.AddLogging));

    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(25);

    /// <summary>Adds jobs, the index, and the taking in of catalogs.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton(new JobLeaseSettings { Lease = TimeSpan.FromSeconds(settings.LeaseSeconds) });
        services.AddSingleton(provider => new JobLeases(
            provider.GetRequiredService<RegistryDatabase>(), provider.GetRequiredService<JobLeaseSettings>()));
        services.AddSingleton<WorkerName>().AddSingleton<LeaseKeeping>().AddSingleton<JobQueue>().AddSingleton<JobWorker>();
        services.AddSingleton<IndexKeeper>();
        services.AddScoped<SubmissionIntake>().AddScoped<JobStop>();
        services.AddScoped<SubmissionHarvest>().AddScoped<IJobRunner, IngestRunner>();
        // Before Hangfire's own, which would be one of each for all servers of a process.
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton(provider => StorageOf(provider.GetRequiredService<RegistryDatabase>()));
        services.AddHangfire(engine => engine.UseLogProvider(EngineLog));
        if (settings.Workers == 0)
            return services;
        services.AddHangfireServer(options =>
        {
            options.WorkerCount = settings.Workers;
            options.ShutdownTimeout = LongestStop;
            options.CancellationCheckInterval = TimeSpan.FromSeconds(1);
        });
        return services.AddHostedService<JobSweep>().AddHostedService<Housekeeping>();
    }

    /// <summary>Shows the engine to administrators, to look at alone.</summary>
    public static void MapJobsDashboard(this IEndpointRouteBuilder routes) => routes
        .MapHangfireDashboard("/admin/jobs", new DashboardOptions
        {
            // Who may see it is decided by the policy below, as for all pages.
            Authorization = [],
            IsReadOnlyFunc = _ => true,
            AppPath = "/admin",
            DashboardTitle = "Jobs · ProvenanceAudit",
            DisplayStorageConnectionString = false,
        })
        .RequireAuthorization(RoleNames.Administrator);

    private static JobStorage StorageOf(RegistryDatabase database) => database.Source is NpgsqlDataSource source
        ? new PostgreSqlStorage(new Connections(source), new PostgreSqlStorageOptions
        {
            QueuePollInterval = TimeSpan.FromSeconds(1),
            PrepareSchemaIfNecessary = true,
        })
        : new InMemoryStorage();

    private sealed class Connections(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }
}
