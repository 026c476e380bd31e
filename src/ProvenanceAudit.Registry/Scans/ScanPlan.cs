namespace ProvenanceAudit.Registry;

/// <summary>What to scan, how and when: each run of it is a <see cref="Scan"/>.</summary>
public sealed class ScanPlan : IOperatorOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Name; unique.</summary>
    public required string Name { get; set; }

    /// <summary>The model to ask.</summary>
    public required Guid ModelId { get; set; }

    /// <summary>The model to ask.</summary>
    public AuditedModel? Model { get; init; }

    /// <summary>Whether all catalogs in use are scanned for, those to come included; otherwise <see cref="Catalogs"/>.</summary>
    public bool AllCatalogs { get; set; }

    /// <summary>The catalogs to scan for.</summary>
    public IList<ScanPlanCatalog> Catalogs { get; init; } = [];

    /// <summary>What to ask, a JSON object.</summary>
    public required string ProbesJson { get; set; }

    /// <summary>How to ask it, a JSON object; without the budgets, which have columns of their own.</summary>
    public string AskingJson { get; set; } = "{}";

    /// <summary>
    /// Whether each run asks from new places of the works. Otherwise all ask the same, so that one can be held against another.
    /// </summary>
    public bool NewPlacesEachRun { get; set; }

    /// <summary>Settings of the matching, a JSON object.</summary>
    public required string MatchSettingsJson { get; set; }

    /// <summary>Settings of the comparison of meaning, a JSON object; null for none.</summary>
    public string? SimilaritySettingsJson { get; set; }

    /// <summary>When to run, a cron expression; null for by hand alone.</summary>
    public string? Cron { get; set; }

    /// <summary>IANA time zone that <see cref="Cron"/> is read in.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>
    /// When it is due next; null while nothing is scheduled. Whoever moves it on has taken the run that was due: it is the lock by
    /// which each run happens once.
    /// </summary>
    public DateTimeOffset? NextDue { get; set; }

    /// <summary>Most requests of one run; null for no bound.</summary>
    public long? BudgetRequests { get; set; }

    /// <summary>Most tokens of one run, asked and answered together; null for no bound.</summary>
    public long? BudgetTokens { get; set; }

    /// <summary>Whether <see cref="Cron"/> is obeyed.</summary>
    public bool Enabled { get; set; }

    /// <summary>Who made it.</summary>
    public Guid? CreatedById { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>When it was put away; null while in use.</summary>
    public DateTimeOffset? Archived { get; set; }
}

/// <summary>A catalog that a plan scans for.</summary>
public sealed class ScanPlanCatalog : IOperatorOwned
{
    /// <summary>The plan.</summary>
    public Guid PlanId { get; init; }

    /// <summary>The catalog.</summary>
    public required Guid CatalogId { get; init; }

    /// <summary>The catalog.</summary>
    public Catalog? Catalog { get; init; }
}
