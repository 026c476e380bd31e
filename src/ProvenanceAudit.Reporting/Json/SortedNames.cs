using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProvenanceAudit.Reporting.Json;

/// <summary>Writes the entries of a dictionary in order of their names, so that equal reports are equal files.</summary>
internal sealed class SortedNames : JsonConverter<IReadOnlyDictionary<string, string>>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach ((string name, string text) in value.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            writer.WriteString(name, text);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, ReportJsonContext.Default.DictionaryStringString) ?? [];
}
