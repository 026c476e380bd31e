using System.Text.Json.Serialization;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Json;

/// <summary>How the types of a report become JSON, settled when the program is built.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(MatchConverter), typeof(OneLineNumbers), typeof(SortedNames), typeof(VerdictConverter)])]
[JsonSerializable(typeof(AuditReport))]
[JsonSerializable(typeof(double[]))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
