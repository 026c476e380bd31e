namespace ProvenanceAudit.Lucene;

/// <summary>Names of the fields of the index, and of the notes that every commit carries.</summary>
internal static class IndexFields
{
    /// <summary>Version of all this together; raised by any change that an older program would misread.</summary>
    public const string FormatVersion = "1";

    /// <summary>Id of the work, on the work's own document and on each of its passages: deleting it deletes the work.</summary>
    public const string WorkId = "work";

    /// <summary>What a document is, where it is no passage: <see cref="KindWork"/> or <see cref="KindStrings"/>.</summary>
    public const string Kind = "kind";

    /// <summary>A work's own document; its passages follow it at once, in order.</summary>
    public const string KindWork = "work";

    /// <summary>A pack of numbered strings.</summary>
    public const string KindStrings = "strings";

    /// <summary>A work's metadata, JSON in UTF-8, stored.</summary>
    public const string Metadata = "metadata";

    /// <summary>Number of words of a work.</summary>
    public const string Words = "words";

    /// <summary>Length of a work's text in UTF-16 code units.</summary>
    public const string Length = "length";

    /// <summary>
    /// Hash of a work's metadata and text, see <see cref="ContentHash"/>: a work that did not change is not written again.
    /// </summary>
    public const string Content = "content";

    /// <summary>Number of fingerprints of a work.</summary>
    public const string Fingerprints = "fingerprints";

    /// <summary>Number of passages of a work.</summary>
    public const string Passages = "passages";

    /// <summary>First id of a pack of strings: those of words from 0 up, those of gaps from -1 down.</summary>
    public const string FirstId = "first";

    /// <summary>The pack itself, stored.</summary>
    public const string Pack = "pack";

    /// <summary>Number of strings in the pack, stored.</summary>
    public const string PackCount = "count";

    /// <summary>Note: <see cref="FormatVersion"/>.</summary>
    public const string NoteFormat = "format";

    /// <summary>Note: the fingerprint scheme as JSON.</summary>
    public const string NoteScheme = "scheme";
}
