namespace ProvenanceAudit.Catalogs.Files;

/// <summary>A file of a set, before it is opened.</summary>
internal abstract class FileEntry
{
    /// <summary>Name for messages, and of records.</summary>
    public required string Name { get; init; }

    /// <summary>Path from the top of the catalog, with slashes.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes as stored; 0 where that is not known.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>Bytes that its archive unpacks it to, as the archive states; 0 where it is not packed.</summary>
    public long UnpackedBytes { get; init; }

    /// <summary>Why it is not read, one sentence; null where it is.</summary>
    public string? Refusal { get; init; }

    /// <summary>Opens it: the bytes, unpacked as far as its archive packed them.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public abstract Stream Open();

    /// <summary>Reads a text that a record of this file names: see <see cref="CatalogFile.ReadBeside"/>.</summary>
    public abstract string? ReadBeside(string path, out string? reason);
}
