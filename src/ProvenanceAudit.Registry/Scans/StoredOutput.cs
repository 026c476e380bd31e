using System.Text.Json;
using ProvenanceAudit.Models;

namespace ProvenanceAudit.Registry;

/// <summary>
/// One text that a model gave, kept as evidence. Written in bulk; the key is <see cref="RowKey.OfOutput"/>, and scan, ordinal and
/// sample are unique.
/// </summary>
public sealed class StoredOutput : IOperatorOwned
{
    /// <summary>Key, in order of the scan's outputs.</summary>
    public required long Id { get; init; }

    /// <summary>The scan.</summary>
    public required Guid ScanId { get; init; }

    /// <summary>Place in the file, or of the probe, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Which of the answers to the same probe, from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>The probe that it answers; null for outputs of files.</summary>
    public long? ProbeId { get; init; }

    /// <summary>Id as the file, or the endpoint, states it.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What the model said, to the code unit; compressed in the database. All output spans refer to it.</summary>
    public required string Text { get; init; }

    /// <summary>Words in it.</summary>
    public int Words { get; init; }

    /// <summary>Name of the model as the file, or the endpoint, states it.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// What the model was asked, when a file tells; null where <see cref="ProbeId"/> does. Compressed in the database.
    /// </summary>
    public string? Prompt { get; init; }

    /// <summary>Decoding parameters as sent, or as the file states them: a JSON object.</summary>
    public string? ParametersJson { get; init; }

    /// <summary>Why the model stopped, as the endpoint states it.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Tokens asked, as the endpoint counts them.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Tokens answered, as the endpoint counts them.</summary>
    public int? CompletionTokens { get; init; }

    /// <summary>Tokens and log-probabilities as the endpoint gave them, JSON; compressed in the database.</summary>
    public string? LogProbabilitiesJson { get; init; }

    /// <summary>When the request was sent.</summary>
    public DateTimeOffset? Asked { get; init; }

    /// <summary>When the answer was there, or the time that a file states.</summary>
    public DateTimeOffset? Answered { get; init; }

    /// <summary>The output as the scanner takes it, under its key.</summary>
    public ModelOutput ToModelOutput() => new()
    {
        Id = Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Text = Text,
        Model = Model,
        Prompt = Prompt,
        Created = Answered,
        Parameters = ParametersJson is null ? null : JsonElement.Parse(ParametersJson),
    };
}
