using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Records;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.TestDatabases;

namespace ProvenanceAudit.Benchmarks.Served;

/// <summary>
/// The whole path of a served program, from the upload to the last row, beside the engine alone on the same files: reading and
/// indexing a catalog, reading and scanning outputs. Then how soon pages answer with many matches stored, while a scan runs.
/// </summary>
internal static class WholePath
{
    /// <summary>Measures on one database and prints a line for each figure.</summary>
    /// <param name="books">Folder of text files.</param>
    /// <param name="isPostgreSql">PostgreSQL, as tests start it (no fsync); else SQLite.</param>
    /// <param name="works">Works of the catalog.</param>
    /// <param name="outputs">Outputs of the scan.</param>
    /// <param name="storedMatches">Matches stored before pages are asked for.</param>
    public static async Task RunAsync(string books, bool isPostgreSql, int works, int outputs, int storedMatches)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        string folder = Directory.CreateTempSubdirectory("provenance-benchmark-").FullName;
        try
        {
            (string catalog, string answers) = CutTexts.Write(books, works, outputs, folder);
            double catalogMegabytes = new FileInfo(catalog).Length / 1e6;
            // Once to warm up.
            Alone(catalog, answers, Path.Combine(folder, "warm"));
            (double index, double scan) = Alone(catalog, answers, Path.Combine(folder, "index"));
            Console.WriteLine($"engine alone: {catalogMegabytes:N1} MB of catalog in {index:N1} s, {catalogMegabytes / index:N1} MB/s; "
                + $"{outputs:N0} outputs in {scan:N1} s, {outputs / scan:N0} outputs/s");
            string? database = isPostgreSql ? await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync() : null;
            await using ServedProgram program = await ServedProgram.StartAsync(database);
            await MeasureAsync(program, (catalog, catalogMegabytes, index), (answers, outputs, scan));
            await PageTimes.RunAsync(program, storedMatches, answers);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(
        ServedProgram program, (string File, double Megabytes, double Alone) catalog, (string File, int Count, double Alone) outputs)
    {
        Guid holder, kept, model;
        await using (RegistryContext registry = program.Database.CreateContext(RegistryScope.Everything))
        {
            var press = new RightsHolder { Name = "A press" };
            var novels = new Catalog { RightsHolderId = press.Id, Name = "Novels" };
            var some = new AuditedModel { Name = "some-model", Access = ModelAccess.Files };
            registry.AddRange(press, novels, some);
            await registry.SaveChangesAsync();
            (holder, kept, model) = (press.Id, novels.Id, some.Id);
        }
        using SignedIn publisher = await SignedIn.AsAsync(program, RoleNames.Publisher, holder);
        long begin = Stopwatch.GetTimestamp();
        Guid submission = IdOf(await publisher.UploadAsync($"/catalogs/{kept}", $"/catalogs/{kept}/upload", catalog.File));
        double uploaded = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        await program.WaitAsync(r => r.Submissions.AnyAsync(s => s.Id == submission && s.Finished != null));
        double taken = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Console.WriteLine($"ingest: upload {uploaded:N1} s, all records {taken:N1} s, {catalog.Megabytes / taken:N1} MB/s, peak memory {program.PeakMegabytes:N0} MB");

        using SignedIn auditor = await SignedIn.AsAsync(program, RoleNames.Auditor, null);
        string one = Path.Combine(Path.GetDirectoryName(outputs.File)!, "one.jsonl");
        await File.WriteAllLinesAsync(one, File.ReadLines(outputs.File).Take(1));
        double indexed = await ScanAsync(program, auditor, model, one);
        Console.WriteLine($"first scan, of one output, which brings the index up to date: {indexed:N1} s; ingest and index together "
            + $"{catalog.Megabytes / (taken + indexed):N1} MB/s, {catalog.Alone / (taken + indexed):N2} of the engine alone");
        double scanned = await ScanAsync(program, auditor, model, outputs.File);
        await using RegistryContext after = program.Database.CreateContext(RegistryScope.Everything);
        Console.WriteLine($"scan: {scanned:N1} s, {outputs.Count / scanned:N0} outputs/s, {outputs.Alone / scanned:N2} of the engine alone, "
            + $"{await after.Matches.CountAsync():N0} matches kept, peak memory {program.PeakMegabytes:N0} MB");
    }

    private static async Task<double> ScanAsync(ServedProgram program, SignedIn auditor, Guid model, string file)
    {
        long begin = Stopwatch.GetTimestamp();
        Guid scan = IdOf(await auditor.UploadAsync($"/scans/upload/{model}", $"/scans/upload/{model}", file));
        await program.WaitAsync(async r => await r.Jobs.SingleAsync(j => j.SubjectId == scan) is { IsFinished: true } job
            && (job.State == JobState.Done ? true : throw new InvalidOperationException(job.Error)));
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <summary>Seconds for reading and indexing, and for reading and scanning, on as many threads as the program uses.</summary>
    private static (double Index, double Scan) Alone(string catalog, string answers, string index)
    {
        long begin = Stopwatch.GetTimestamp();
        using (FingerprintIndexWriter writer = FingerprintIndexWriter.Open(index))
        {
            var reader = new CatalogReader(catalog);
            Parallel.ForEach(
                Partitioner.Create(reader.Works(problem => throw new InvalidDataException(problem.ToString())), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                work => writer.Add(work));
            writer.Commit();
        }
        double indexed = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        begin = Stopwatch.GetTimestamp();
        using FingerprintIndexReader opened = FingerprintIndexReader.Open(index);
        using InputFile input = InputFile.Open(answers);
        new OutputScanner(opened, new MatchSettings { ShowInsignificant = true, Threads = Environment.ProcessorCount })
            .Scan(OutputFile.Read(input, problem => throw new InvalidDataException(problem.ToString())));
        return (indexed, Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }

    private static Guid IdOf(string path) => Guid.Parse(path.Split('/')[2]);
}
