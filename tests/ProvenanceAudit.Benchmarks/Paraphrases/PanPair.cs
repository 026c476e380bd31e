using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks.Paraphrases;

/// <summary>Passages of a suspicious document and of a source that belong together.</summary>
internal readonly record struct PanPassages(TextSpan Suspicious, TextSpan Source);

/// <summary>A pair of documents that is judged, with what is planted and what was found.</summary>
internal sealed class PanPair
{
    public required int Kind { get; init; }

    public required string Suspicious { get; init; }

    public required string Source { get; init; }

    public required IReadOnlyList<PanPassages> Planted { get; init; }

    /// <summary>Matches of words between both.</summary>
    public IReadOnlyList<MatchedSource> Words { get; set; } = [];

    /// <summary>What is judged.</summary>
    public IReadOnlyList<PanPassages> Found { get; set; } = [];

    /// <summary>Which half of the corpus it is in, by suspicious document, to see how far figures differ.</summary>
    public bool IsEven => (Suspicious[^1] - '0') % 2 == 0;
}
