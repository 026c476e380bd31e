namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>x</summary>
internal static class TokenizerJson
{
    /// <summary>x</summary>
    public static ModelTokeniser Read(byte[] content, string name) => throw new EmbedderUnusableException($"{name} {content.Length}");
}
