using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace ProvenanceAudit.Registry;

/// <summary>A column of a table, and how a row gives its value.</summary>
/// <param name="Name">Name of the column, quoted.</param>
/// <param name="StoreType">Type in the database.</param>
/// <param name="IsKey">Whether it is in the primary key.</param>
/// <param name="Value">The value as the provider takes it; null for NULL.</param>
internal sealed record BulkColumn<T>(string Name, string StoreType, bool IsKey, Func<T, object?> Value);

/// <summary>The table of a type of rows as the model has it, so that bulk rows are what SaveChanges would have written.</summary>
internal sealed class BulkTable<T> where T : class
{
    private BulkTable(string name, IReadOnlyList<BulkColumn<T>> columns) => (Name, Columns) = (name, columns);

    /// <summary>Name of the table, quoted.</summary>
    public string Name { get; }

    public IReadOnlyList<BulkColumn<T>> Columns { get; }

    public string ColumnList => string.Join(", ", Columns.Select(c => c.Name));

    public string KeyList => string.Join(", ", Columns.Where(c => c.IsKey).Select(c => c.Name));

    /// <exception cref="NotSupportedException">Rows of the type are given values when they are saved.</exception>
    public static BulkTable<T> Of(RegistryContext context)
    {
        IEntityType type = context.Model.FindEntityType(typeof(T))
            ?? throw new NotSupportedException($"{typeof(T).Name} is no table of the registry");
        if (typeof(INumbered).IsAssignableFrom(typeof(T)) || typeof(T) == typeof(RegisteredWork))
            throw new NotSupportedException($"{typeof(T).Name} draws numbers and is saved by SaveChangesAsync");
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)
            ?? throw new NotSupportedException($"{typeof(T).Name} is no table of the registry");
        return new BulkTable<T>(Quoted(table.Name), [.. type.GetProperties().Select(p => ColumnOf(p, table))]);
    }

    private static BulkColumn<T> ColumnOf(IProperty property, StoreObjectIdentifier table)
    {
        if (property.ValueGenerated != ValueGenerated.Never && property.ClrType != typeof(Guid))
            throw new NotSupportedException($"{typeof(T).Name}.{property.Name} is given its value by the database");
        return new BulkColumn<T>(
            Quoted(property.GetColumnName(table)!), property.GetColumnType(table), property.IsPrimaryKey(), ValueOf(property));
    }

    private static string Quoted(string name) => $"\"{name}\"";

    private static Func<T, object?> ValueOf(IProperty property)
    {
        if (property.PropertyInfo is null)
            throw new NotSupportedException($"{typeof(T).Name}.{property.Name} is no property of the type");
        ParameterExpression row = Expression.Parameter(typeof(T));
        Expression value = Expression.Property(row, property.PropertyInfo);
        Type bare = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (property.GetRelationalTypeMapping().Converter is { } converter)
        {
            LambdaExpression convert = converter.ConvertToProviderExpression;
            Type taken = convert.Parameters[0].Type;
            Expression argument = value.Type == taken ? value : Expression.Convert(value, taken);
            Expression converted = Expression.Convert(Expression.Invoke(convert, argument), typeof(object));
            // Converters of EF are not asked about null.
            value = value.Type.IsValueType && bare == property.ClrType
                ? converted
                : Expression.Condition(
                    Expression.Equal(value, Expression.Constant(null, value.Type)),
                    Expression.Constant(null, typeof(object)),
                    converted);
        }
        return Expression.Lambda<Func<T, object?>>(Expression.Convert(value, typeof(object)), row).Compile();
    }
}
