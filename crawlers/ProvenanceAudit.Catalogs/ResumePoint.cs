namespace ProvenanceAudit.Catalogs;

/// <summary>Where an earlier run through a catalog came to.</summary>
/// <param name="File">File of the last record that was dealt with, as <see cref="CatalogRecord.File"/> names it.</param>
/// <param name="RecordsOfFile">How many records of that file were dealt with.</param>
/// <param name="Seen">Ids of the works that came before, with the place of each: what comes again is told apart by them.</param>
public sealed record ResumePoint(string File, long RecordsOfFile, IEnumerable<(string Id, string File, long Line)> Seen)
{
    private long _passed;

    /// <summary>Whether what comes now is new.</summary>
    internal bool IsReached { get; set; }

    /// <summary>Whether the file is this one, or an archive that holds it.</summary>
    internal bool StandsIn(string name) =>
        File.StartsWith(name, StringComparison.Ordinal) && (File.Length == name.Length || File[name.Length] == '/');

    /// <summary>Whether a record is new.</summary>
    internal bool Passes(CatalogRecord record)
    {
        if (!IsReached && record.File == File)
            IsReached = ++_passed > RecordsOfFile;
        return IsReached;
    }
}
