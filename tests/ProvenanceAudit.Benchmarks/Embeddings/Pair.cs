namespace ProvenanceAudit.Benchmarks.Embeddings;

/// <summary>Two texts, and how much people found them to say the same.</summary>
internal sealed record Pair(string One, string Other, float Score);
