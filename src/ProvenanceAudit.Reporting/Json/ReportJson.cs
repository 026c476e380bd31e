using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Json;

/// <summary>What all JSON files of a report have in common.</summary>
internal static class ReportJson
{
    /// <summary>Leaves every letter of every script as it is: the files are never part of a page.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The report, its version first.</summary>
    public static readonly JsonTypeInfo<AuditReport> Report = (JsonTypeInfo<AuditReport>)
        new JsonSerializerOptions(ReportJsonContext.Default.Options)
        {
            Encoder = Encoder,
            TypeInfoResolver = ReportJsonContext.Default.WithAddedModifier(AddVersion),
        }.GetTypeInfo(typeof(AuditReport));

    // Written first and so read first: a report of another version is told as such before its shape gives offence.
    private static void AddVersion(JsonTypeInfo type)
    {
        if (type.Type != typeof(AuditReport))
            return;
        JsonPropertyInfo version = type.CreateJsonPropertyInfo(typeof(string), "format_version");
        version.Get = _ => AuditReport.FormatVersion;
        version.Set = (_, value) =>
        {
            if (value is not AuditReport.FormatVersion)
                throw new JsonException(
                    $"the report has format version {value}; this program reads version {AuditReport.FormatVersion}");
        };
        version.IsRequired = true;
        type.Properties.Insert(0, version);
    }
}
