namespace ProvenanceAudit.Registry;

/// <summary>
/// A report for a rights holder over a time. Whether it is being compiled or that failed is told by its <see cref="Job"/>.
/// </summary>
public sealed class CompiledReport : ITenantOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>The catalog that it is about; null for all of the rights holder's.</summary>
    public Guid? CatalogId { get; init; }

    /// <summary>The catalog that it is about.</summary>
    public Catalog? Catalog { get; init; }

    /// <summary>Title as on its first page.</summary>
    public required string Title { get; init; }

    /// <summary>Scans that finished from here on are in it.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Scans that finished from here on are not.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Settings of the compilation, a JSON object.</summary>
    public string? SettingsJson { get; init; }

    /// <summary>Who asked for it; null for a schedule.</summary>
    public Guid? RequestedById { get; init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>When all its files were there; null before.</summary>
    public DateTimeOffset? Finished { get; set; }

    /// <summary>Version of the program that compiled it.</summary>
    public string? ToolVersion { get; set; }

    /// <summary>Findings in it.</summary>
    public long Findings { get; set; }

    /// <summary>Its files, one a format.</summary>
    public IList<CompiledReportFile> Files { get; init; } = [];
}

/// <summary>A compiled report in one format.</summary>
public sealed class CompiledReportFile : ITenantOwned
{
    /// <summary>The report.</summary>
    public Guid ReportId { get; init; }

    /// <summary>The format, lower case: <c>pdf</c>, <c>html</c>, <c>json</c>, <c>csv</c>.</summary>
    public required string Format { get; init; }

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>The file's content.</summary>
    public required Guid StoredFileId { get; set; }

    /// <summary>The file's content: its size, its SHA-256.</summary>
    public StoredFile? StoredFile { get; init; }
}
