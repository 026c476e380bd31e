using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace ProvenanceAudit.Registry;

/// <summary>The registry in a SQLite file; a type of its own because its migrations are.</summary>
internal sealed class SqliteRegistryContext : RegistryContext
{
    public SqliteRegistryContext(DbContextOptions<SqliteRegistryContext> options, RegistryScope scope) : base(options, scope) { }

    public static DbContextOptions<SqliteRegistryContext> OptionsFor(string connectionString) =>
        new DbContextOptionsBuilder<SqliteRegistryContext>()
            .UseSqlite(connectionString)
            .UseSnakeCaseNamingConvention()
            .AddInterceptors(new SqliteConnectionSettings())
            .ReplaceService<IModelCacheKeyFactory, ModelByScope>()
            .Options;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcText>();
    }

    /// <summary>For <c>dotnet ef</c>, which looks at the model and connects to nothing.</summary>
    internal sealed class AtDesignTime : IDesignTimeDbContextFactory<SqliteRegistryContext>
    {
        public SqliteRegistryContext CreateDbContext(string[] args) =>
            new(OptionsFor("Data Source=:memory:"), RegistryScope.Everything);
    }
}
