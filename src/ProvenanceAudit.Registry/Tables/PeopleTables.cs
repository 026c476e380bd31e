using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ProvenanceAudit.Registry;

/// <summary>Tables of rights holders, people and what they sign in with.</summary>
internal static class PeopleTables
{
    // Fixed, because they are written by the first migration: ids of roles, in the order of RoleNames.All.
    private static readonly Guid[] RoleIds =
    [
        new("0195b1a0-0000-7000-8000-000000000001"),
        new("0195b1a0-0000-7000-8000-000000000002"),
        new("0195b1a0-0000-7000-8000-000000000003"),
    ];

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<RightsHolder>(table =>
        {
            table.ToTable("rights_holders");
            table.HasIndex(r => r.Name).IsUnique();
        });
        builder.Entity<Person>(table =>
        {
            table.ToTable("people");
            table.HasOne<RightsHolder>().WithMany().HasForeignKey(p => p.RightsHolderId);
        });
        builder.Entity<IdentityRole<Guid>>(table =>
        {
            table.ToTable("roles");
            table.HasData(RoleNames.All.Select((name, i) => new IdentityRole<Guid>(name)
            {
                Id = RoleIds[i],
                NormalizedName = name.ToUpperInvariant(),
                ConcurrencyStamp = RoleIds[i].ToString(),
            }));
        });
        builder.Entity<IdentityUserRole<Guid>>().ToTable("person_roles");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("person_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("person_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("person_tokens");
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
        builder.Entity<Invitation>(table =>
        {
            table.ToTable("invitations");
            table.HasIndex(i => i.TokenSha256).IsUnique();
            table.HasOne<RightsHolder>().WithMany().HasForeignKey(i => i.RightsHolderId);
            table.HasOne<Person>().WithMany().HasForeignKey(i => i.InvitedById);
            table.HasOne<Person>().WithMany().HasForeignKey(i => i.AcceptedById);
        });
        builder.Entity<ApiKey>(table =>
        {
            table.ToTable("api_keys");
            table.HasIndex(k => k.SecretSha256).IsUnique();
            table.HasOne<Person>().WithMany().HasForeignKey(k => k.PersonId);
            table.HasOne<RightsHolder>().WithMany().HasForeignKey(k => k.RightsHolderId);
        });
        builder.Entity<IdempotentRequest>(table =>
        {
            table.ToTable("idempotent_requests");
            table.HasKey(r => new { r.CallerId, r.Key });
            table.HasIndex(r => r.Created);
        });
    }
}
