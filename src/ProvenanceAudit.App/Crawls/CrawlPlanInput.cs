using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace ProvenanceAudit.App.Crawls;

/// <summary>A crawl as programs send it, and as pages make it of their forms.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class CrawlPlanInput
{
    /// <summary>Name, unique for the rights holder; 1 to 200 characters.</summary>
    [Required(ErrorMessage = "The crawl needs a name."), StringLength(200, ErrorMessage = "A name has at most 200 characters.")]
    public string? Name { get; set; }

    /// <summary>Whose it is; publishers leave it out, and so do auditors where the catalog tells.</summary>
    public Guid? RightsHolderId { get; set; }

    /// <summary>The catalog that its pages go into; a new one where left out. It cannot be changed later.</summary>
    public Guid? CatalogId { get; set; }

    /// <summary>Name of the new catalog; that of the crawl where left out.</summary>
    public string? CatalogName { get; set; }

    /// <summary>When to run: minute, hour, day of the month, month, day of the week; null for by hand alone.</summary>
    public string? Cron { get; set; }

    /// <summary>IANA time zone that the times are read in.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>What is visited, and how.</summary>
    public CrawlInput Crawl { get; set; } = new();
}
