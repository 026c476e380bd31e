using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Everything that a rights holder has, whatever tables there are: ids to try elsewhere, and rows to see that nobody changed them.</summary>
internal static class AllIds
{
    /// <summary>One id of each table that has one, as addresses have it.</summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(RegistryDatabase database)
    {
        await using RegistryContext context = database.CreateContext(RegistryScope.Everything);
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (IEntityType type in context.Model.GetEntityTypes())
        {
            if (type.FindPrimaryKey()?.Properties is not [{ } key] || (key.ClrType != typeof(Guid) && key.ClrType != typeof(long)))
                continue;
            string column = key.GetColumnName();
            foreach (string row in await QueryAsync(context, $"SELECT {column} FROM {type.GetTableName()} ORDER BY {column} LIMIT 1"))
                ids.Add(key.ClrType == typeof(Guid) ? Guid.Parse(row).ToString() : row);
        }
        return [.. ids];
    }

    /// <summary>All rows of all tables that name a rights holder.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(RegistryDatabase database, Guid rightsHolderId)
    {
        await using RegistryContext context = database.CreateContext(RegistryScope.Everything);
        string holder = rightsHolderId.ToString();
        var rows = new List<string>();
        foreach (string table in context.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            rows.AddRange((await QueryAsync(context, $"SELECT * FROM {table}"))
                .Where(row => row.Contains(holder, StringComparison.OrdinalIgnoreCase)).Select(row => $"{table}: {row}"));
        }
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string>> QueryAsync(RegistryContext context, string sql)
    {
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using DbCommand command = context.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Names of tables and columns, from the model.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using DbDataReader reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i =>
                reader.IsDBNull(i) ? "" : reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i).ToString())));
        }
        return rows;
    }
}
