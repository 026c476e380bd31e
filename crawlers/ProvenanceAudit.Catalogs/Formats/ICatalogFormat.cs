using ProvenanceAudit.Catalogs.Files;

namespace ProvenanceAudit.Catalogs.Formats;

/// <summary>
/// A format of catalogs. A reader streams: its memory is bounded by one record, whatever the file. Each record of the file gives one
/// <see cref="CatalogRecord"/>, in order; what is wrong with one costs no other. Whatever the bytes are, nothing is thrown but
/// <see cref="InvalidDataException"/> and <see cref="IOException"/>, whose messages say why the file cannot be read any further, and
/// what a cancelled reader throws.
/// </summary>
internal interface ICatalogFormat
{
    /// <summary>Name in words, as people who use it call it: <c>ONIX for Books</c>.</summary>
    string Name { get; }

    /// <summary>Whether a file that begins like this is of this format. Names of files count for nothing.</summary>
    bool Recognises(FileHead head);

    /// <summary>Reads all records of a file.</summary>
    IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings);
}
