namespace ProvenanceAudit.Lucene;

/// <summary>The index cannot be used; the message says why and what to do.</summary>
public sealed class IndexUnusableException : Exception
{
    /// <summary>Makes the exception.</summary>
    public IndexUnusableException(string message, Exception? inner = null) : base(message, inner) { }
}
