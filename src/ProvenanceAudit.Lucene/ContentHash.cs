using System.Runtime.InteropServices;
using ProvenanceAudit.Lucene.Storage;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Lucene;

/// <summary>
/// 64-bit hash of all that an index keeps of a work. Tells a changed work from an unchanged one: of two different contents of
/// one work, one pair in 2^64 looks equal. Not keyed, so no proof against a text made to look unchanged on purpose.
/// </summary>
internal static class ContentHash
{
    /// <summary>The hash of a work.</summary>
    /// <param name="metadata">Its metadata as stored.</param>
    /// <param name="text">Its text.</param>
    public static long Of(ReadOnlySpan<byte> metadata, ReadOnlySpan<char> text) =>
        (long)WordHash.Fold(
            ByteHash.Of(metadata) ^ 0xC2B2AE3D27D4EB4FUL, ByteHash.Of(MemoryMarshal.AsBytes(text)) ^ 0x165667B19E3779F9UL);
}
