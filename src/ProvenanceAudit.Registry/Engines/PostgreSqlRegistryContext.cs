using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ProvenanceAudit.Registry;

/// <summary>The registry on PostgreSQL; a type of its own because its migrations are.</summary>
internal sealed class PostgreSqlRegistryContext : RegistryContext
{
    public PostgreSqlRegistryContext(DbContextOptions<PostgreSqlRegistryContext> options, RegistryScope scope)
        : base(options, scope) { }

    public static DbContextOptions<PostgreSqlRegistryContext> OptionsFor(Npgsql.NpgsqlDataSource source) =>
        new DbContextOptionsBuilder<PostgreSqlRegistryContext>()
            .UseNpgsql(source)
            .UseSnakeCaseNamingConvention()
            .ReplaceService<IModelCacheKeyFactory, ModelByScope>()
            .Options;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTime>();
    }

    /// <summary>For <c>dotnet ef</c>, which looks at the model and connects to nothing.</summary>
    internal sealed class AtDesignTime : IDesignTimeDbContextFactory<PostgreSqlRegistryContext>
    {
        public PostgreSqlRegistryContext CreateDbContext(string[] args) =>
            new(OptionsFor(Npgsql.NpgsqlDataSource.Create("Host=localhost")), RegistryScope.Everything);
    }
}
