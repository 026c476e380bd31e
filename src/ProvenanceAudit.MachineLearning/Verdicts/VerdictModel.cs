using System.Security.Cryptography;
using System.Text.Json;
using ProvenanceAudit.Scanning.Evidence;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.MachineLearning.Verdicts;

/// <summary>
/// Turns the evidence of a finding into the probability that the work was reproduced beyond chance. The model is additive: each piece of evidence contributes what one curve says,
/// whatever the others are, so that contributions are exact and not an explanation made afterwards (a generalised additive model; Hastie, Tibshirani 1986). Where more evidence must not
/// count for less, the curve is monotone. Safe for concurrent use.
/// </summary>
public sealed class VerdictModel
{
    /// <summary>Least probability that is stated: fewer of a few thousand findings cannot be told apart. The greatest is 1 less this.</summary>
    public const double LeastProbability = 0.005;

    private static readonly Lazy<VerdictModel> Shipped = new(ReadShipped);

    private readonly VerdictModelFile _file;

    internal VerdictModel(VerdictModelFile file)
    {
        if (file.Mistake() is string mistake)
            throw new InvalidDataException($"this is not a usable verdict model: {mistake}");
        _file = file with { Hash = file.ComputeHash() };
        Name = $"{file.Name} {file.Version} ({_file.Hash[..12]})";
    }

    /// <summary>The model that ships with the program; read when first asked for, in some milliseconds.</summary>
    public static VerdictModel BuiltIn => Shipped.Value;

    /// <summary>Name, version and the first digits of the hash of all its numbers.</summary>
    public string Name { get; }

    /// <summary>Share of reproductions among findings that it supposes before any evidence is looked at, above 0 and below 1.</summary>
    public double Prior => _file.Prior;

    /// <summary>What the model was made from and how it did on works it had not seen, in plain words.</summary>
    public string Training => _file.Training;

    /// <summary>Names of the features, in the order of the file.</summary>
    public IReadOnlyList<string> Features => [.. _file.Features.Select(f => f.Name)];

    /// <summary>Judges a finding.</summary>
    public CalibratedVerdict Judge(FindingEvidence evidence)
    {
        var contributions = new VerdictContribution[VerdictFeature.All.Count];
        double odds = _file.Base;
        for (int i = 0; i < contributions.Length; i++)
        {
            VerdictFeature feature = VerdictFeature.All[i];
            double? value = feature.ValueOf(evidence);
            double moved = _file.Features[i].At(feature, value);
            contributions[i] = new VerdictContribution(feature.Name, value, moved);
            odds += moved;
        }
        return new CalibratedVerdict(
            Name, Math.Clamp(1 / (1 + Math.Exp(-odds)), LeastProbability, 1 - LeastProbability),
            [.. contributions.OrderByDescending(c => Math.Abs(c.LogOdds)).ThenBy(c => c.Feature, StringComparer.Ordinal)])
        {
            BaseLogOdds = _file.Base,
            Prior = _file.Prior,
        };
    }

    /// <summary>The log-odds of a finding, not kept to any bounds.</summary>
    internal double LogOddsOf(FindingEvidence evidence) =>
        _file.Base + VerdictFeature.All.Select((feature, i) => _file.Features[i].At(feature, feature.ValueOf(evidence))).Sum();

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of another version of the program; the message says what is wrong.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static VerdictModel Read(Stream stream)
    {
        VerdictModelFile file;
        try
        {
            file = JsonSerializer.Deserialize(stream, VerdictJson.Default.VerdictModelFile) ?? throw new JsonException("the file holds null");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"this is not a verdict model: {e.Message}", e);
        }
        if (file.Mistake() is string mistake)
            throw new InvalidDataException($"this is not a usable verdict model: {mistake}");
        if (!CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(file.Hash), System.Text.Encoding.UTF8.GetBytes(file.ComputeHash())))
            throw new InvalidDataException("the verdict model is damaged: its numbers do not have the hash that it states");
        return new VerdictModel(file);
    }

    /// <summary>Writes the model as JSON; equal models give equal bytes.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(Stream stream) => JsonSerializer.Serialize(stream, _file, VerdictJson.Default.VerdictModelFile);

    private static VerdictModel ReadShipped()
    {
        using Stream stream = typeof(VerdictModel).Assembly.GetManifestResourceStream("finding-verdict.json")
            ?? throw new InvalidOperationException("the program does not carry its verdict model");
        return Read(stream);
    }
}
