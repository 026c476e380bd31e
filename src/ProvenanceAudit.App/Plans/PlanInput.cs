using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ProvenanceAudit.App.Scans;

namespace ProvenanceAudit.App.Plans;

/// <summary>A plan as programs send it, and as pages make it of their forms.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class PlanInput
{
    /// <summary>Name, unique; 1 to 200 characters.</summary>
    [Required(ErrorMessage = "The plan needs a name."), StringLength(200, ErrorMessage = "A name has at most 200 characters.")]
    public string? Name { get; set; }

    /// <summary>When to run: minute, hour, day of the month, month, day of the week; null for by hand alone.</summary>
    public string? Cron { get; set; }

    /// <summary>IANA time zone that the times are read in.</summary>
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>Whether each run asks from new places of the works, so that runs cannot be held against each other.</summary>
    public bool NewPlacesEachRun { get; set; }

    /// <summary>What each run asks.</summary>
    public LiveScanInput Scan { get; set; } = new();
}
