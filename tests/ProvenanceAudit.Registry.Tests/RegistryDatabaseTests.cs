namespace ProvenanceAudit.Registry.Tests;

/// <summary>How a database is named.</summary>
public sealed class RegistryDatabaseTests
{
    [Theory]
    [InlineData("Host=db.example;Database=audit;Username=u;Password=secret", "PostgreSQL database 'audit' on db.example")]
    [InlineData("database=audit; server = db.example ;user id=u", "PostgreSQL database 'audit' on db.example")]
    [InlineData("postgres://u:se%2Fcret@db.example:5433/audit?sslmode=require&connect_timeout=3",
        "PostgreSQL database 'audit' on db.example")]
    [InlineData("postgresql://db.example/my%20audit", "PostgreSQL database 'my audit' on db.example")]
    public void PostgreSQL_is_named_by_a_connection_string_or_an_address(string connection, string name)
    {
        using RegistryDatabase database = RegistryDatabase.Open(connection);
        Assert.Equal((DatabaseEngine.PostgreSql, name), (database.Engine, database.Name));
    }

    [Theory]
    [InlineData("Host=db;Nonsense=secret")]
    [InlineData("postgres://u:secret@db:notaport/x")]
    [InlineData("postgres://u:secret@db/x?nonsense=1")]
    [InlineData("postgres://u:secret@db/x?sslmode=nonsense")]
    public void A_connection_string_that_is_not_well_formed_is_refused_without_telling_the_password(string connection)
    {
        var refused = Assert.Throws<RegistryUnusableException>(() => RegistryDatabase.Open(connection));
        Assert.DoesNotContain("u:secret", refused.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("=secret;", refused.ToString(), StringComparison.Ordinal);
        Assert.Contains("not well formed", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_else_is_a_path_of_SQLite()
    {
        string folder = Directory.CreateTempSubdirectory("registry-names-").FullName;
        try
        {
            string file = Path.Combine(folder, "no extension");
            File.WriteAllBytes(file, []);
            foreach ((string connection, string path) in ((string, string)[])
                [(folder, Path.Combine(folder, "registry.db")), (file, file),
                    (Path.Combine(folder, "a=b", "x.db"), Path.Combine(folder, "a=b", "x.db")),
                    (Path.Combine(folder, "new"), Path.Combine(folder, "new", "registry.db"))])
            {
                using RegistryDatabase database = RegistryDatabase.Open(connection);
                Assert.Equal((DatabaseEngine.Sqlite, $"SQLite database '{path}'"), (database.Engine, database.Name));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_secret_is_known_by_its_hash_and_is_not_printed()
    {
        var owner = new Person { DisplayName = "x", RightsHolderId = Guid.NewGuid() };
        (ApiKey key, string secret) = ApiKey.Create(owner, "key", ["read"]);
        Assert.Equal(SecretToken.HashOf(secret), key.SecretSha256);
        Assert.StartsWith(key.Prefix, secret, StringComparison.Ordinal);
        Assert.Equal((owner.Id, owner.RightsHolderId), (key.PersonId, key.RightsHolderId));
        SecretToken token = SecretToken.New();
        Assert.NotEqual(token.Text, SecretToken.New().Text);
        Assert.DoesNotContain(token.Text, token.ToString(), StringComparison.Ordinal);
        Assert.Equal(43, token.Text.Length);
    }
}
