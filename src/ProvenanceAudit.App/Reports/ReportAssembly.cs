using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;

namespace ProvenanceAudit.App.Reports;

/// <summary>
/// Makes the <see cref="AuditReport"/> of a rights holder, a catalog and a period from what the registry keeps. It reads in the scope of
/// the rights holder: what is another's cannot get into it. The same registry gives the same report.
/// </summary>
/// <param name="registry">In the scope of the rights holder.</param>
/// <param name="report">The report as it was ordered.</param>
internal sealed class ReportAssembly(RegistryContext registry, CompiledReport report)
{
    /// <summary>Name under which a report is filed.</summary>
    public static string NumberOf(CompiledReport report) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PA-{report.Created:yyyyMMdd}-{report.Id.ToString("N")[^8..].ToUpperInvariant()}");

    /// <summary>Makes it.</summary>
    /// <param name="scans">All scans that finished in the period, the operator's view of them: settings and totals.</param>
    /// <param name="toolVersion">Version of the program.</param>
    /// <param name="progress">Told works done and in all.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async Task<AuditReport> MakeAsync(
        IReadOnlyList<Scan> scans, string toolVersion, Action<long, long> progress, CancellationToken cancellation)
    {
        string holder = (await registry.RightsHolders.SingleAsync(r => r.Id == report.RightsHolderId, cancellation)).Name;
        string? catalog = report.CatalogId is null ? null
            : (await registry.Catalogs.SingleAsync(c => c.Id == report.CatalogId, cancellation)).Name;
        Guid[] scanIds = [.. scans.Select(s => s.Id)];
        List<StoredFinding> all = await registry.Findings.AsNoTracking()
            .Where(f => scanIds.Contains(f.ScanId) && (report.CatalogId == null || f.Work!.CatalogId == report.CatalogId))
            .OrderBy(f => f.Created).ThenBy(f => f.Id).ToListAsync(cancellation);
        StoredFinding[] kept = [.. all.Where(f => f.Decision != ProvenanceAudit.Registry.FindingDecision.Dismissed)];
        StoredFinding[] dismissed = [.. all.Where(f => f.Decision == ProvenanceAudit.Registry.FindingDecision.Dismissed)];

        var copying = new ModelCopying();
        var works = new WorkFindings(registry, report.CatalogId, copying);
        var findings = new List<Finding>();
        IGrouping<Guid, StoredFinding>[] byWork = [.. kept.GroupBy(f => f.WorkId)];
        foreach (IGrouping<Guid, StoredFinding> found in byWork)
        {
            progress(findings.Count, byWork.Length);
            findings.Add(await works.OfAsync(found.Key, [.. found], cancellation));
        }
        await copying.CountWordsAsync(registry, cancellation);
        var totals = new ScanFigures(scans);
        SearchedWorks searched = await SearchedWorks.ReadAsync(
            registry, report, scans, [.. all.Select(f => f.WorkId).Distinct()], cancellation);
        return new AuditReport
        {
            ReportId = NumberOf(report),
            Subject = new ReportSubject(holder, catalog, report.From, report.Until),
            ToolVersion = toolVersion,
            Created = report.Created,
            Catalog = new CatalogSummary(catalog ?? $"All catalogs of {holder}", searched.Works, searched.Words, Fingerprints: 0),
            Outputs = new OutputsSummary(
                scans.Count == 1 ? scans[0].Name : $"{scans.Count} scans", scans.Sum(s => s.Outputs), scans.Sum(s => s.OutputWords),
                copying.OutputsWithMatches, copying.CopiedWords),
            Settings = totals.Settings,
            FingerprintScheme = FingerprintScheme.Default.ToString(),
            Significance = totals.SignificanceOf(works.Significant, works.Insignificant, Remarks(dismissed, scans.Count)),
            Similarity = totals.SimilarityOf(works.Paraphrases, works.InsignificantParaphrases),
            Findings = [.. findings.OrderByDescending(f => f.CopiedWords).ThenBy(f => f.Work.Id, StringComparer.Ordinal)],
            NotFound = scans.Count == 0 ? null : searched.NotFound,
            Models = totals.ModelsWith(copying),
            Problems = [],
        };
    }

    /// <summary>What the report leaves out, told in it.</summary>
    private static string Remarks(StoredFinding[] dismissed, int scans)
    {
        string decided = dismissed.Length == 0
            ? "No finding was dismissed on review."
            : $"Findings that were dismissed on review are left out: {dismissed.Length}, of {dismissed.Select(f => f.WorkId).Distinct().Count()} works, "
              + "which are not counted among the works not found either.";
        return scans == 0 ? "No scan finished in the period: nothing was searched for." : decided;
    }
}
