namespace ProvenanceAudit.Registry;

/// <summary>
/// The database's clock in its own SQL, in the form in which times are stored. Leases are judged by it alone: the clocks of two
/// machines need not agree.
/// </summary>
internal static class DatabaseClock
{
    /// <summary>Now.</summary>
    public static string Now(DatabaseEngine engine) => engine == DatabaseEngine.PostgreSql
        ? "clock_timestamp()"
        : "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')";

    /// <summary>So many seconds from now, the number given by a parameter's placeholder.</summary>
    public static string After(DatabaseEngine engine, string seconds) => engine == DatabaseEngine.PostgreSql
        ? $"clock_timestamp() + make_interval(secs => {seconds})"
        : $"strftime('%Y-%m-%dT%H:%M:%f000Z', 'now', {seconds} || ' seconds')";
}
