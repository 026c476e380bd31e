using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Catalogs.Iscc;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>
/// The works of a rights holder that some records may be about: by id, by identifiers, by title and contributor, by text. What is put
/// meanwhile is known too.
/// </summary>
internal sealed class KnownWorks(RegistryContext registry, Guid rightsHolderId, Guid catalogId)
{
    private const int KeysAtOnce = 1000;

    // A word that very many works have tells nothing about any.
    private const int MostWorksOfAKey = 50;

    private readonly Dictionary<string, RegisteredWork> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RegisteredWork>> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<RegisteredWork>> _byText = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, HashSet<string>> _keys = [];
    private readonly Dictionary<Guid, RegisteredWork> _loaded = [];

    /// <summary>Keys that works had and have no more, by work.</summary>
    public Dictionary<Guid, string[]> StaleKeys { get; } = [];

    /// <summary>Looks up what some records may be about.</summary>
    public async Task LookUpAsync(IReadOnlyCollection<WorkPut> puts, CancellationToken cancellation)
    {
        string[] ids = [.. puts.Select(p => p.Work.Id).Distinct(StringComparer.Ordinal)];
        foreach (RegisteredWork work in await registry.Works.Where(w => w.CatalogId == catalogId && ids.Contains(w.ExternalId)).ToListAsync(cancellation))
            _byId[Load(work).ExternalId] = work;
        var found = new List<WorkKey>();
        foreach (string[] some in puts.SelectMany(KeysFor).Distinct(StringComparer.Ordinal).Chunk(KeysAtOnce))
        {
            found.AddRange(await registry.WorkKeys.AsNoTracking()
                .Where(k => k.RightsHolderId == rightsHolderId && some.Contains(k.Key)).ToListAsync(cancellation));
        }
        List<IGrouping<string, WorkKey>> usable = [.. found.GroupBy(k => k.Key, StringComparer.Ordinal).Where(g => g.Count() <= MostWorksOfAKey)];
        Guid[] missing = [.. usable.SelectMany(g => g).Select(k => k.WorkId).Distinct().Where(id => !_loaded.ContainsKey(id))];
        foreach (Guid[] some in missing.Chunk(KeysAtOnce))
        {
            foreach (RegisteredWork work in await registry.Works.Where(w => some.Contains(w.Id)).ToListAsync(cancellation))
                Load(work);
        }
        foreach (WorkKey key in usable.SelectMany(g => g))
            Under(_byKey, key.Key, _loaded[key.WorkId]);
        await LookUpTextsAsync(puts, cancellation);
        Guid[] known = [.. _byId.Values.Select(w => w.Id).Concat(missing)];
        foreach (Guid[] some in known.Chunk(KeysAtOnce))
        {
            foreach (WorkKey key in await registry.WorkKeys.AsNoTracking().Where(k => some.Contains(k.WorkId)).ToListAsync(cancellation))
                KeysOf(key.WorkId).Add(key.Key);
        }
    }

    /// <summary>The work that a record is about, null where there is none.</summary>
    /// <param name="put">The record.</param>
    /// <param name="warnings">Told where that was not by its id.</param>
    public RegisteredWork? Find(WorkPut put, List<string> warnings)
    {
        if (_byId.TryGetValue(put.Work.Id, out RegisteredWork? own))
            return own;
        if (Of(WorkKeys.Alias(catalogId, put.Work.Id)).FirstOrDefault() is { } alias)
            return alias;
        RegisteredWork[] byIdentifier = [.. WorkKeys.Own(put.Work).SelectMany(Of).Where(w => w.CatalogId == catalogId).Distinct()];
        if (put.Action != RecordAction.Put)
            return byIdentifier is [{ } only] ? only : null;
        // Two texts, or two descriptions, of one identifier are two works: parts of a book share its number. A text and a description are one.
        RegisteredWork[] fitting = [.. byIdentifier.Where(w => IsOtherHalf(w, put))];
        if (fitting is [{ } joined])
        {
            warnings.Add(put.Text is not null
                ? $"the text was joined by its identifier to the record '{joined.ExternalId}', which had none"
                : $"the record was joined by its identifier to the text '{joined.ExternalId}'");
            return joined;
        }
        if (byIdentifier.Length > 0)
        {
            if (put.Text is null && byIdentifier[0].TextSha256 is null)
                warnings.Add($"the record '{byIdentifier[0].ExternalId}' of the catalog has the same identifier");
            return null;
        }
        if (WorkKeys.Title(put.Work) is not { } title)
            return null;
        RegisteredWork[] byTitle = [.. Of(title).Where(w => w.CatalogId == catalogId && IsOtherHalf(w, put) && !Contradict(w, put)).Distinct()];
        if (byTitle is not [{ } titled])
            return null;
        warnings.Add(put.Text is not null
            ? $"the text was joined by title and contributor to the record '{titled.ExternalId}', which had none"
            : $"the record was joined by title and contributor to the text '{titled.ExternalId}'");
        return titled;
    }

    /// <summary>Other works that are editions of the same.</summary>
    public IEnumerable<RegisteredWork> EditionsOf(RegisteredWork work, Works.Work described) =>
        WorkKeys.OfEditions(described).SelectMany(Of).Where(w => w.Id != work.Id).Distinct();

    /// <summary>Works of a group, as far as they are known.</summary>
    public IEnumerable<RegisteredWork> InGroup(Guid group) => _loaded.Values.Where(w => w.EditionGroupId == group);

    /// <summary>Other works with the text that a record has, or nearly so; the same ones first.</summary>
    public IEnumerable<(RegisteredWork Work, bool IsSame)> WithText(RegisteredWork work, WorkPut put)
    {
        if (put.TextSha256 is null)
            return [];
        RegisteredWork[] same = [.. (_byText.GetValueOrDefault(Convert.ToHexStringLower(put.TextSha256)) ?? []).Where(w => w.Id != work.Id).Distinct()];
        if (put.IsccText is null)
            return same.Select(w => (w, true));
        IEnumerable<RegisteredWork> near = WorkKeys.Text(put.IsccText, put.Text!.Length).SelectMany(Of).Distinct()
            .Where(w => w.Id != work.Id && !same.Contains(w) && IsccCode.TryParse(w.IsccText, out IsccCode? code, out _)
                && code.IsSameKind(put.IsccText) && code.Bits == put.IsccText.Bits && code.HammingDistance(put.IsccText) <= TextCodeBands.NearlySameDistance);
        return same.Select(w => (w, true)).Concat(near.Select(w => (w, false)));
    }

    /// <summary>Whether a record of another id is known to be about the work.</summary>
    public bool IsKnownAs(RegisteredWork work, string id) => KeysOf(work.Id).Contains(WorkKeys.Alias(catalogId, id));

    /// <summary>Whether keys of the work are kept: works that were registered before there were any have none.</summary>
    public bool HasKeys(RegisteredWork work) => KeysOf(work.Id).Count > 0;

    /// <summary>Notes a work that was added or changed.</summary>
    public void Add(RegisteredWork work, WorkPut put)
    {
        Load(work);
        _byId[work.ExternalId] = work;
        if (put.TextSha256 is not null)
            Under(_byText, Convert.ToHexStringLower(put.TextSha256), work);
    }

    /// <summary>Notes under which keys a work is kept now; other names that records gave it stay.</summary>
    public void ReplaceKeys(RegisteredWork work, IReadOnlyCollection<string> keys)
    {
        HashSet<string> had = KeysOf(work.Id);
        string[] stale = [.. had.Where(k => !WorkKeys.IsAlias(k) && !keys.Contains(k, StringComparer.Ordinal))];
        if (stale.Length > 0)
            StaleKeys[work.Id] = stale;
        had.ExceptWith(stale);
        had.UnionWith(keys);
        foreach (string key in keys)
            Under(_byKey, key, work);
    }

    private async Task LookUpTextsAsync(IReadOnlyCollection<WorkPut> puts, CancellationToken cancellation)
    {
        byte[][] hashes = [.. puts.Where(p => p.TextSha256 is not null).Select(p => p.TextSha256!).DistinctBy(Convert.ToHexString)];
        if (hashes.Length == 0)
            return;
        foreach (RegisteredWork work in await registry.Works
            .Where(w => w.RightsHolderId == rightsHolderId && w.TextSha256 != null && hashes.Contains(w.TextSha256)).ToListAsync(cancellation))
            Under(_byText, Convert.ToHexStringLower(work.TextSha256!), Load(work));
    }

    private IEnumerable<string> KeysFor(WorkPut put)
    {
        yield return WorkKeys.Alias(catalogId, put.Work.Id);
        foreach (string key in WorkKeys.OfEditions(put.Work))
            yield return key;
        foreach (string key in WorkKeys.Text(put.IsccText, put.Text?.Length ?? 0))
            yield return key;
    }

    private static bool IsOtherHalf(RegisteredWork work, WorkPut put) => put.Text is null != (work.TextSha256 is null);

    // Two that name different numbers of the same kind are not the same, whatever their titles.
    private static bool Contradict(RegisteredWork work, WorkPut put) =>
        work.Identifiers.Any(i => put.Work.Identifiers.TryGetValue(i.Key, out string? other) && other != i.Value);

    private RegisteredWork Load(RegisteredWork work)
    {
        _loaded[work.Id] = work;
        return work;
    }

    private IEnumerable<RegisteredWork> Of(string key) => _byKey.GetValueOrDefault(key) ?? [];

    private HashSet<string> KeysOf(Guid work) =>
        _keys.TryGetValue(work, out HashSet<string>? keys) ? keys : _keys[work] = new(StringComparer.Ordinal);

    private static void Under(Dictionary<string, List<RegisteredWork>> works, string key, RegisteredWork work)
    {
        if (!works.TryGetValue(key, out List<RegisteredWork>? list))
            works[key] = list = [];
        if (!list.Contains(work))
            list.Add(work);
    }
}
