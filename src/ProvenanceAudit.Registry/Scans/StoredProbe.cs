using ProvenanceAudit.Works;

namespace ProvenanceAudit.Registry;

/// <summary>A way of eliciting text.</summary>
public enum ProbeKind
{
    /// <summary>To continue a passage of a work.</summary>
    Continuation,

    /// <summary>To give a work by its title and author.</summary>
    Title,

    /// <summary>A prompt of the user's own.</summary>
    Own,
}

/// <summary>One thing that a scan asks its model. Written in bulk; the key is <see cref="RowKey.OfProbe"/>.</summary>
public sealed class StoredProbe : IOperatorOwned
{
    /// <summary>Key, in order of the scan's probes.</summary>
    public required long Id { get; init; }

    /// <summary>The scan.</summary>
    public required Guid ScanId { get; init; }

    /// <summary>Place among the scan's probes, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>How it elicits.</summary>
    public required ProbeKind Kind { get; init; }

    /// <summary>The work that it is about; null for <see cref="ProbeKind.Own"/>.</summary>
    public Guid? WorkId { get; init; }

    /// <summary>What is sent, to the code unit; compressed in the database.</summary>
    public required string Prompt { get; init; }

    /// <summary>Parameters sent with it, a JSON object.</summary>
    public string? ParametersJson { get; init; }

    /// <summary>Start of the prefix in the work, UTF-16 code units; null unless a continuation.</summary>
    public int? PrefixStart { get; init; }

    /// <summary>End of the prefix, and start of the target.</summary>
    public int? PrefixEnd { get; init; }

    /// <summary>End of the target: what a model that knows the work by heart would go on with.</summary>
    public int? TargetEnd { get; init; }

    /// <summary>The prefix in the work's text.</summary>
    public TextSpan? Prefix => PrefixStart is int start && PrefixEnd is int end ? new TextSpan(start, end) : null;

    /// <summary>The target in the work's text.</summary>
    public TextSpan? Target => PrefixEnd is int start && TargetEnd is int end ? new TextSpan(start, end) : null;
}
