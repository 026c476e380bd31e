using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.App.Indexing;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.App.Wiring;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Scans;

/// <summary>
/// Holds the outputs of a scan against the index and writes what was found, all of it in one transaction with the end of the scan:
/// a run that was broken off has left nothing, and a scan that has ended is not written again.
/// </summary>
internal sealed class ScanMatching(RegistryDatabase database, IndexKeeper indexes, ScanMeaning meanings, ScanVerdicts verdicts, AuditTrail trail)
{
    private const int OutputsAtOnce = 500;

    /// <summary>Matches all outputs and ends the scan.</summary>
    public async Task RunAsync(Scan scan, ScanSettings settings, RunningJob job, CancellationToken cancellation)
    {
        // A model that is not there is told before the index is brought up to date.
        using MeaningComparison? meaning = settings.Similarity is null ? null : meanings.Open(settings.Similarity);
        using IndexLease lease = await indexes.OpenAsync(cancellation);
        IPassageIndex index = settings.Catalogs is null ? lease.Index : await SelectAsync(lease.Index, settings.Catalogs, cancellation);
        long count;
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
            count = await registry.Outputs.LongCountAsync(o => o.ScanId == scan.Id && o.Words > 0, cancellation);
        MatchSettings matching = settings.Matching with { ShowInsignificant = true, Threads = Environment.ProcessorCount };
        SimilaritySearch? search = meaning is null ? null : await meanings.PrepareAsync(meaning, lease.Index, index, cancellation);
        var progress = new Progress(job, scan.OutputsFileId is null ? null : count);
        ScanResult result = await Task.Run(
            () => new OutputScanner(index, matching, search).Scan(Outputs(scan, cancellation), progress, cancellation), cancellation);
        await WriteAsync(scan, result, lease, cancellation);
    }

    private async Task<SelectedWorks> SelectAsync(IPassageIndex index, IReadOnlyList<Guid> catalogs, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        List<Guid> ids = await registry.Works.Where(w => catalogs.Contains(w.CatalogId)).Select(w => w.Id).ToListAsync(cancellation);
        var selected = ids.Select(id => id.ToString("N")).ToHashSet(StringComparer.Ordinal);
        return new SelectedWorks(index, selected.Contains);
    }

    private IEnumerable<ModelOutput> Outputs(Scan scan, CancellationToken cancellation)
    {
        using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        long last = -1;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            List<StoredOutput> rows = [.. registry.Outputs.AsNoTracking()
                .Where(o => o.ScanId == scan.Id && o.Id > last).OrderBy(o => o.Id).Take(OutputsAtOnce)];
            if (rows.Count == 0)
                yield break;
            last = rows[^1].Id;
            // Questions that were refused, and answers without a word.
            foreach (StoredOutput row in rows.Where(r => r.Words > 0))
                yield return row.ToModelOutput();
        }
    }

    private async Task WriteAsync(Scan scan, ScanResult result, IndexLease lease, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        var rows = new ScanRows(
            scan, await WorksOfAsync(registry, result, lease, cancellation), await verdicts.OfAsync(result, lease.Index, cancellation));
        List<StoredMatch> matches = rows.MatchesOf(result);
        List<StoredFinding> findings = rows.FindingsOf(matches);
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        Scan ended = await registry.Scans.SingleAsync(s => s.Id == scan.Id, cancellation);
        if (ended.Finished is not null)
            return;
        await registry.Findings.Where(f => f.ScanId == scan.Id).ExecuteDeleteAsync(cancellation);
        await registry.Matches.Where(m => m.ScanId == scan.Id).ExecuteDeleteAsync(cancellation);
        await BulkRows.InsertAsync(registry, matches, cancellation);
        await BulkRows.InsertAsync(registry, findings, cancellation);
        ended.ToolVersion = CommandLine.Version;
        ended.IndexRevision = lease.Revision;
        ended.Outputs = result.ScannedOutputs;
        ended.OutputWords = result.ScannedWords;
        ended.Matches = matches.LongCount(m => m.First);
        ended.SignificantMatches = matches.LongCount(m => m.First && m.Significant);
        ended.Paraphrases = matches.LongCount(m => m is { First: true, Significant: true, Kind: MatchKind.Paraphrase });
        ended.WorksFound = findings.Count;
        ended.SignificanceJson = JsonSerializer.Serialize(result.Significance, ScanSettings.Json);
        ended.SimilarityJson = ComparedMeaning.Write(result.Similarity);
        ended.ModelsJson = JsonSerializer.Serialize(ScanRows.ModelsOf(result), ScanSettings.Json);
        ended.Finished = DateTimeOffset.UtcNow;
        trail.Add(registry, "scan.finished", "scan", scan.Id, null, new { ended.Outputs, ended.SignificantMatches, ended.WorksFound });
        await registry.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<Dictionary<Guid, FoundWork>> WorksOfAsync(
        RegistryContext registry, ScanResult result, IndexLease lease, CancellationToken cancellation)
    {
        var ids = result.Outputs.SelectMany(o => o.Matches).SelectMany(m => m.AlsoIn.Append(m.Source))
            .Select(s => Guid.ParseExact(s.WorkId, "N")).ToHashSet();
        var works = new Dictionary<Guid, FoundWork>();
        foreach (Guid[] some in ids.Chunk(OutputsAtOnce))
        {
            foreach (var work in await registry.Works.Where(w => some.Contains(w.Id))
                .Select(w => new { w.Id, w.RightsHolderId, w.TextSha256, w.Revision }).ToListAsync(cancellation))
            {
                string indexId = work.Id.ToString("N");
                int length = lease.Index.TextLengthOf(indexId);
                // A work that was handed in again meanwhile may have another text than the one that was scanned for.
                byte[] text = work.Revision <= lease.Revision && work.TextSha256 is { } now ? now
                    : RegisteredWork.HashOf(lease.Index.ReadText(indexId, new TextSpan(0, length)));
                works[work.Id] = new FoundWork(work.RightsHolderId, text, length);
            }
        }
        return works;
    }

    private sealed class Progress(RunningJob job, long? outputsOfFile) : IProgress<ScanProgress>
    {
        // Of a live model, the asking is the work, and comparing takes seconds.
        public void Report(ScanProgress value)
        {
            if (outputsOfFile is long count)
                job.Progress(count + value.Outputs, 2 * count, "outputs read and compared");
        }
    }
}

/// <summary>What rows need to know of a work.</summary>
/// <param name="RightsHolderId">Whose it is.</param>
/// <param name="TextSha256">Which of its texts was scanned for, <see cref="RegisteredText.Sha256"/>.</param>
/// <param name="TextLength">UTF-16 code units in that text.</param>
internal sealed record FoundWork(Guid RightsHolderId, byte[] TextSha256, int TextLength);
