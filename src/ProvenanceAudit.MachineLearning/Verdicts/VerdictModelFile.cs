using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProvenanceAudit.MachineLearning.Verdicts;

/// <summary>A verdict model as it stands in a file.</summary>
/// <param name="Format">Version of this shape.</param>
/// <param name="Name">Name of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Training">What it was made from and how it did on works it had not seen.</param>
/// <param name="Prior">Share of reproductions among findings, before evidence.</param>
/// <param name="Base">Log-odds of the average finding.</param>
/// <param name="Features">A curve for each feature, in the order of <see cref="VerdictFeature.All"/>.</param>
/// <param name="Hash">SHA-256 of all of the above, 64 lower-case hexadecimal digits.</param>
internal sealed record VerdictModelFile(
    int Format, string Name, string Version, string Training, double Prior, double Base, IReadOnlyList<FeatureShape> Features, string Hash)
{
    /// <summary>Version of the shape that this program reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>What is wrong with it, or null.</summary>
    public string? Mistake()
    {
        if (Format != CurrentFormat)
            return $"it has format {Format}; this program reads format {CurrentFormat}";
        if (!(Prior is > 0 and < 1))
            return $"its prior is {Prior}; it must be above 0 and below 1";
        if (!double.IsFinite(Base))
            return "its base is not a finite number";
        if (Features.Count != VerdictFeature.All.Count)
            return $"it has {Features.Count} features; this program has {VerdictFeature.All.Count}";
        return Features.Select((shape, i) => shape.Mistake(VerdictFeature.All[i])).FirstOrDefault(mistake => mistake is not null);
    }

    /// <summary>The hash that the file must state.</summary>
    public string ComputeHash() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Hash = "" }, VerdictJson.Default.VerdictModelFile)));
}

/// <summary>How the file becomes JSON, settled when the program is built.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(VerdictModelFile))]
internal sealed partial class VerdictJson : JsonSerializerContext;
