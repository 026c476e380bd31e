using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity;

/// <summary>A few consecutive sentences of a text: what is compared by one vector.</summary>
/// <param name="FirstSentence">Number of its first sentence, from 0.</param>
/// <param name="Sentences">Number of its sentences, at least 1.</param>
/// <param name="Span">From its first sentence's start to its last's end.</param>
public readonly record struct TextPassage(int FirstSentence, int Sentences, TextSpan Span);
