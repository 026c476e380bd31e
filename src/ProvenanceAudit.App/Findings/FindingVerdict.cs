using System.Text.Json;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.App.Findings;

/// <summary>The verdict on a finding, as it is kept with the finding.</summary>
internal static class FindingVerdict
{
    /// <summary>What is kept; null where none was reckoned.</summary>
    public static CalibratedVerdict? Of(StoredFinding finding) =>
        finding.VerdictJson is null ? null : JsonSerializer.Deserialize<CalibratedVerdict>(finding.VerdictJson, ScanSettings.Json);

    /// <summary>As it is kept.</summary>
    public static string? Write(CalibratedVerdict? verdict) => verdict is null ? null : JsonSerializer.Serialize(verdict, ScanSettings.Json);
}
