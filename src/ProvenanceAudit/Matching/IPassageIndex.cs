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

    /// <summary>Number of works that <see cref="WorkAt"/> takes, from 0; stable as long as this view is open.</summary>
    int WorkCount { get; }

    /// <summary>Metadata of a work by its number.</summary>
    Work WorkAt(int work);

    /// <summary>Number of words of a work by its number.</summary>
    int WordCountAt(int work);

    /// <summary>
    /// A hash of a work's text and metadata by its number: what is made of a text and kept elsewhere is known by it to be of this text still. Indexes of different
    /// kinds hash differently.
    /// </summary>
    long ContentHashAt(int work);

    /// <summary>
    /// Looks up every k-gram of an output, and not only winnowed ones: the works' side alone is thinned, so that a passage of which just one k-gram
    /// survived editing is still found wherever that one was selected.
    /// </summary>
    /// <param name="kgrams">Hashes of all k-grams of the output.</param>
    /// <param name="words">Hashes of its words.</param>
    /// <param name="seeds">Receives the seeds, in order of their place in the output.</param>
    void FindSeeds(ReadOnlySpan<ulong> kgrams, ReadOnlySpan<ulong> words, List<Seed> seeds);

    /// <summary>Reads hashes of a work's words, within one block of <see cref="BlockWords"/> words.</summary>
    /// <param name="work">Number of the work.</param>
    /// <param name="firstWord">First word, 0 or more.</param>
    /// <param name="hashes">Room for the hashes; a block's words is all that is ever read.</param>
    /// <returns>How many were read: fewer than there is room for only at the end of the block or of the work.</returns>
    int ReadBlock(int work, int firstWord, Span<ulong> hashes);

    /// <summary>Reads the spans of the first words of a block in the work's original text.</summary>
    /// <param name="work">Number of the work.</param>
    /// <param name="firstWord">First word, a multiple of <see cref="BlockWords"/>.</param>
    /// <param name="spans">Room for the spans; a block's words is all that is ever read.</param>
    /// <returns>How many were read: fewer than there is room for only at the end of the block or of the work.</returns>
    int ReadBlockSpans(int work, int firstWord, Span<TextSpan> spans);

    /// <summary>How predictable words are in the catalog, learnt when first asked for: of an index too large to read, from evenly spread passages.</summary>
    BackgroundModel Background { get; }

    /// <summary>Words per block of <see cref="ReadBlock"/>: block n begins at word n times this.</summary>
    const int BlockWords = 256;
}
