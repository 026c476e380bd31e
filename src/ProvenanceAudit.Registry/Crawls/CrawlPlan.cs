namespace ProvenanceAudit.Registry;

/// <summary>A site or several that are crawled, into which catalog, how and when: each run of it is a <see cref="CrawlRun"/>.</summary>
public sealed class CrawlPlan : ITenantOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>The catalog that its pages go into.</summary>
    public required Guid CatalogId { get; init; }

    /// <summary>The catalog that its pages go into.</summary>
    public Catalog? Catalog { get; init; }

    /// <summary>Name, unique for the rights holder.</summary>
    public required string Name { get; set; }

    /// <summary>What is visited and how, a JSON object.</summary>
    public required string SettingsJson { get; set; }

    /// <summary>When to run, a cron expression; null for by hand alone.</summary>
    public string? Cron { get; set; }

    /// <summary>IANA time zone that <see cref="Cron"/> is read in.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>When it is due next; null while nothing is scheduled. Whoever moves it on has taken the run that was due.</summary>
    public DateTimeOffset? NextDue { get; set; }

    /// <summary>Whether <see cref="Cron"/> is obeyed.</summary>
    public bool Enabled { get; set; }

    /// <summary>Who made it.</summary>
    public Guid? CreatedById { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>When it was put away; null while in use.</summary>
    public DateTimeOffset? Archived { get; set; }

    /// <summary>
    /// The file of answers up to which its record is written, and where the next would stand in it; null before the first.
    /// </summary>
    public string? WarcFile { get; set; }

    /// <summary>Byte in <see cref="WarcFile"/>.</summary>
    public long WarcOffset { get; set; }
}
