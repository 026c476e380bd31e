using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Benchmarks.Served;

/// <summary>How soon pages answer, each alone, one after another, while a scan runs.</summary>
internal static class PageTimes
{
    private const int OutputsPerScan = 2000;
    private const int MatchesPerOutput = 10;
    private const int Rounds = 30;

    /// <summary>Stores matches, starts a scan, and prints times.</summary>
    /// <param name="program">With a finished scan that found works.</param>
    /// <param name="matches">Matches to store beside those of the scan.</param>
    /// <param name="outputs">File of outputs, to be scanned meanwhile.</param>
    public static async Task RunAsync(ServedProgram program, int matches, string outputs)
    {
        for (int stored = 0; stored < matches; stored += OutputsPerScan * MatchesPerOutput)
            await StoreScanAsync(program);
        string[] pages;
        Guid model;
        await using (RegistryContext registry = program.Database.CreateContext(RegistryScope.Everything))
        {
            Console.WriteLine($"stored: {await registry.Matches.CountAsync()} matches, {await registry.Findings.CountAsync()} findings");
            StoredFinding finding = await registry.Findings.OrderByDescending(f => f.Matches).FirstAsync();
            Guid work = finding.WorkId, scan = finding.ScanId;
            Guid catalog = (await registry.Catalogs.FirstAsync()).Id;
            model = (await registry.Models.FirstAsync()).Id;
            pages =
            [
                "/", "/catalogs", $"/catalogs/{catalog}", "/works", "/works?q=work-77", $"/works/{work}", "/findings",
                "/findings?decision=Open", $"/findings/{finding.Id}", "/models", "/scans", $"/scans/{scan}", "/reports", "/keys",
            ];
        }
        using SignedIn auditor = await SignedIn.AsAsync(program, RoleNames.Administrator, null);
        foreach (string page in pages)
            await auditor.Client.GetStringAsync(page);
        string running = (await auditor.UploadAsync($"/scans/upload/{model}", $"/scans/upload/{model}", outputs)).Split('/')[2];
        var times = pages.ToDictionary(page => page, _ => new List<double>());
        int whileRunning = 0;
        for (int round = 0; round < Rounds; round++)
        {
            foreach (string page in pages)
            {
                long begin = Stopwatch.GetTimestamp();
                await auditor.Client.GetStringAsync(page);
                times[page].Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }
            await using RegistryContext registry = program.Database.CreateContext(RegistryScope.Everything);
            if (await registry.Jobs.AnyAsync(j => j.SubjectId == Guid.Parse(running) && j.State == JobState.Running))
                whileRunning++;
        }
        Console.WriteLine($"pages, {Rounds} rounds, of which the scan ran in {whileRunning}; milliseconds at the median and the 95th percentile:");
        foreach ((string page, List<double> of) in times)
            Console.WriteLine($"  {Quantile(of, 0.5),6:N0} {Quantile(of, 0.95),6:N0}  {page}");
        List<double> all = [.. times.Values.SelectMany(t => t)];
        Console.WriteLine($"  {Quantile(all, 0.5),6:N0} {Quantile(all, 0.95),6:N0}  all");
    }

    private static double Quantile(List<double> times, double part) => times.Order().ElementAt((int)(part * (times.Count - 1)));

    /// <summary>Stores a finished scan whose outputs recite what those of the first scan do, ten times each.</summary>
    private static async Task StoreScanAsync(ServedProgram program)
    {
        await using RegistryContext registry = program.Database.CreateContext(RegistryScope.Everything);
        Scan like = await registry.Scans.AsNoTracking().OrderByDescending(s => s.WorksFound).FirstAsync();
        List<StoredMatch> some = await registry.Matches.AsNoTracking()
            .Where(m => m.ScanId == like.Id && m.Significant).OrderBy(m => m.Id).Take(OutputsPerScan).ToListAsync();
        Dictionary<Guid, byte[]> texts = await registry.Findings.Where(f => f.ScanId == like.Id)
            .ToDictionaryAsync(f => f.WorkId, f => f.TextSha256);
        var scan = new Scan
        {
            Name = like.Name,
            ModelId = like.ModelId,
            OutputsFileId = like.OutputsFileId,
            SettingsJson = like.SettingsJson,
            Outputs = OutputsPerScan,
            OutputWords = like.OutputWords,
            Matches = OutputsPerScan * MatchesPerOutput,
            SignificantMatches = OutputsPerScan * MatchesPerOutput,
            SignificanceJson = like.SignificanceJson,
            ModelsJson = like.ModelsJson,
            IndexRevision = like.IndexRevision,
            Started = DateTimeOffset.UtcNow,
            Finished = DateTimeOffset.UtcNow,
        };
        registry.Add(scan);
        await registry.SaveChangesAsync();
        var outputTexts = new Dictionary<long, string>();
        foreach (long[] ids in some.Select(m => m.OutputId).Distinct().Chunk(500))
        {
            foreach (var output in await registry.Outputs.Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Text }).ToListAsync())
                outputTexts.Add(output.Id, output.Text);
        }
        await BulkRows.InsertAsync(registry, some.Select((m, i) => new StoredOutput
        {
            Id = RowKey.OfOutput(scan.Number, i),
            ScanId = scan.Id,
            Ordinal = i,
            Sample = 0,
            Text = outputTexts[m.OutputId],
            Words = 190,
        }));
        StoredMatch[] rows = [.. some.SelectMany((m, i) => Enumerable.Range(0, MatchesPerOutput).SelectMany(k => StoredMatch.Of(
            m.ToMatch() with { AlsoIn = [] }, scan, RowKey.OfOutput(scan.Number, i), k, _ => m.RightsHolderId)))];
        await BulkRows.InsertAsync(registry, rows);
        await BulkRows.InsertAsync(registry, rows.GroupBy(m => m.WorkId).Select(found => new StoredFinding
        {
            Id = StoredFinding.IdOf(scan.Id, found.Key),
            ScanId = scan.Id,
            WorkId = found.Key,
            RightsHolderId = found.First().RightsHolderId,
            TextSha256 = texts[found.Key],
            Matches = found.Count(),
            Outputs = found.Select(m => m.OutputId).Distinct().Count(),
            CopiedWords = found.Sum(m => (long)m.Words),
            ShareOfWork = 0.1,
            LongestRun = found.Max(m => m.LongestRun),
            SmallestEValue = found.Min(m => m.EValue),
            Coverage = [0.1],
        }));
    }
}
