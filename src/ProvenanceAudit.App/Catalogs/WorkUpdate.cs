using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>
/// Puts works into a catalog, in the transaction of its context: new ones are added, known ones take over what changed, and one that did
/// not change keeps its revision, so that it is not indexed again.
/// </summary>
internal sealed class WorkUpdate(RegistryContext registry, Guid rightsHolderId, Guid catalogId, Guid? submissionId)
{
    private readonly Dictionary<string, RegisteredWork> _known = new(StringComparer.Ordinal);
    private readonly List<RegisteredText> _newTexts = [];

    /// <summary>Looks up which works of some ids are there; those alone may be put then.</summary>
    public async Task LookUpAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        foreach (RegisteredWork work in await registry.Works
            .Where(w => w.CatalogId == catalogId && ids.Contains(w.ExternalId)).ToListAsync(cancellation))
            _known[work.ExternalId] = work;
    }

    /// <summary>Puts a work.</summary>
    /// <param name="work">The work, under its id in the catalog.</param>
    /// <param name="words">Words in its text.</param>
    /// <param name="warn">Told what the submitter should know.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>Id in the registry, and whether the work is new or has another text now.</returns>
    public async Task<(Guid Id, bool IsChanged)> PutAsync(WorkText work, int words, Action<string> warn, CancellationToken cancellation)
    {
        if (_known.TryGetValue(work.Work.Id, out RegisteredWork? there))
        {
            byte[] before = there.TextSha256;
            await ChangeAsync(there, work, words, warn, cancellation);
            return (there.Id, !before.AsSpan().SequenceEqual(there.TextSha256));
        }
        RegisteredWork added = Add(work, words);
        _known[work.Work.Id] = added;
        return (added.Id, true);
    }

    /// <summary>Writes what was put.</summary>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        await registry.SaveChangesAsync(cancellation);
        await BulkRows.InsertAsync(registry, _newTexts, cancellation);
        _newTexts.Clear();
    }

    private RegisteredWork Add(WorkText work, int words)
    {
        var added = new RegisteredWork
        {
            RightsHolderId = rightsHolderId,
            CatalogId = catalogId,
            SubmissionId = submissionId,
            ExternalId = work.Work.Id,
            Title = work.Work.Title,
            Words = words,
            TextLength = work.Text.Length,
            TextSha256 = RegisteredWork.HashOf(work.Text),
        };
        added.Describe(work.Work);
        registry.Works.Add(added);
        _newTexts.Add(TextOf(added, work.Text));
        return added;
    }

    private static RegisteredText TextOf(RegisteredWork work, string text) =>
        new() { WorkId = work.Id, Sha256 = work.TextSha256, RightsHolderId = work.RightsHolderId, Text = text };

    private async Task ChangeAsync(
        RegisteredWork there, WorkText work, int words, Action<string> warn, CancellationToken cancellation)
    {
        there.Describe(work.Work);
        if (there.Withdrawn is not null)
        {
            there.Withdrawn = null;
            warn("the work had been withdrawn, and is scanned for again");
        }
        byte[] hash = RegisteredWork.HashOf(work.Text);
        if (!hash.AsSpan().SequenceEqual(there.TextSha256))
        {
            (there.TextSha256, there.TextLength, there.Words) = (hash, work.Text.Length, words);
            // Texts that were there before stay, since findings are about them; a work may have one of them again.
            if (!_newTexts.Any(t => t.WorkId == there.Id && t.Sha256.AsSpan().SequenceEqual(hash))
                && !await registry.Texts.AnyAsync(t => t.WorkId == there.Id && t.Sha256 == hash, cancellation))
                _newTexts.Add(TextOf(there, work.Text));
        }
        if (submissionId is not null && registry.Entry(there).State == EntityState.Modified)
            there.SubmissionId = submissionId;
    }
}
