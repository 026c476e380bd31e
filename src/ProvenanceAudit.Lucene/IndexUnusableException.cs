namespace ProvenanceAudit.Lucene;

/// <summary>The index cannot be used; the message says why and what to do.</summary>
public sealed class IndexUnusableException : Exception
{
    /// <summary>Makes the exception.</summary>
    public IndexUnusableException(string message, Exception? inner = null) : base(message, inner) { }

    /// <summary>
    /// Whether an exception that came up while an index was opened tells of damage. Lucene meets damaged bytes with whatever
    /// its arithmetic leads to, so all do but those that have a meaning of their own.
    /// </summary>
    internal static bool IsDamage(Exception e) =>
        e is not (IndexUnusableException or OutOfMemoryException or UnauthorizedAccessException or ObjectDisposedException);

    /// <summary>Says that an index is damaged.</summary>
    internal static IndexUnusableException Damaged(string name, Exception cause) =>
        new($"the index '{name}' is damaged and cannot be read: {cause.Message}; build it again from the catalog", cause);
}
