using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvenanceAudit.TestDatabases;

namespace ProvenanceAudit.Registry.Tests;

/// <summary>The libraries that keep people and keys in the registry.</summary>
public abstract class IdentityContract(TestRegistry registry)
{
    private readonly RegistryDatabase _database = registry.Database;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_has_roles_of_the_registry_and_is_found_by_address()
    {
        string name = Samples.Name("PERSON");
        await using (RegistryContext context = _database.CreateContext(RegistryScope.Everything))
        {
            using UserStore<Person, IdentityRole<Guid>, RegistryContext, Guid> people = new(context);
            var person = new Person
            {
                DisplayName = "Ishmael",
                UserName = name,
                Email = name,
                NormalizedEmail = name,
                NormalizedUserName = name
            };
            Assert.True((await people.CreateAsync(person, Cancellation)).Succeeded);
            foreach (string role in RoleNames.All)
                await people.AddToRoleAsync(person, role.ToUpperInvariant(), Cancellation);
            person.LockoutEnd = DateTimeOffset.UnixEpoch.AddYears(70);
            Assert.True((await people.UpdateAsync(person, Cancellation)).Succeeded);
        }
        await using RegistryContext again = _database.CreateContext(RegistryScope.Everything);
        using UserStore<Person, IdentityRole<Guid>, RegistryContext, Guid> store = new(again);
        Person? found = await store.FindByEmailAsync(name, Cancellation);
        Assert.Equal(("Ishmael", DateTimeOffset.UnixEpoch.AddYears(70)), (found!.DisplayName, found.LockoutEnd));
        Assert.Equal(RoleNames.All.Order(), (await store.GetRolesAsync(found, Cancellation)).Order());
    }

    [Fact]
    public void What_one_process_encrypts_another_decrypts()
    {
        byte[] encrypted;
        using (ServiceProvider services = Services())
            encrypted = services.GetRequiredService<IDataProtectionProvider>().CreateProtector("keys").Protect([1, 2, 3]);
        using ServiceProvider others = Services();
        Assert.Equal([1, 2, 3], others.GetRequiredService<IDataProtectionProvider>().CreateProtector("keys")
            .Unprotect(encrypted));
        using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        Assert.Equal(1, context.DataProtectionKeys.Count());
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddScoped(_ => _database.CreateContext(RegistryScope.Everything));
        services.AddDataProtection().SetApplicationName("tests").PersistKeysToDbContext<RegistryContext>();
        return services.BuildServiceProvider();
    }
}

public sealed class IdentityOnSqlite(SqliteRegistry registry) : IdentityContract(registry), IClassFixture<SqliteRegistry>;

public sealed class IdentityOnPostgreSql(PostgreSqlRegistry registry)
    : IdentityContract(registry), IClassFixture<PostgreSqlRegistry>;
