namespace ProvenanceAudit.Registry;

/// <summary>How a model is reached.</summary>
public enum ModelAccess
{
    /// <summary>An OpenAI-compatible endpoint for chat completions.</summary>
    Chat,

    /// <summary>An OpenAI-compatible endpoint for completions.</summary>
    Completions,

    /// <summary>Not at all: its outputs come in files.</summary>
    Files,
}

/// <summary>A model whose outputs are scanned.</summary>
public sealed class AuditedModel : IOperatorOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Name on pages and reports; unique.</summary>
    public required string Name { get; set; }

    /// <summary>How it is reached.</summary>
    public required ModelAccess Access { get; set; }

    /// <summary>Address of the endpoint; null for <see cref="ModelAccess.Files"/>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>The model's id at its endpoint.</summary>
    public string? ModelId { get; set; }

    /// <summary>The endpoint's key, encrypted by the caller; never the key itself.</summary>
    public byte[]? EncryptedKey { get; set; }

    /// <summary>Parameters sent with every request unless a plan says otherwise, a JSON object.</summary>
    public string? ParametersJson { get; set; }

    /// <summary>When it was entered.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>When it was put away; null while it may be scanned.</summary>
    public DateTimeOffset? Archived { get; set; }
}
