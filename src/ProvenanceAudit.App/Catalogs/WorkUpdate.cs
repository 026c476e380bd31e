using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Catalogs.Iscc;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>
/// Puts works into a catalog, in the transaction of its context: new ones are added, known ones take over what changed, and one that did
/// not change keeps its revision, so that it is not indexed again. What a work was like before is kept. Without
/// <see cref="SaveAsync"/> nothing is written, and it only tells what would become of the works.
/// </summary>
internal sealed class WorkUpdate(RegistryContext registry, Guid rightsHolderId, Guid catalogId, Guid? submissionId)
{
    private readonly KnownWorks _known = new(registry, rightsHolderId, catalogId);
    private readonly List<RegisteredText> _newTexts = [];
    private readonly List<WorkVersion> _versions = [];
    private readonly Dictionary<Guid, WorkKey[]> _newKeys = [];
    private readonly List<(Guid From, Guid To)> _merged = [];

    /// <summary>
    /// Lets no other transaction put works into the catalog until this one ends: what it looks up would not be all, and two would add the same
    /// work. To be called before <see cref="LookUpAsync"/> where something is to be saved.
    /// </summary>
    public Task LockAsync(CancellationToken cancellation) =>
        registry.Catalogs.Where(c => c.Id == catalogId).ExecuteUpdateAsync(c => c.SetProperty(x => x.Archived, x => x.Archived), cancellation);

    /// <summary>Looks up what some records may be about; those alone may be put then.</summary>
    public Task LookUpAsync(IReadOnlyCollection<WorkPut> puts, CancellationToken cancellation) => _known.LookUpAsync(puts, cancellation);

    /// <summary>Puts a work, amends it or withdraws it.</summary>
    public async Task<PutOutcome> PutAsync(WorkPut put, CancellationToken cancellation)
    {
        var warnings = new List<string>();
        RegisteredWork? there = _known.Find(put, warnings);
        if (put.Action == RecordAction.Withdraw)
            return Withdraw(there);
        if (there is null && put.Action == RecordAction.Amend)
            return new PutOutcome(null, null, "it amends a work that the catalog does not have; send the whole record", []);
        if (there is null)
        {
            RegisteredWork added = Add(put, warnings);
            return new PutOutcome(added, RecordEffect.Added, null, warnings) { HasNewText = put.Text is not null };
        }
        return await ChangeAsync(there, put, warnings, cancellation);
    }

    /// <summary>Writes what was put.</summary>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        await registry.SaveChangesAsync(cancellation);
        await BulkRows.InsertAsync(registry, _newTexts, cancellation);
        await BulkRows.InsertAsync(registry, _versions, cancellation);
        if (_known.StaleKeys.Count > 0)
        {
            foreach ((Guid work, string[] keys) in _known.StaleKeys)
                await registry.WorkKeys.Where(k => k.WorkId == work && keys.Contains(k.Key)).ExecuteDeleteAsync(cancellation);
        }
        await BulkRows.InsertMissingAsync(registry, _newKeys.Values.SelectMany(k => k), cancellation);
        // Groups that turned out to be one. A group is not part of what an index holds, so that no revision is drawn.
        foreach ((Guid from, Guid to) in _merged)
        {
            await registry.Works.Where(w => w.RightsHolderId == rightsHolderId && w.EditionGroupId == from)
                .ExecuteUpdateAsync(w => w.SetProperty(x => x.EditionGroupId, to), cancellation);
        }
        _newTexts.Clear();
        _versions.Clear();
        _newKeys.Clear();
        _merged.Clear();
    }

    private PutOutcome Withdraw(RegisteredWork? there)
    {
        if (there is null)
            return new PutOutcome(null, null, "it withdraws a work that the catalog does not have; nothing was changed", []);
        if (there.Withdrawn is not null)
            return new PutOutcome(there, RecordEffect.Unchanged, null, ["the work had been withdrawn already"]);
        Keep(there, there.ToCatalogWork(), there.TextSha256, null, ["withdrawn"]);
        there.Withdrawn = DateTimeOffset.UtcNow;
        return new PutOutcome(there, RecordEffect.Withdrawn, null, []);
    }

    private RegisteredWork Add(WorkPut put, List<string> warnings)
    {
        var added = new RegisteredWork
        {
            RightsHolderId = rightsHolderId,
            CatalogId = catalogId,
            SubmissionId = submissionId,
            ExternalId = put.Work.Id,
            Title = put.Work.Title,
            Words = put.Words,
            TextLength = put.Text?.Length ?? 0,
            TextSha256 = put.TextSha256,
            IsccMeta = put.IsccMeta,
            IsccText = put.IsccText?.ToString(),
        };
        added.EditionGroupId = added.Id;
        added.Describe(put.Work);
        registry.Works.Add(added);
        if (put.Text is not null)
            _newTexts.Add(TextOf(added, put.Text));
        WarnOfSameText(added, put, warnings);
        Group(added, put.Work);
        KeepKeys(added, put.Work, put.IsccText, null);
        _known.Add(added, put);
        return added;
    }

    private async Task<PutOutcome> ChangeAsync(RegisteredWork there, WorkPut put, List<string> warnings, CancellationToken cancellation)
    {
        Work before = there.ToCatalogWork();
        (byte[]? textBefore, DateTimeOffset? withdrawnBefore) = (there.TextSha256, there.Withdrawn);
        Work described = WorkDescription.After(there, before, put);
        List<string> changes = WorkDescription.Differences(before, described);
        if (changes.Count > 0)
        {
            there.Describe(described);
            there.IsccMeta = WorkPut.MetaCodeOf(described);
        }
        else
        {
            there.IsccMeta ??= put.IsccMeta;
        }
        if (there.Withdrawn is not null && put.Action == RecordAction.Put)
        {
            there.Withdrawn = null;
            changes.Add("withdrawn");
            warnings.Add("the work had been withdrawn, and is scanned for again");
        }
        bool hasNewText = put.Text is not null && (textBefore is null || !put.TextSha256.AsSpan().SequenceEqual(textBefore));
        if (hasNewText)
        {
            (there.TextSha256, there.TextLength, there.Words) = (put.TextSha256, put.Text!.Length, put.Words);
            there.IsccText = put.IsccText?.ToString();
            changes.Add("text");
            // Texts that were there before stay, since findings are about them; a work may have one of them again.
            if (!_newTexts.Any(t => t.WorkId == there.Id && t.Sha256.AsSpan().SequenceEqual(put.TextSha256))
                && !await registry.Texts.AnyAsync(t => t.WorkId == there.Id && t.Sha256 == put.TextSha256, cancellation))
                _newTexts.Add(TextOf(there, put.Text));
            WarnOfSameText(there, put, warnings);
        }
        string? alias = there.ExternalId == put.Work.Id ? null : put.Work.Id;
        if (put.Text is null && put.Action == RecordAction.Put && there.DescribedBy != alias)
            there.DescribedBy = alias;
        bool isKnownAs = alias is null || _known.IsKnownAs(there, alias);
        if (changes.Count > 0 || !isKnownAs || !_known.HasKeys(there))
        {
            Group(there, described);
            KeepKeys(there, described, CodeOf(there), isKnownAs ? null : alias);
            _known.Add(there, put);
        }
        if (changes.Count > 0)
        {
            Keep(there, before, textBefore, withdrawnBefore, changes);
            if (submissionId is not null)
                there.SubmissionId = submissionId;
        }
        RecordEffect effect = changes.Count == 0 ? RecordEffect.Unchanged : hasNewText && textBefore is null ? RecordEffect.TextArrived : RecordEffect.Changed;
        return new PutOutcome(there, effect, null, warnings) { HasNewText = hasNewText };
    }

    private static IsccCode? CodeOf(RegisteredWork work) => IsccCode.TryParse(work.IsccText, out IsccCode? code, out _) ? code : null;

    private static RegisteredText TextOf(RegisteredWork work, string text) =>
        new() { WorkId = work.Id, Sha256 = work.TextSha256!, RightsHolderId = work.RightsHolderId, Text = text };

    private void Keep(RegisteredWork work, Work before, byte[]? text, DateTimeOffset? withdrawn, IReadOnlyList<string> changes) => _versions.Add(new WorkVersion
    {
        RightsHolderId = rightsHolderId,
        WorkId = work.Id,
        Until = DateTimeOffset.UtcNow,
        ChangedBySubmissionId = submissionId,
        Changes = changes,
        DescriptionJson = CatalogLines.LineOf(before),
        TextSha256 = text,
        Withdrawn = withdrawn,
    });

    private void KeepKeys(RegisteredWork work, Work described, IsccCode? text, string? alias)
    {
        IEnumerable<string> keys = WorkKeys.All(described, text, work.TextLength);
        if (alias is not null)
            keys = keys.Append(WorkKeys.Alias(catalogId, alias));
        string[] all = [.. keys.Distinct(StringComparer.Ordinal)];
        _newKeys[work.Id] = [.. all.Select(key => new WorkKey { RightsHolderId = rightsHolderId, Key = key, WorkId = work.Id })];
        _known.ReplaceKeys(work, all);
    }

    /// <summary>Joins the groups of all editions that are found; a new edition joins theirs.</summary>
    private void Group(RegisteredWork work, Work described)
    {
        Guid[] groups = [.. _known.EditionsOf(work, described).Select(e => e.EditionGroupId).Append(work.EditionGroupId).Distinct().Order()];
        Guid to = groups[0];
        foreach (Guid from in groups.Skip(1))
        {
            _merged.Add((from, to));
            foreach (RegisteredWork member in _known.InGroup(from).Append(work))
                SetGroup(member, to);
        }
    }

    private void SetGroup(RegisteredWork work, Guid group)
    {
        work.EditionGroupId = group;
        var entry = registry.Entry(work);
        if (entry.State is not EntityState.Added and not EntityState.Detached)
            entry.Property(w => w.EditionGroupId).OriginalValue = group;
    }

    private void WarnOfSameText(RegisteredWork work, WorkPut put, List<string> warnings)
    {
        foreach ((RegisteredWork other, bool isSame) in _known.WithText(work, put).Take(3))
        {
            string where = other.CatalogId == catalogId ? "" : " of another catalog";
            warnings.Add(isSame
                ? $"the text is also that of '{other.Title}' ('{other.ExternalId}'{where})"
                : $"the text is nearly that of '{other.Title}' ('{other.ExternalId}'{where})");
        }
    }
}
