using System.Text.Json;
using System.Text.Json.Serialization;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Json;

/// <summary>Names verdicts as files do, and takes no other names.</summary>
internal sealed class VerdictConverter : JsonConverter<Verdict>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Verdict value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value switch
        {
            Verdict.Confirmed => "confirmed",
            Verdict.Dismissed => "dismissed",
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, null),
        });

    /// <inheritdoc/>
    public override Verdict Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        (reader.TokenType == JsonTokenType.String ? reader.GetString() : null) switch
        {
            "confirmed" => Verdict.Confirmed,
            "dismissed" => Verdict.Dismissed,
            string name => throw new JsonException($"there is no verdict named '{name}'"),
            null => throw new JsonException("a verdict is the name 'confirmed' or 'dismissed'"),
        };
}
