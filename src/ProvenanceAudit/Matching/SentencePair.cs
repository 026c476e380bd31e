using ProvenanceAudit.Works;

namespace ProvenanceAudit.Matching;

/// <summary>Two stretches of a paraphrase that say the same: one or a few sentences on either side.</summary>
/// <param name="Output">Where it stands in the output, UTF-16 code units.</param>
/// <param name="Work">Where it stands in the work, UTF-16 code units.</param>
/// <param name="Similarity">How near the two are in meaning and words, 0 to 1.</param>
public readonly record struct SentencePair(TextSpan Output, TextSpan Work, float Similarity);
