namespace ProvenanceAudit.Registry;

/// <summary>
/// A file kept in the registry, in rows of at most <see cref="StoredFileChunk.MaximumSize"/>, so that every worker on every
/// machine can read it. Written and read through <see cref="StoredFiles"/>.
/// </summary>
public sealed class StoredFile : ITenantOrOperatorOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The rights holder that may read it; null when the operator alone may.</summary>
    public Guid? RightsHolderId { get; init; }

    /// <summary>Name under which it came or is handed out; never a path.</summary>
    public required string Name { get; init; }

    /// <summary>Media type, for example <c>application/pdf</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>Size in bytes; grows while the file is being written.</summary>
    public long Size { get; set; }

    /// <summary>
    /// SHA-256 of the content, 32 bytes; null while the file is being written, and for ever when that was broken off.
    /// </summary>
    public byte[]? Sha256 { get; set; }

    /// <summary>When writing began.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;
}

/// <summary>A piece of a stored file.</summary>
public sealed class StoredFileChunk : ITenantOrOperatorOwned
{
    /// <summary>Most bytes in a row: each chunk but a file's last has as many.</summary>
    public const int MaximumSize = 1 << 20;

    /// <summary>The file.</summary>
    public required Guid FileId { get; init; }

    /// <summary>Place in the file, from 0; the first byte is at ordinal x <see cref="MaximumSize"/>.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The rights holder of the file.</summary>
    public Guid? RightsHolderId { get; init; }

    /// <summary>The bytes.</summary>
    public required byte[] Content { get; init; }
}
