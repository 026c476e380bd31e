using System.Text.Json;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.App.Scans;

/// <summary>How a scan compared meaning, as it is kept with the scan.</summary>
internal static class ComparedMeaning
{
    /// <summary>What is kept; null where words alone were compared, and before the scan has ended.</summary>
    public static SimilaritySummary? Of(Scan scan) =>
        scan.SimilarityJson is null ? null : JsonSerializer.Deserialize<SimilaritySummary>(scan.SimilarityJson, ScanSettings.Json);

    /// <summary>As it is kept.</summary>
    public static string? Write(SimilaritySummary? summary) => summary is null ? null : JsonSerializer.Serialize(summary, ScanSettings.Json);
}
