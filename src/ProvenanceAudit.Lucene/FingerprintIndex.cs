using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene;

/// <summary>The index cannot be used; the message says why and what to do.</summary>
public sealed class IndexUnusableException : Exception
{
    /// <summary>Makes the exception.</summary>
    public IndexUnusableException(string message, Exception? inner = null) : base(message, inner) { }
}

/// <summary>Adds, replaces and removes works. One writer a directory at a time; <see cref="Add"/> may be called from many threads.</summary>
public sealed class FingerprintIndexWriter : IDisposable
{
    /// <summary>Opens or creates the index in a directory.</summary>
    /// <param name="directory">Created when missing.</param>
    /// <param name="scheme">The scheme that is wanted; null takes that of an existing index, or the default for a new one.</param>
    /// <exception cref="IndexUnusableException">Another writer has it; it was made with another scheme or format; it is no index.</exception>
    public static FingerprintIndexWriter Open(string directory, FingerprintScheme? scheme = null) => throw new NotImplementedException();

    /// <summary>Adds a work, or replaces the work with this id. Visible to readers opened after the next <see cref="Commit"/>. Returns its number of words.</summary>
    public int Add(WorkText work) => throw new NotImplementedException();

    /// <summary>Removes a work. False when the index has no such work.</summary>
    public bool Remove(string workId) => throw new NotImplementedException();

    /// <summary>Makes everything so far durable, all or nothing.</summary>
    public void Commit() => throw new NotImplementedException();

    /// <summary>Closes without committing: what was not committed is dropped.</summary>
    public void Dispose() { }
}

/// <summary>Opens an index for reading, as of its last commit. A writer may work on it meanwhile.</summary>
public static class FingerprintIndexReader
{
    /// <summary>Opens the last commit.</summary>
    /// <exception cref="IndexUnusableException">There is no index, or it was made with another scheme or format.</exception>
    public static IPassageIndex Open(string directory) => throw new NotImplementedException();
}
