using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ProvenanceAudit.Registry.Tests;

/// <summary>Every table has an owner: who adds one is told to say whose it is.</summary>
public sealed class ModelTests : IDisposable
{
    // Rows of the libraries that keep them, which see no rights holder; and the rights holders themselves, filtered by their id.
    private static readonly HashSet<Type> OfNobody =
    [
        typeof(IdentityRole<Guid>), typeof(IdentityUserRole<Guid>), typeof(IdentityUserClaim<Guid>),
        typeof(IdentityUserLogin<Guid>), typeof(IdentityUserToken<Guid>), typeof(IdentityRoleClaim<Guid>),
        typeof(DataProtectionKey), typeof(RightsHolder),
    ];

    private readonly RegistryDatabase _database = RegistryDatabase.Open("model.db");

    public void Dispose() => _database.Dispose();

    [Fact]
    public void Every_table_belongs_to_a_rights_holder_or_to_the_operator_or_is_known_to_belong_to_nobody() =>
        Assert.All(Types(RegistryScope.Everything), type => Assert.Equal(1, new[]
        {
            typeof(ITenantOwned).IsAssignableFrom(type.ClrType),
            typeof(ITenantOrOperatorOwned).IsAssignableFrom(type.ClrType),
            typeof(IOperatorOwned).IsAssignableFrom(type.ClrType),
            OfNobody.Contains(type.ClrType),
        }.Count(owned => owned)));

    [Fact]
    public void Every_table_with_an_owner_is_filtered_for_rights_holders() =>
        Assert.All(Types(RegistryScope.Of(Guid.NewGuid())), type => Assert.True(
            type.GetDeclaredQueryFilters().Count == 1
            || (OfNobody.Contains(type.ClrType) && type.ClrType != typeof(RightsHolder)),
            type.ClrType.Name));

    [Fact]
    public void No_table_is_filtered_for_the_operator() =>
        Assert.All(Types(RegistryScope.Everything), type => Assert.Empty(type.GetDeclaredQueryFilters()));

    private List<IEntityType> Types(RegistryScope scope)
    {
        using RegistryContext context = _database.CreateContext(scope);
        List<IEntityType> types = [.. context.Model.GetEntityTypes()];
        Assert.NotEmpty(types);
        return types;
    }
}
