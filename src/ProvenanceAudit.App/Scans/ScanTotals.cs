using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.App.Scans;

/// <summary>
/// What a scan comes to, over all names by which its outputs call the model; of significant matches of words alone, and the words that paraphrases share with works.
/// </summary>
/// <param name="Outputs">Outputs scanned.</param>
/// <param name="OutputsWithMatches">Those with a match.</param>
/// <param name="Words">Words of all outputs.</param>
/// <param name="CopiedWords">Those that lie in a match, or are identical in a paraphrase; a word in two matches counts once.</param>
/// <param name="LongestRun">Longest verbatim run, in words.</param>
internal sealed record ScanTotals(long Outputs, long OutputsWithMatches, long Words, long CopiedWords, int LongestRun)
{
    /// <summary>Share of outputs with a match, 0 to 1; null where there is no output.</summary>
    public double? ShareWithMatches => Outputs == 0 ? null : (double)OutputsWithMatches / Outputs;

    /// <summary>Copied words to each 1,000 words of outputs; null where there is no word.</summary>
    public double? CopiedPerThousand => Words == 0 ? null : 1000.0 * CopiedWords / Words;

    /// <summary>Counts; null before the scan has ended.</summary>
    public static ScanTotals? Of(Scan scan)
    {
        if (scan.Finished is null || scan.ModelsJson is null)
            return null;
        ModelSummary[] models = JsonSerializer.Deserialize<ModelSummary[]>(scan.ModelsJson, ScanSettings.Json)!;
        return new ScanTotals(
            scan.Outputs, models.Sum(m => m.OutputsWithMatches), scan.OutputWords, models.Sum(m => m.CopiedWords),
            models.Select(m => m.LongestRun).DefaultIfEmpty().Max());
    }

    /// <summary>The last job of each of some scans, by scan.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Job>> JobsOfAsync(
        RegistryContext registry, IReadOnlyCollection<Guid> scans, CancellationToken cancellation)
    {
        List<Job> jobs = await registry.Jobs.AsNoTracking()
            .Where(j => j.Kind == JobKind.Scan && scans.Contains(j.SubjectId)).ToListAsync(cancellation);
        return jobs.GroupBy(j => j.SubjectId).ToDictionary(g => g.Key, g => g.MaxBy(j => j.Queued)!);
    }
}
