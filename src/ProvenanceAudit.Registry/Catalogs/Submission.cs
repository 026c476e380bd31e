namespace ProvenanceAudit.Registry;

/// <summary>One file that was handed in for a catalog, and what became of its records.</summary>
public sealed class Submission : ITenantOwned, INumbered
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <inheritdoc/>
    public long Number { get; private set; }

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>The catalog that it adds to.</summary>
    public required Guid CatalogId { get; init; }

    /// <summary>The catalog that it adds to.</summary>
    public Catalog? Catalog { get; init; }

    /// <summary>Name of the file as the submitter has it.</summary>
    public required string FileName { get; init; }

    /// <summary>Where its records are asked for; null where a file was handed in.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>Size of the file, in bytes; 0 before it was fetched.</summary>
    public required long Size { get; set; }

    /// <summary>SHA-256 of the file: 32 bytes; none before it was fetched.</summary>
    public required byte[] Sha256 { get; set; }

    /// <summary>The <see cref="StoredFile"/> that holds it; null before it was fetched.</summary>
    public required Guid? StoredFileId { get; set; }

    /// <summary>Whether it waits for a person, who was shown what would become of its records.</summary>
    public bool IsHeld { get; set; }

    /// <summary>What would become of its records, a JSON object; null before that was looked at.</summary>
    public string? CheckJson { get; set; }

    /// <summary>Which columns of its tables are what, where a person said so; none leaves it to a guess.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; set; } = new Dictionary<string, string>();

    /// <summary>When it was put aside without being taken in; null otherwise.</summary>
    public DateTimeOffset? Discarded { get; set; }

    /// <summary>Who handed it in.</summary>
    public Guid? SubmittedById { get; init; }

    /// <summary>When it was handed in.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>When all its records were dealt with; null before.</summary>
    public DateTimeOffset? Finished { get; set; }

    /// <summary>Records that became works, without reservation.</summary>
    public long Accepted { get; set; }

    /// <summary>Records that became works, with a reservation.</summary>
    public long AcceptedWithWarnings { get; set; }

    /// <summary>Records that could not be used.</summary>
    public long Refused { get; set; }
}
