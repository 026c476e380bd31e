using ProvenanceAudit.Works;

namespace ProvenanceAudit.Models.Probes;

/// <summary>A way of eliciting text.</summary>
public enum ProbeKind
{
    /// <summary>The model is given words of a work and asked to go on.</summary>
    Continuation,

    /// <summary>The model is asked for a work by its title and author.</summary>
    Title,

    /// <summary>A prompt of the user's own.</summary>
    Free,
}

/// <summary>One question of a plan, with what of a work it is about.</summary>
public sealed record Probe
{
    /// <summary>Place in the plan, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The way of eliciting.</summary>
    public required ProbeKind Kind { get; init; }

    /// <summary>What the model is asked, word for word.</summary>
    public required string Prompt { get; init; }

    /// <summary>The work asked about; null for <see cref="ProbeKind.Free"/>.</summary>
    public string? WorkId { get; init; }

    /// <summary>Where the given words stand in the work's text; set for <see cref="ProbeKind.Continuation"/> alone.</summary>
    public TextSpan? Prefix { get; init; }

    /// <summary>
    /// Where the words stand that the model would say if it went on word for word; set for
    /// <see cref="ProbeKind.Continuation"/> alone.
    /// </summary>
    public TextSpan? Target { get; init; }

    /// <summary>The text of <see cref="Target"/>, which an answer is measured against.</summary>
    public string? TargetText { get; init; }
}
