using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Crawlers.Duplicates;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Crawls;

/// <summary>
/// The record of a crawl in the registry. A batch is one transaction: addresses, visits, works, rights, and up to where the files of
/// answers are taken up.
/// </summary>
/// <param name="database">The registry.</param>
/// <param name="plan">What is crawled.</param>
/// <param name="run">Number of the run: addresses that were visited in an earlier one alone are due.</param>
internal sealed class RegistryCrawlRecord(RegistryDatabase database, CrawlPlan plan, int run) : ICrawlRecord
{
    private const int RowsAtOnce = 5_000;

    private long _ordinal = -1;

    /// <summary>Works that were put into the catalog, or changed there, in the order of their pages.</summary>
    public event Action<WorkText>? WorkKept;

    /// <inheritdoc/>
    public async Task<WrittenRecord?> CheckpointAsync(CancellationToken cancellation)
    {
        await using RegistryContext registry = Open();
        CrawlPlan now = await registry.CrawlPlans.AsNoTracking().SingleAsync(p => p.Id == plan.Id, cancellation);
        return now.WarcFile is null ? null : new WrittenRecord(now.WarcFile, now.WarcOffset);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KnownAddress> LoadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        long after = -1;
        while (true)
        {
            await using RegistryContext registry = Open();
            List<CrawledAddress> rows = await registry.CrawledAddresses.AsNoTracking()
                .Where(a => a.PlanId == plan.Id && a.Ordinal > after).OrderBy(a => a.Ordinal).Take(RowsAtOnce).ToListAsync(cancellation);
            if (rows.Count == 0)
                break;
            after = rows[^1].Ordinal;
            foreach (CrawledAddress row in rows)
                yield return KnownOf(row);
        }
        _ordinal = after;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<KnownPage> LoadPagesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using RegistryContext registry = Open();
        var pages = registry.CrawledAddresses.AsNoTracking()
            .Where(a => a.PlanId == plan.Id && a.TextAddress != null && a.DuplicateOf == null && a.Sketch != null)
            .OrderBy(a => a.Ordinal).Select(a => new { a.TextAddress, a.Sketch }).AsAsyncEnumerable();
        await foreach (var page in pages.WithCancellation(cancellation))
            yield return new KnownPage(page.TextAddress!, PageSketch.Read(page.Sketch!));
    }

    /// <inheritdoc/>
    public async Task CommitAsync(CrawlBatch batch, CancellationToken cancellation)
    {
        await using RegistryContext registry = Open();
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        // An address that a seed of a later run names may be there already.
        await BulkRows.InsertMissingAsync(registry, batch.Found.Select(RowOf), cancellation);
        List<WorkText> kept = await PutVisitsAsync(registry, batch, cancellation);
        await new RightsSightings(registry, plan.RightsHolderId).KeepAsync(
            [.. batch.Visits.SelectMany(v => v.Rights.Statements)], [.. batch.Visits.SelectMany(v => v.Observations)], cancellation);
        if (batch.Checkpoint is { } checkpoint)
        {
            await registry.CrawlPlans.Where(p => p.Id == plan.Id).ExecuteUpdateAsync(
                p => p.SetProperty(x => x.WarcFile, checkpoint.File).SetProperty(x => x.WarcOffset, checkpoint.Offset), cancellation);
        }
        await transaction.CommitAsync(cancellation);
        foreach (WorkText work in kept)
            WorkKept?.Invoke(work);
    }

    private RegistryContext Open() => database.CreateContext(RegistryScope.Of(plan.RightsHolderId));

    private async Task<List<WorkText>> PutVisitsAsync(RegistryContext registry, CrawlBatch batch, CancellationToken cancellation)
    {
        byte[][] keys = [.. batch.Visits.Select(v => KeyOf(v.Entry.Address)).DistinctBy(Convert.ToHexString)];
        Dictionary<string, CrawledAddress> rows = await registry.CrawledAddresses
            .Where(a => a.PlanId == plan.Id && keys.Contains(a.Key)).ToDictionaryAsync(a => a.Address, StringComparer.Ordinal, cancellation);
        var works = new WorkUpdate(registry, plan.RightsHolderId, plan.CatalogId, null);
        Dictionary<PageVisit, WorkPut> puts = batch.Visits.Where(v => v.Page is { DuplicateOf: null }).AsParallel().Select(v => (Visit: v, Put: PutOf(v.Page!)))
            .ToDictionary(v => v.Visit, v => v.Put);
        await works.LockAsync(cancellation);
        await works.LookUpAsync(puts.Values, cancellation);
        var kept = new List<WorkText>();
        foreach (PageVisit visit in batch.Visits)
        {
            if (!rows.TryGetValue(visit.Entry.Address.Text, out CrawledAddress? row))
            {
                row = RowOf(visit.Entry);
                registry.CrawledAddresses.Add(row);
                rows[row.Address] = row;
            }
            Take(row, visit);
            if (!puts.TryGetValue(visit, out WorkPut? put))
                continue;
            PutOutcome outcome = await works.PutAsync(put, cancellation);
            row.WorkId = outcome.Work!.Id;
            if (outcome.HasNewText)
                kept.Add(new WorkText(put.Work, put.Text!));
        }
        await works.SaveAsync(cancellation);
        return kept;
    }

    private static WorkPut PutOf(CrawledPage page)
    {
        WorkText work = PageWork.Of(page.Address, page.Title, page.Authors, page.Language, page.Published, page.Text);
        return WorkPut.Of(work.Work, work.Text, page.Sketch.Words);
    }

    private void Take(CrawledAddress row, PageVisit visit)
    {
        row.Run = visit.Outcome == VisitOutcome.Postponed ? row.Run : run;
        row.Outcome = visit.Outcome.ToString();
        row.Reason = visit.Reason;
        row.Status = visit.Status;
        row.Visited = visit.At;
        if (visit.Record is not null)
            (row.WarcFile, row.WarcOffset) = (visit.Record.File, visit.Record.Offset);
        row.RedirectsTo = visit.RedirectsTo;
        if (visit.Outcome != VisitOutcome.Fetched)
            return;
        row.ContentSeen = visit.At;
        (row.MediaType, row.BodySha256) = (visit.MediaType, visit.BodySha256);
        (row.EntityTag, row.LastModified) = (visit.Validators?.EntityTag, visit.Validators?.LastModified);
        (row.TextAddress, row.DuplicateOf, row.Sketch) = (visit.Page?.Address, visit.Page?.DuplicateOf, visit.Page?.Sketch.ToBytes());
    }

    private CrawledAddress RowOf(FrontierEntry entry) => new()
    {
        PlanId = plan.Id,
        Key = KeyOf(entry.Address),
        RightsHolderId = plan.RightsHolderId,
        Ordinal = ++_ordinal,
        Address = entry.Address.Text,
        Kind = entry.Kind.ToString(),
        Depth = entry.Depth,
        Redirects = entry.Redirects,
        FoundOn = entry.FoundOn?.Text,
        RightsKind = entry.RightsKind?.ToString(),
        RightsSubjectJson = entry.RightsSubject is null ? null : JsonSerializer.Serialize(entry.RightsSubject, RightsJson.Default.RightsScope),
    };

    private KnownAddress KnownOf(CrawledAddress row)
    {
        Validators? known = row is { ContentSeen: { } at } && (row.EntityTag ?? row.LastModified) is not null
            ? new Validators(row.EntityTag, row.LastModified, at) : null;
        var entry = new FrontierEntry(
            CrawlAddress.Parse(row.Address, AddressOptions.Exact), Enum.Parse<AddressKind>(row.Kind), row.Depth,
            CrawlAddress.TryParse(row.FoundOn, null, out CrawlAddress? on, out _, AddressOptions.Exact) ? on : null)
        {
            Redirects = row.Redirects,
            RightsKind = row.RightsKind is null ? null : Enum.Parse<SiteFileKind>(row.RightsKind),
            RightsSubject = row.RightsSubjectJson is null ? null
                : JsonSerializer.Deserialize(row.RightsSubjectJson, RightsJson.Default.RightsScope),
            Known = known,
        };
        // What was no page to fetch then is looked at again only where something links to it again.
        return new KnownAddress(entry, row.Run < run && row.Outcome != nameof(VisitOutcome.Trap));
    }

    /// <summary>The key of an address.</summary>
    public static byte[] KeyOf(CrawlAddress address)
    {
        byte[] key = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(key, address.Key());
        return key;
    }
}
