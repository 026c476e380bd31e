using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Catalogs.Iscc;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>What a work has in common with others of its rights holder, and what it was like before; for pages and the API alike.</summary>
internal sealed class WorkKin(RegistryContext registry)
{
    private const int MostShown = 100;

    /// <summary>Other editions of the same work, in the order in which they were registered.</summary>
    public async Task<IReadOnlyList<RegisteredWork>> EditionsAsync(RegisteredWork work, CancellationToken cancellation) =>
        await registry.Works.AsNoTracking().Include(w => w.Catalog)
            .Where(w => w.RightsHolderId == work.RightsHolderId && w.EditionGroupId == work.EditionGroupId && w.Id != work.Id)
            .OrderBy(w => w.Id).Take(MostShown).ToListAsync(cancellation);

    /// <summary>Other works whose text is the same, or nearly so.</summary>
    public async Task<IReadOnlyList<SameText>> SameTextsAsync(RegisteredWork work, CancellationToken cancellation)
    {
        if (work.TextSha256 is not { } hash)
            return [];
        List<RegisteredWork> same = await registry.Works.AsNoTracking().Include(w => w.Catalog)
            .Where(w => w.RightsHolderId == work.RightsHolderId && w.TextSha256 == hash && w.Id != work.Id)
            .OrderBy(w => w.Id).Take(MostShown).ToListAsync(cancellation);
        if (!IsccCode.TryParse(work.IsccText, out IsccCode? code, out _))
            return [.. same.Select(w => new SameText(w, 1))];
        string[] keys = [.. WorkKeys.Text(code, work.TextLength)];
        List<RegisteredWork> near = keys.Length == 0 ? [] : await registry.Works.AsNoTracking().Include(w => w.Catalog)
            .Where(w => w.RightsHolderId == work.RightsHolderId && w.Id != work.Id
                && registry.WorkKeys.Any(k => k.WorkId == w.Id && k.RightsHolderId == work.RightsHolderId && keys.Contains(k.Key)))
            .OrderBy(w => w.Id).Take(MostShown).ToListAsync(cancellation);
        return
        [
            .. same.Select(w => new SameText(w, 1)),
            .. near.Where(w => same.TrueForAll(s => s.Id != w.Id))
                .Select(w => (Work: w, Distance: IsccCode.TryParse(w.IsccText, out IsccCode? other, out _) && other.IsSameKind(code) && other.Bits == code.Bits
                    ? code.HammingDistance(other) : code.Bits))
                .Where(w => w.Distance <= TextCodeBands.NearlySameDistance).OrderBy(w => w.Distance)
                .Select(w => new SameText(w.Work, 1 - (double)w.Distance / code.Bits)),
        ];
    }

    /// <summary>What the work was like before, the last first.</summary>
    public async Task<IReadOnlyList<WorkVersion>> VersionsAsync(Guid workId, CancellationToken cancellation) =>
        await registry.WorkVersions.AsNoTracking().Where(v => v.WorkId == workId).OrderByDescending(v => v.Until).ThenByDescending(v => v.Id)
            .Take(MostShown).ToListAsync(cancellation);
}

/// <summary>A work whose text is that of another, or nearly so.</summary>
/// <param name="Work">The work.</param>
/// <param name="Agreement">Share of the bits of the two ISCC Text-Codes that agree; 1 where the texts are the same to the letter.</param>
internal sealed record SameText(RegisteredWork Work, double Agreement);
