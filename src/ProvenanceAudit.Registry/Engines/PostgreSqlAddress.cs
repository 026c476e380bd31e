using Npgsql;

namespace ProvenanceAudit.Registry;

/// <summary>
/// Reads the two ways in which a PostgreSQL database is named: <c>Host=...;Database=...</c> and <c>postgres://...</c>.
/// </summary>
internal static class PostgreSqlAddress
{
    /// <summary>Whether a connection string names a PostgreSQL database; if not, it is a path.</summary>
    public static bool Is(string connection) => IsUri(connection)
        || connection.Split(';').Any(part =>
            part.Split('=', 2)[0].Trim() is var key && part.Contains('=', StringComparison.Ordinal)
            && (key.Equals("Host", StringComparison.OrdinalIgnoreCase)
                || key.Equals("Server", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The settings that it states.</summary>
    /// <exception cref="RegistryUnusableException">It is not well formed. The message does not hold the password.</exception>
    public static NpgsqlConnectionStringBuilder Read(string connection)
    {
        try
        {
            NpgsqlConnectionStringBuilder settings = IsUri(connection) ? ReadUri(new Uri(connection)) : new(connection);
            settings.ApplicationName ??= "provenance-audit";
            return settings;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // The exceptions of either reader may cite what they could not read.
            throw new RegistryUnusableException(
                "the connection string of the PostgreSQL registry is not well formed; expected is "
                + "'Host=server;Database=name;Username=user;Password=secret' or 'postgres://user:secret@server/name'");
        }
    }

    private static bool IsUri(string connection) => connection.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase)
        || connection.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder ReadUri(Uri uri)
    {
        var settings = new NpgsqlConnectionStringBuilder();
        if (uri.Host.Length > 0)
            settings.Host = uri.Host;
        if (uri.Port > 0)
            settings.Port = uri.Port;
        string[] user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
            settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            settings.Password = Uri.UnescapeDataString(user[1]);
        string database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Length > 0)
            settings.Database = database;
        foreach (string parameter in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = parameter.Split('=', 2);
            string value = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "";
            settings[NameOf(Uri.UnescapeDataString(pair[0]))] = value;
        }
        return settings;
    }

    // libpq's names for what Npgsql calls otherwise.
    private static string NameOf(string parameter) => parameter switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        "user" => "Username",
        "dbname" => "Database",
        _ => parameter,
    };
}
