using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;

namespace ProvenanceAudit.App.Reports;

/// <summary>The works that the scans of a report searched for.</summary>
/// <param name="Works">Number of works.</param>
/// <param name="Words">Words in them.</param>
/// <param name="NotFound">Those without any finding.</param>
internal sealed record SearchedWorks(int Works, long Words, WorksNotFound NotFound)
{
    /// <summary>
    /// Reads them: works that were in the index of a scan which was for their catalog, and are still scanned for; and those that
    /// were found. Where it cannot be told, a work counts as not searched: a report must not clear what nobody looked for.
    /// </summary>
    /// <param name="registry">In the scope of the rights holder.</param>
    /// <param name="report">The report as it was ordered.</param>
    /// <param name="scans">The scans of the report.</param>
    /// <param name="found">Works with a finding, dismissed ones too.</param>
    /// <param name="cancellation">Breaks off.</param>
    public static async Task<SearchedWorks> ReadAsync(
        RegistryContext registry, CompiledReport report, IReadOnlyList<Scan> scans, IReadOnlyCollection<Guid> found,
        CancellationToken cancellation)
    {
        List<Guid> ids = [.. found];
        int count = ids.Count;
        long words = await registry.Works.Where(w => ids.Contains(w.Id)).SumAsync(w => (long)w.Words, cancellation);
        var notFound = new List<RegisteredWork>();
        List<Guid> catalogs = await registry.Catalogs
            .Where(c => report.CatalogId == null || c.Id == report.CatalogId).Select(c => c.Id).ToListAsync(cancellation);
        (Scan Scan, IReadOnlyList<Guid>? Catalogs)[] searches = [.. scans.Select(s => (s, ScanSettings.Read(s.SettingsJson).Catalogs))];
        foreach (IGrouping<Reach, Guid> some in catalogs.GroupBy(
            c => Reach.Of(searches.Where(s => s.Catalogs?.Contains(c) ?? true).Select(s => s.Scan))))
        {
            Guid[] of = [.. some];
            Reach reach = some.Key;
            IQueryable<RegisteredWork> works = registry.Works.AsNoTracking().Where(w =>
                of.Contains(w.CatalogId) && !ids.Contains(w.Id) && w.Withdrawn == null
                && (w.Revision <= reach.Revision || w.Created < reach.Started));
            count += await works.CountAsync(cancellation);
            words += await works.SumAsync(w => (long)w.Words, cancellation);
            notFound.AddRange(await works.OrderBy(w => w.Title).ThenBy(w => w.Id)
                .Take(ReportCompiler.WorksNotFoundListed).ToListAsync(cancellation));
        }
        return new SearchedWorks(count, words, new WorksNotFound(
            count - ids.Count,
            [.. notFound.OrderBy(w => w.Title, StringComparer.Ordinal).ThenBy(w => w.Id)
                .Take(ReportCompiler.WorksNotFoundListed).Select(w => w.ToCatalogWork())]));
    }

    /// <summary>How far the scans of a catalog reach: works up to a revision, and works that were there before the last one began.</summary>
    /// <param name="Revision">Highest revision in an index of theirs; works that changed since have a higher one.</param>
    /// <param name="Started">When the last of them began; works that were there by then were searched for, in a text of that time.</param>
    private sealed record Reach(long Revision, DateTimeOffset Started)
    {
        public static Reach Of(IEnumerable<Scan> scans) =>
            scans.Aggregate(new Reach(0, DateTimeOffset.MinValue), (reach, scan) => new Reach(
                Math.Max(reach.Revision, scan.IndexRevision ?? 0),
                scan.Started > reach.Started ? scan.Started.Value : reach.Started));
    }
}
