using ProvenanceAudit.Models;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks.Verdicts;

/// <summary>How a passage came to stand in an output.</summary>
internal enum Origin
{
    /// <summary>By chance: it was not put there.</summary>
    Chance,

    /// <summary>The model gives it word for word.</summary>
    Verbatim,

    /// <summary>The model gives it with words edited.</summary>
    Edited,

    /// <summary>The model gives it with sentences and words changed.</summary>
    Scrambled,

    /// <summary>The model gives it in other words.</summary>
    Reworded,

    /// <summary>The prompt contained it.</summary>
    Prompted,

    /// <summary>Works and output quote the same third text.</summary>
    Quotation,

    /// <summary>It stands before or behind many texts.</summary>
    Boilerplate,
}

/// <summary>What was put into an output.</summary>
/// <param name="OutputId">The output.</param>
/// <param name="Span">Where it stands there.</param>
/// <param name="Origin">How it came there.</param>
/// <param name="Reproduced">The works whose own text it is, given by the model; none where the label is that nothing was reproduced.</param>
internal sealed record Planting(string OutputId, TextSpan Span, Origin Origin, IReadOnlyList<string> Reproduced);

/// <summary>A catalog and outputs of which it is known what was copied.</summary>
internal sealed record ConstructedScan(IReadOnlyList<WorkText> Catalog, IReadOnlyList<ModelOutput> Outputs, IReadOnlyList<Planting> Plantings);
