using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ProvenanceAudit.Registry;

/// <summary>A list of words as a JSON array.</summary>
internal sealed class TextListColumn : ValueConverter<IReadOnlyList<string>, string>
{
    public TextListColumn() : base(list => JsonColumn.Write(list), json => JsonColumn.Read<string[]>(json)) { }
}

/// <summary>Whether two lists hold the same words.</summary>
internal sealed class TextListComparer : ValueComparer<IReadOnlyList<string>>
{
    public TextListComparer() : base(
        (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)),
        list => JsonColumn.Write(list).GetHashCode(StringComparison.Ordinal),
        list => list.ToArray())
    {
    }
}

/// <summary>A list of small records as a JSON array of objects.</summary>
internal sealed class JsonListColumn<T> : ValueConverter<IReadOnlyList<T>, string>
{
    public JsonListColumn() : base(list => JsonColumn.Write(list), json => JsonColumn.Read<T[]>(json)) { }
}

/// <summary>Whether two lists hold the same records, in the same order.</summary>
internal sealed class JsonListComparer<T> : ValueComparer<IReadOnlyList<T>>
{
    public JsonListComparer() : base(
        (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)),
        list => JsonColumn.Write(list).GetHashCode(StringComparison.Ordinal),
        list => list.ToArray())
    {
    }
}

/// <summary>Words by name as a JSON object.</summary>
internal sealed class TextMapColumn : ValueConverter<IReadOnlyDictionary<string, string>, string>
{
    public TextMapColumn() : base(map => JsonColumn.Write(map), json => JsonColumn.Read<Dictionary<string, string>>(json)) { }
}

/// <summary>Whether two maps hold the same words by the same names, in the same order.</summary>
internal sealed class TextMapComparer : ValueComparer<IReadOnlyDictionary<string, string>>
{
    public TextMapComparer() : base(
        (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.SequenceEqual(b)),
        map => JsonColumn.Write(map).GetHashCode(StringComparison.Ordinal),
        map => new Dictionary<string, string>(map))
    {
    }
}

internal static class JsonColumn
{
    // Read by people in the database, and never pasted into HTML.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // NUL and lone surrogates are escaped or replaced by the serialiser, so that the result is storable text.
    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Readable);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json)
        ?? throw new InvalidDataException("a list in the registry is damaged: null");
}
