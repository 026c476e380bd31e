using Microsoft.EntityFrameworkCore;
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
    /// <summary>Reads them: the catalog's works that were there before the period ended and were not withdrawn before it began.</summary>
    /// <param name="registry">In the scope of the rights holder.</param>
    /// <param name="report">The report as it was ordered.</param>
    /// <param name="found">Works with a finding, dismissed ones too.</param>
    /// <param name="cancellation">Breaks off.</param>
    public static async Task<SearchedWorks> ReadAsync(
        RegistryContext registry, CompiledReport report, IReadOnlyCollection<Guid> found, CancellationToken cancellation)
    {
        IQueryable<RegisteredWork> works = registry.Works.AsNoTracking().Where(w =>
            (report.CatalogId == null || w.CatalogId == report.CatalogId)
            && w.Created < report.Until && (w.Withdrawn == null || w.Withdrawn >= report.From));
        int count = await works.CountAsync(cancellation);
        long words = await works.SumAsync(w => (long)w.Words, cancellation);
        List<Guid> ids = [.. found];
        List<RegisteredWork> rest = await works.Where(w => !ids.Contains(w.Id)).OrderBy(w => w.Title).ThenBy(w => w.Id)
            .Take(ReportCompiler.WorksNotFoundListed).ToListAsync(cancellation);
        int foundHere = await works.CountAsync(w => ids.Contains(w.Id), cancellation);
        return new SearchedWorks(count, words, new WorksNotFound(count - foundHere, [.. rest.Select(w => w.ToCatalogWork())]));
    }
}
