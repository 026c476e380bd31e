using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Matching;

/// <summary>Sizes of an index.</summary>
/// <param name="Works">Number of works.</param>
/// <param name="Words">Number of words of all works.</param>
/// <param name="Fingerprints">Number of stored fingerprints.</param>
/// <param name="TextLength">UTF-16 code units of all works.</param>
/// <param name="BytesOnDisk">Size of the index on disk; 0 for an index in memory.</param>
public sealed record IndexStatistics(int Works, long Words, long Fingerprints, long TextLength, long BytesOnDisk);

/// <summary>A read-only view of the works that outputs are compared with, as of one commit. Safe for concurrent readers.</summary>
public interface IPassageIndex : IDisposable
{
    /// <summary>The scheme of every fingerprint in the index.</summary>
    FingerprintScheme Scheme { get; }

    /// <summary>Sizes.</summary>
    IndexStatistics Statistics { get; }

    /// <summary>The metadata of all works, in the order of the index.</summary>
    IEnumerable<Work> Works { get; }

    /// <summary>A work's metadata, or null when the index has no such work.</summary>
    Work? FindWork(string workId);

    /// <summary>Number of words in a work's text.</summary>
    /// <exception cref="KeyNotFoundException">The index has no such work.</exception>
    int WordsIn(string workId);

    /// <summary>Length of a work's text in UTF-16 code units.</summary>
    /// <exception cref="KeyNotFoundException">The index has no such work.</exception>
    int TextLengthOf(string workId);

    /// <summary>The original text of a span of a work; a span that reaches outside the text is cut to it.</summary>
    /// <exception cref="KeyNotFoundException">The index has no such work.</exception>
    string ReadText(string workId, TextSpan span);
}
