using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ProvenanceAudit.Registry;

/// <summary>
/// Writes many rows fast: by COPY on PostgreSQL, by prepared inserts in one transaction on SQLite. All rows are written or none;
/// in a transaction of the context's they share its fate. The change tracker is not told.
/// </summary>
public static class BulkRows
{
    // Tables of columns are the same for all contexts of an engine.
    private static readonly ConditionalWeakTable<object, object> Tables = [];

    /// <summary>Writes rows that are all new.</summary>
    /// <param name="context">Where to write.</param>
    /// <param name="rows">Read once, while they are written.</param>
    /// <param name="cancellation">Breaks off; nothing is written then.</param>
    /// <returns>Number of rows written.</returns>
    /// <exception cref="OtherRightsHolderException">A row is not in the context's scope.</exception>
    /// <exception cref="DbException">The database refuses a row, for example because its key exists.</exception>
    public static Task<long> InsertAsync<T>(
        RegistryContext context, IEnumerable<T> rows, CancellationToken cancellation = default) where T : class =>
        WriteAsync(context, rows, keepExisting: false, cancellation);

    /// <summary>
    /// Writes those rows whose key is not there yet, and leaves the others as they are: a step that is done again adds nothing.
    /// </summary>
    /// <param name="context">Where to write.</param>
    /// <param name="rows">Read once, while they are written.</param>
    /// <param name="cancellation">Breaks off; nothing is written then.</param>
    /// <returns>Number of rows written.</returns>
    /// <exception cref="OtherRightsHolderException">A row is not in the context's scope.</exception>
    /// <exception cref="DbException">The database refuses a row for another reason than its key.</exception>
    public static Task<long> InsertMissingAsync<T>(
        RegistryContext context, IEnumerable<T> rows, CancellationToken cancellation = default) where T : class =>
        WriteAsync(context, rows, keepExisting: true, cancellation);

    private static async Task<long> WriteAsync<T>(
        RegistryContext context, IEnumerable<T> rows, bool keepExisting, CancellationToken cancellation) where T : class
    {
        BulkTable<T> table = TableOf<T>(context);
        await context.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using IDbContextTransaction? own = context.Database.CurrentTransaction is null
                ? await context.Database.BeginTransactionAsync(cancellation)
                : null;
            IEnumerable<T> checkedRows = Checked(context, rows);
            long count = context.Database.GetDbConnection() switch
            {
                NpgsqlConnection connection when keepExisting =>
                    await CopyMissingAsync(connection, table, checkedRows, cancellation),
                NpgsqlConnection connection => await CopyAsync(connection, table, table.Name, checkedRows, cancellation),
                DbConnection connection => await InsertAsync(connection, table, checkedRows, keepExisting, cancellation),
            };
            if (own is not null)
                await own.CommitAsync(cancellation);
            return count;
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    private static BulkTable<T> TableOf<T>(RegistryContext context) where T : class =>
        (BulkTable<T>)Tables.GetValue(
            context.Model.FindEntityType(typeof(T)) ?? (object)typeof(T), _ => BulkTable<T>.Of(context));

    private static IEnumerable<T> Checked<T>(RegistryContext context, IEnumerable<T> rows) where T : class
    {
        foreach (T row in rows)
        {
            TenantGuard.Check(context, row);
            yield return row;
        }
    }

    private static async Task<long> CopyAsync<T>(
        NpgsqlConnection connection, BulkTable<T> table, string target, IEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        await using NpgsqlBinaryImporter copy = await connection.BeginBinaryImportAsync(
            $"COPY {target} ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", cancellation);
        // Rows come as fast as the caller makes them.
        copy.Timeout = Timeout.InfiniteTimeSpan;
        foreach (T row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (BulkColumn<T> column in table.Columns)
            {
                if (column.Value(row) is { } value)
                    await copy.WriteAsync(value, column.StoreType, cancellation);
                else
                    await copy.WriteNullAsync(cancellation);
            }
        }
        return (long)await copy.CompleteAsync(cancellation);
    }

    private static async Task<long> CopyMissingAsync<T>(
        NpgsqlConnection connection, BulkTable<T> table, IEnumerable<T> rows, CancellationToken cancellation) where T : class
    {
        string incoming = $"\"incoming_{Guid.NewGuid():N}\"";
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = $"CREATE TEMPORARY TABLE {incoming} (LIKE {table.Name}) ON COMMIT DROP";
        await command.ExecuteNonQueryAsync(cancellation);
        await CopyAsync(connection, table, incoming, rows, cancellation);
        command.CommandText = $"INSERT INTO {table.Name} ({table.ColumnList}) SELECT {table.ColumnList} FROM {incoming} "
            + $"ON CONFLICT ({table.KeyList}) DO NOTHING";
        long count = await command.ExecuteNonQueryAsync(cancellation);
        command.CommandText = $"DROP TABLE {incoming}";
        await command.ExecuteNonQueryAsync(cancellation);
        return count;
    }

    private static async Task<long> InsertAsync<T>(
        DbConnection connection, BulkTable<T> table, IEnumerable<T> rows, bool keepExisting, CancellationToken cancellation)
        where T : class
    {
        // Entries of indexes go to places all over; what is to be changed must not be written and read again for each.
        await SetCacheAsync(connection, SqliteConnectionSettings.BulkCacheKiB, cancellation);
        long count = 0;
        try
        {
            await using DbCommand insert = InsertOf(connection, table, keepExisting);
            foreach (T row in rows)
            {
                cancellation.ThrowIfCancellationRequested();
                for (int i = 0; i < table.Columns.Count; i++)
                    insert.Parameters[i].Value = table.Columns[i].Value(row) ?? DBNull.Value;
                count += insert.ExecuteNonQuery();
            }
        }
        finally
        {
            await SetCacheAsync(connection, SqliteConnectionSettings.CacheKiB, CancellationToken.None);
        }
        return count;
    }

    private static async Task SetCacheAsync(DbConnection connection, int kibibytes, CancellationToken cancellation)
    {
        await using DbCommand command = connection.CreateCommand();
        // Negative: in KiB, not in pages.
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA cache_size = -{kibibytes}");
        await command.ExecuteNonQueryAsync(cancellation);
    }

    // One row a statement: parameters are found by name, one after another, which makes several rows slower, not faster.
    private static DbCommand InsertOf<T>(DbConnection connection, BulkTable<T> table, bool keepExisting) where T : class
    {
        DbCommand command = connection.CreateCommand();
        IEnumerable<string> places = Enumerable.Range(0, table.Columns.Count).Select(i => $"@p{i}");
        command.CommandText = $"INSERT INTO {table.Name} ({table.ColumnList}) VALUES ({string.Join(", ", places)})"
            + (keepExisting ? $" ON CONFLICT ({table.KeyList}) DO NOTHING" : "");
        foreach (string place in places)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = place;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
