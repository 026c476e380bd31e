namespace ProvenanceAudit.Similarity;

/// <summary>A word of a text that is compared.</summary>
/// <param name="Start">Offset of its first code unit.</param>
/// <param name="End">Offset behind its last.</param>
/// <param name="Stem">Hash of its stem, by which words are compared.</param>
/// <param name="Rate">Its share of all words of ordinary text, above 0, at most 1.</param>
internal readonly record struct TextWord(int Start, int End, ulong Stem, float Rate);
