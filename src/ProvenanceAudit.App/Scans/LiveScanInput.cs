using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.App.Scans;

/// <summary>
/// What a live model is asked and how its answers are matched, as people fill it in and programs send it: the one door to
/// <see cref="ProbeSettings"/>, <see cref="InterviewSettings"/>, <see cref="MatchSettings"/> and <see cref="SimilaritySettings"/> for scans and plans
/// alike. What compares meaning is the operator's choice and no input: it names files of the server.
/// </summary>
// A budget under a name mistyped would be no budget.
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class LiveScanInput : IValidatableObject
{
    /// <summary>Most <see cref="PromptList"/>.</summary>
    public const int MostPrompts = 10_000;

    /// <summary>The model; it is reached at an endpoint.</summary>
    public Guid ModelId { get; set; }

    /// <summary>The catalogs to scan for; none stands for all, those to come included.</summary>
    public Guid[] CatalogIds { get; set => field = value ?? []; } = [];

    /// <summary>Places of each work from which the model is to go on, 0 to 100,000.</summary>
    [Range(0, 100_000, ErrorMessage = "The number of places must be 0 to 100,000.")]
    public int Positions { get; set; } = ProbeSettings.DefaultPositionsPerWork;

    /// <summary>Words of the work that the model is given, 1 to 10,000.</summary>
    [Range(1, 10_000, ErrorMessage = "The words given must be 1 to 10,000.")]
    public int PrefixWords { get; set; } = ProbeSettings.DefaultWords;

    /// <summary>Words after them that it is to go on with, 1 to 10,000.</summary>
    [Range(1, 10_000, ErrorMessage = "The words expected must be 1 to 10,000.")]
    public int TargetWords { get; set; } = ProbeSettings.DefaultWords;

    /// <summary>Chooses the places: the same number, the same places.</summary>
    public int Seed { get; set; } = ProbeSettings.DefaultSeed;

    /// <summary>Whether every work is also asked for by title and author.</summary>
    public bool ByTitle { get; set; }

    /// <summary>Prompts of one's own, as <see cref="PromptLines"/>.</summary>
    [JsonIgnore]
    public string? Prompts
    {
        get => PromptLines.Write(PromptList);
        set => PromptList = [.. PromptLines.Read(value)];
    }

    /// <summary>Prompts of one's own, asked as they are.</summary>
    [BindNever, JsonPropertyName("prompts")]
    public string[] PromptList { get; set => field = value ?? []; } = [];

    /// <summary>Answers to each prompt, 1 to 100,000.</summary>
    [Range(1, 100_000, ErrorMessage = "The answers to each prompt must be 1 to 100,000.")]
    public int Samples { get; set; } = 1;

    /// <summary>Temperature, 0 to 2; null for the model's own setting, or else the endpoint's.</summary>
    [Range(0.0, 2.0, ErrorMessage = "The temperature must be 0 to 2.")]
    public double? Temperature { get; set; }

    /// <summary>Top-p, above 0, at most 1; null as with the temperature.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, ErrorMessage = "Top-p must be above 0 and at most 1.")]
    public double? TopP { get; set; }

    /// <summary>Most tokens of an answer, 1 to 1,000,000; null for the model's own setting, or else 256.</summary>
    [Range(1, 1_000_000, ErrorMessage = "The most tokens of an answer must be 1 to 1,000,000.")]
    public int? Tokens { get; set; }

    /// <summary>Whether log-probabilities of the tokens are asked for.</summary>
    public bool LogProbabilities { get; set; }

    /// <summary>Requests at a time, 1 to 1,024.</summary>
    [Range(1, 1024, ErrorMessage = "The requests at a time must be 1 to 1,024.")]
    public int Concurrency { get; set; } = InterviewSettings.DefaultConcurrency;

    /// <summary>Most requests a minute, 1 to 1,000,000; null for no limit.</summary>
    [Range(1, 1_000_000, ErrorMessage = "The requests a minute must be 1 to 1,000,000.")]
    public int? PerMinute { get; set; }

    /// <summary>Most requests of a run, from 1; null for no limit.</summary>
    [Range(1L, long.MaxValue, ErrorMessage = "The budget in requests must be at least 1.")]
    public long? BudgetRequests { get; set; }

    /// <summary>Most tokens of a run, asked and answered together, from 1; null for no limit.</summary>
    [Range(1L, long.MaxValue, ErrorMessage = "The budget in tokens must be at least 1.")]
    public long? BudgetTokens { get; set; }

    /// <summary>Shortest verbatim passage that counts, 4 to 100 words.</summary>
    [Range(4, 100, ErrorMessage = "The shortest passage must be 4 to 100 words.")]
    public int MinimumWords { get; set; } = MatchSettings.DefaultMinimumWords;

    /// <summary>Least share of identical words in an edited passage, 0.3 to 1.</summary>
    [Range(0.3, 1.0, ErrorMessage = "The share of identical words must be 0.3 to 1.")]
    public double MinimumIdentity { get; set; } = MatchSettings.DefaultMinimumIdentity;

    /// <summary>Share of the significant matches that chance may have given, above 0, at most 1.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, ErrorMessage = "The share that chance may have given must be above 0 and at most 1.")]
    public double MaximumFdr { get; set; } = MatchSettings.DefaultMaximumFalseDiscoveryRate;

    /// <summary>Largest E-value of a significant match, above 0; null for no limit.</summary>
    [Range(0.0, double.MaxValue, MinimumIsExclusive = true, ErrorMessage = "The largest E-value must be above 0.")]
    public double? MaximumEValue { get; set; }

    /// <summary>Whether meaning is compared too, so that reworded passages are found.</summary>
    public bool Similarity { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PromptList.Length > MostPrompts)
        {
            yield return new ValidationResult(
                $"There are {PromptList.Length:N0} prompts; there may be {MostPrompts:N0}.", [nameof(Prompts)]);
        }
        // The settings have the last word.
        IReadOnlyList<string> asking = Asking(new DecodingParameters()).Mistakes();
        foreach (string mistake in Probes().Mistakes().Concat(asking).Concat(Matching().Mistakes()))
            yield return new ValidationResult(FieldMistake.Sentence(mistake), [""]);
    }

    internal ProbeSettings Probes() => new()
    {
        PositionsPerWork = Positions,
        PrefixWords = PrefixWords,
        TargetWords = TargetWords,
        Seed = Seed,
        AskByTitle = ByTitle,
        FreePrompts = PromptList,
    };

    /// <param name="model">What the model's own settings are, for what is left open here.</param>
    internal InterviewSettings Asking(DecodingParameters model) => new()
    {
        Samples = Samples,
        Concurrency = Concurrency,
        RequestsPerMinute = PerMinute,
        MaximumRequests = BudgetRequests,
        MaximumTokens = BudgetTokens,
        Parameters = model with
        {
            MaximumTokens = Tokens ?? model.MaximumTokens,
            Temperature = Temperature ?? model.Temperature,
            TopP = TopP ?? model.TopP,
            LogProbabilities = LogProbabilities,
            Seed = ProbeSettings.DefaultSeed,
        },
    };

    internal MatchSettings Matching() => new()
    {
        MinimumWords = MinimumWords,
        MinimumIdentity = MinimumIdentity,
        MaximumFalseDiscoveryRate = MaximumFdr,
        MaximumEValue = MaximumEValue ?? double.PositiveInfinity,
        // That is the machine's that runs the scan.
        Threads = 1,
    };

    internal SimilaritySettings? Meaning() => Similarity ? new() { MaximumFalseDiscoveryRate = MaximumFdr } : null;

    /// <summary>The input that gives these settings.</summary>
    internal static LiveScanInput Of(
        Guid modelId, IEnumerable<Guid> catalogs, ProbeSettings probes, InterviewSettings asking, MatchSettings matching,
        SimilaritySettings? similarity) => new()
        {
            ModelId = modelId,
            CatalogIds = [.. catalogs],
            Positions = probes.PositionsPerWork,
            PrefixWords = probes.PrefixWords,
            TargetWords = probes.TargetWords,
            Seed = probes.Seed,
            ByTitle = probes.AskByTitle,
            PromptList = [.. probes.FreePrompts],
            Samples = asking.Samples,
            Temperature = asking.Parameters.Temperature,
            TopP = asking.Parameters.TopP,
            Tokens = asking.Parameters.MaximumTokens,
            LogProbabilities = asking.Parameters.LogProbabilities,
            Concurrency = asking.Concurrency,
            PerMinute = asking.RequestsPerMinute,
            BudgetRequests = asking.MaximumRequests,
            BudgetTokens = asking.MaximumTokens,
            MinimumWords = matching.MinimumWords,
            MinimumIdentity = matching.MinimumIdentity,
            MaximumFdr = matching.MaximumFalseDiscoveryRate,
            MaximumEValue = double.IsInfinity(matching.MaximumEValue) ? null : matching.MaximumEValue,
            Similarity = similarity is not null,
        };
}
