using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProvenanceAudit.Reporting.Json;

/// <summary>Keeps a list of numbers on one line of an indented file: a strip of a hundred slices is one thing to look
/// at.</summary>
internal sealed class OneLineNumbers : JsonConverter<IReadOnlyList<double>>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value, JsonSerializerOptions options)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line))
            JsonSerializer.Serialize(json, [.. value], ReportJsonContext.Default.DoubleArray);
        writer.WriteRawValue(line.GetBuffer().AsSpan(0, (int)line.Length), skipInputValidation: true);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, ReportJsonContext.Default.DoubleArray) ?? [];
}
