using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.Models;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Works;
using ProbeKind = ProvenanceAudit.Models.Probes.ProbeKind;

namespace ProvenanceAudit.App.Scans;

/// <summary>
/// What a scan asks. Made once, from the works as they are then, and kept before anything is asked: works that change meanwhile
/// change no question.
/// </summary>
internal sealed class ScanProbes(RegistryDatabase database)
{
    private const int WorksAtOnce = 50;

    /// <summary>The questions of a scan.</summary>
    /// <exception cref="UserErrorException">There is nothing to ask.</exception>
    public async Task<ProbePlan> OfAsync(Scan scan, ScanSettings settings, EndpointApi api, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        if (scan.Probes == 0)
            await MakeAsync(registry, scan, settings, api, cancellation);
        List<StoredProbe> stored = await registry.Probes.AsNoTracking()
            .Where(p => p.ScanId == scan.Id).OrderBy(p => p.Ordinal).ToListAsync(cancellation);
        return ProbePlan.Of([.. stored.Select(ProbeOf)], api);
    }

    private static async Task MakeAsync(
        RegistryContext registry, Scan scan, ScanSettings settings, EndpointApi api, CancellationToken cancellation)
    {
        ProbePlan plan = ProbePlan.Make(Works(registry, settings), settings.Probes!, api);
        if (plan.Probes.Count == 0)
        {
            throw new UserErrorException(
                $"there is nothing to ask: no work of the chosen catalogs has {settings.Probes!.PrefixWords + settings.Probes.TargetWords} words");
        }
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        await BulkRows.InsertMissingAsync(registry, plan.Probes.Select(p => RowOf(scan, p)), cancellation);
        await registry.Scans.Where(s => s.Id == scan.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Probes, plan.Probes.Count), cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static IEnumerable<WorkText> Works(RegistryContext registry, ScanSettings settings)
    {
        // With neither places nor titles, works are not read at all.
        if (settings.Probes is { PositionsPerWork: 0, AskByTitle: false })
            yield break;
        IQueryable<RegisteredWork> works = registry.Works.Where(w => w.Withdrawn == null && w.Catalog!.Archived == null && w.TextSha256 != null);
        if (settings.Catalogs is { } catalogs)
            works = works.Where(w => catalogs.Contains(w.CatalogId));
        Guid[] ids = [.. works.OrderBy(w => w.Id).Select(w => w.Id)];
        foreach (Guid[] some in ids.Chunk(WorksAtOnce))
        {
            var rows = registry.Works.AsNoTracking().Where(w => some.Contains(w.Id)).OrderBy(w => w.Id)
                .Select(w => new { Work = w, registry.Texts.Single(t => t.WorkId == w.Id && t.Sha256 == w.TextSha256).Text })
                .ToList();
            foreach (var row in rows)
                yield return new WorkText(row.Work.ToIndexedWork(), row.Text);
        }
    }

    private static StoredProbe RowOf(Scan scan, Probe probe) => new()
    {
        Id = RowKey.OfProbe(scan.Number, probe.Ordinal),
        ScanId = scan.Id,
        Ordinal = probe.Ordinal,
        Kind = probe.Kind switch
        {
            ProbeKind.Continuation => Registry.ProbeKind.Continuation,
            ProbeKind.Title => Registry.ProbeKind.Title,
            _ => Registry.ProbeKind.Own,
        },
        WorkId = probe.WorkId is null ? null : Guid.ParseExact(probe.WorkId, "N"),
        Prompt = probe.Prompt,
        PrefixStart = probe.Prefix?.Start,
        PrefixEnd = probe.Prefix?.End,
        TargetEnd = probe.Target?.End,
    };

    private static Probe ProbeOf(StoredProbe row) => new()
    {
        Ordinal = row.Ordinal,
        Kind = row.Kind switch
        {
            Registry.ProbeKind.Continuation => ProbeKind.Continuation,
            Registry.ProbeKind.Title => ProbeKind.Title,
            _ => ProbeKind.Free,
        },
        WorkId = row.WorkId?.ToString("N"),
        Prompt = row.Prompt,
        Prefix = row.Prefix,
        Target = row.Target,
    };
}
