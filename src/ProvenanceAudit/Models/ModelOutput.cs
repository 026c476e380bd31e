using System.Text.Json;

namespace ProvenanceAudit.Models;

/// <summary>One text that a model produced (<c>schemas/model-output.schema.json</c>).</summary>
public sealed record ModelOutput
{
    /// <summary>Identifier, unique in its file.</summary>
    public required string Id { get; init; }

    /// <summary>What the model said; all output spans refer to this text, in UTF-16 code units.</summary>
    public required string Text { get; init; }

    /// <summary>Name of the model, when stated.</summary>
    public string? Model { get; init; }

    /// <summary>What the model was asked, when kept.</summary>
    public string? Prompt { get; init; }

    /// <summary>When it answered, when kept.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Decoding parameters as the file states them: any JSON object.</summary>
    public JsonElement? Parameters { get; init; }
}
