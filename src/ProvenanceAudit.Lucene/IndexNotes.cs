using System.Text.Json;
using ProvenanceAudit.Fingerprints;

namespace ProvenanceAudit.Lucene;

/// <summary>Reads the notes of a commit and refuses what this program cannot read.</summary>
internal static class IndexNotes
{
    /// <summary>The scheme that the index was made with.</summary>
    /// <exception cref="IndexUnusableException">Another format, or none of ours.</exception>
    public static FingerprintScheme Read(IDictionary<string, string> notes, string name)
    {
        if (!notes.TryGetValue(IndexFields.NoteFormat, out string? format) || !notes.TryGetValue(IndexFields.NoteScheme, out string? scheme))
            throw new IndexUnusableException($"'{name}' is a Lucene index, but none of fingerprints");
        if (format != IndexFields.FormatVersion)
            throw new IndexUnusableException($"the index '{name}' has format {format}; this program reads format {IndexFields.FormatVersion}: build it again from the catalog");
        FingerprintScheme found = JsonSerializer.Deserialize<FingerprintScheme>(scheme)
            ?? throw new IndexUnusableException($"the index '{name}' does not say its fingerprint scheme");
        FingerprintScheme known = FingerprintScheme.Default;
        if (found.Name != known.Name || found.Version != known.Version || found.Normaliser != known.Normaliser)
            throw new IndexUnusableException($"the index '{name}' was made with the scheme [{found}]; this program makes [{known}]: build it again from the catalog");
        return found;
    }
}
