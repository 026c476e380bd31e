namespace ProvenanceAudit.Registry;

/// <summary>
/// One run: the outputs of one model held against the catalogs. Whether it is queued, running or failed is told by its
/// <see cref="Job"/>.
/// </summary>
public sealed class Scan : IOperatorOwned, INumbered
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <inheritdoc/>
    public long Number { get; private set; }

    /// <summary>Name for people: the plan's, or that of the file of outputs.</summary>
    public required string Name { get; set; }

    /// <summary>The plan that it is a run of; null for a scan of its own.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>The plan that it is a run of.</summary>
    public ScanPlan? Plan { get; init; }

    /// <summary>The model.</summary>
    public required Guid ModelId { get; init; }

    /// <summary>The model.</summary>
    public AuditedModel? Model { get; init; }

    /// <summary>The <see cref="StoredFile"/> of outputs; null for a live model.</summary>
    public Guid? OutputsFileId { get; init; }

    /// <summary>
    /// All settings as they were when the scan was queued, a JSON object: later changes of the plan do not reach it.
    /// </summary>
    public required string SettingsJson { get; init; }

    /// <summary>Version of the program that ran it.</summary>
    public string? ToolVersion { get; set; }

    /// <summary>Highest <see cref="RegisteredWork.Revision"/> in the index that it was held against.</summary>
    public long? IndexRevision { get; set; }

    /// <summary>Probes to be asked.</summary>
    public long Probes { get; set; }

    /// <summary>Outputs scanned.</summary>
    public long Outputs { get; set; }

    /// <summary>Words in the outputs.</summary>
    public long OutputWords { get; set; }

    /// <summary>Requests sent, those that failed included.</summary>
    public long Requests { get; set; }

    /// <summary>Tokens asked, as the endpoint counts them.</summary>
    public long PromptTokens { get; set; }

    /// <summary>Tokens answered, as the endpoint counts them.</summary>
    public long CompletionTokens { get; set; }

    /// <summary>Matches kept, each passage once however many rights holders' works hold it.</summary>
    public long Matches { get; set; }

    /// <summary>Of them, the significant ones.</summary>
    public long SignificantMatches { get; set; }

    /// <summary>Of the significant ones, paraphrases.</summary>
    public long Paraphrases { get; set; }

    /// <summary>Works with a finding.</summary>
    public long WorksFound { get; set; }

    /// <summary>How chance was accounted for, a <c>SignificanceSummary</c> as JSON; null before the scan has ended.</summary>
    public string? SignificanceJson { get; set; }

    /// <summary>How meaning was compared, a <c>SimilaritySummary</c> as JSON; null where words alone were, and before the scan has ended.</summary>
    public string? SimilarityJson { get; set; }

    /// <summary>Totals by model as the outputs name them, JSON; null before the scan has ended.</summary>
    public string? ModelsJson { get; set; }

    /// <summary>Who started it; null for the schedule.</summary>
    public Guid? CreatedById { get; init; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>When it first ran.</summary>
    public DateTimeOffset? Started { get; set; }

    /// <summary>When its findings were all written; null before.</summary>
    public DateTimeOffset? Finished { get; set; }
}
