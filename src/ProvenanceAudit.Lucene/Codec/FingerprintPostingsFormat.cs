using System.Numerics;
using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using ProvenanceAudit.Lucene.Storage;
using Directory = Lucene.Net.Store.Directory;

namespace ProvenanceAudit.Lucene.Codec;

/// <summary>
/// Postings of fingerprints as one table a segment, sorted by hash: what a term dictionary with one term a fingerprint would
/// say, in 6 or 7 bytes each.
/// </summary>
/// <remarks>
/// <para>To Lucene a fingerprint is a token: its term is the hash's first 16 bits (its bucket), its position the word's place
/// in the passage, its payload the next 16 bits and the neighbour byte (see <see cref="Neighbours"/>). So Lucene does what it
/// is good at, flushing, merging, deleting, committing, with at most 65,536 terms instead of hundreds of millions. While passages
/// are gathered in memory the term is the first 8 bits alone, and the payload has the 8 bits more: what Lucene keeps for 256 terms
/// stays in the processor's cache.</para>
/// <para>File <c>.fpt</c>: header; the buckets in order, each as three columns, sorted by the 16 bits and then by address: the
/// 16 bits of every entry, little-endian; its neighbour byte; its address in <c>AddressBytes</c> bytes, little-endian: document
/// number * 256 + position. Then the directory: 65,536 varints, the entries of each bucket. Then the trailer: 8 bytes offset of
/// the directory, 8 bytes entries, 8 bytes sum of document frequencies, 4 bytes documents, 4 bytes AddressBytes, 8 bytes check
/// of all columns, see <see cref="Chain"/>. Then Lucene's footer with the checksum. Buckets stand one after another, so writing
/// needs no more memory than one.</para>
/// </remarks>
[PostingsFormatName("ProvenanceFingerprints")]
internal sealed class FingerprintPostingsFormat : PostingsFormat
{
    /// <summary>Name in the file's header.</summary>
    public const string HeaderName = "ProvenanceFingerprints";

    /// <summary>Version in the file's header; raised by any change of the layout.</summary>
    public const int Version = 1;

    /// <summary>Number of buckets: one for each value of the hash's first 16 bits.</summary>
    public const int Buckets = 1 << 16;

    /// <summary>Bytes of a payload as passages bring it, with a term of one byte; with a term of two bytes it is one less.</summary>
    public const int PassagePayload = 4;

    /// <summary>Bytes of the trailer, Lucene's footer not counted.</summary>
    public const int TrailerLength = 40;

    /// <summary>Positions per document that an address has room for.</summary>
    public const int PositionsPerDocument = 256;

    /// <summary>The check of a table from its buckets that are not empty, one after another, starting with 0.</summary>
    public static ulong Chain(ulong check, ReadOnlySpan<byte> columns) => BitOperations.RotateLeft(check, 1) + ByteHash.Of(columns);

    /// <inheritdoc/>
    public override FieldsConsumer FieldsConsumer(SegmentWriteState state) => new FingerprintPostingsWriter(state);

    /// <inheritdoc/>
    public override FieldsProducer FieldsProducer(SegmentReadState state) => new FingerprintPostingsReader(state);

    /// <summary>Name of a segment's table.</summary>
    public static string FileName(string segment, string suffix) => IndexFileNames.SegmentFileName(segment, suffix, "fpt");

    /// <summary>Path of a file of a directory that is a folder of the file system.</summary>
    /// <exception cref="NotSupportedException">The directory is something else.</exception>
    public static string PathOf(Directory directory, string file)
    {
        while (directory is FilterDirectory filter)
            directory = filter.Delegate;
        return directory is FSDirectory folder ? Path.Combine(folder.Directory.FullName, file)
            : throw new NotSupportedException($"an index of fingerprints lives in a folder; {directory.GetType().Name} is none");
    }
}
