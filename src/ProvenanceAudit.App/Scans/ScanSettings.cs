using System.Text.Json;
using System.Text.Json.Serialization;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.App.Scans;

/// <summary>All settings of one scan, as they were when it was queued; no secrets.</summary>
internal sealed record ScanSettings
{
    /// <summary>How settings are written: infinity is a value of the largest E-value.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The catalogs that are scanned for; null for all.</summary>
    public IReadOnlyList<Guid>? Catalogs { get; init; }

    /// <summary>The model that is asked; null when its outputs are in a file.</summary>
    public ScanEndpoint? Endpoint { get; init; }

    /// <summary>What is asked; null when nothing is.</summary>
    public ProbeSettings? Probes { get; init; }

    /// <summary>How it is asked, and for how much; null when nothing is.</summary>
    public InterviewSettings? Asking { get; init; }

    /// <summary>How outputs are matched.</summary>
    public MatchSettings Matching { get; init; } = new();

    /// <summary>
    /// How meaning is compared; null where words alone are. Embedder and device are those of the server that runs the scan, whatever stands here:
    /// <see cref="Scan.SimilarityJson"/> says which they were.
    /// </summary>
    public SimilaritySettings? Similarity { get; init; }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ScanSettings Read(string json) => JsonSerializer.Deserialize<ScanSettings>(json, Json)!;

    /// <summary>The settings as they are kept.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);
}

/// <summary>Where a model was to be asked when a scan was queued.</summary>
/// <param name="Address">Base address.</param>
/// <param name="Model">Its name there.</param>
/// <param name="Api">How it is spoken to.</param>
internal sealed record ScanEndpoint(string Address, string Model, EndpointApi Api)
{
    /// <summary>The endpoint of a model as it is now.</summary>
    public static ScanEndpoint Of(AuditedModel model) => Of(model.BaseUrl, model.ModelId, model.Access);

    /// <summary>An endpoint as it was filled in.</summary>
    public static ScanEndpoint Of(string? address, string? model, ModelAccess access) => new(
        address?.Trim() ?? "", model?.Trim() ?? "", access == ModelAccess.Completions ? EndpointApi.Completions : EndpointApi.Chat);
}
