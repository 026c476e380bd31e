namespace ProvenanceAudit.MachineLearning.Embedding;

/// <summary>A model or what it needs cannot be used; the message says why and what to do.</summary>
public sealed class EmbedderUnusableException : Exception
{
    /// <summary>Makes the exception.</summary>
    public EmbedderUnusableException(string message, Exception? inner = null) : base(message, inner) { }
}
