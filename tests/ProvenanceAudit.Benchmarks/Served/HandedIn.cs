using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;
using ProvenanceAudit.TestDatabases;

namespace ProvenanceAudit.Benchmarks.Served;

/// <summary>A publisher's file of any format, from the upload to the last outcome, and the same file once more, which changes nothing.</summary>
internal static class HandedIn
{
    /// <summary>Measures on one database and prints a line for each figure.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isPostgreSql">PostgreSQL, as tests start it (no fsync); else SQLite.</param>
    public static async Task RunAsync(string file, bool isPostgreSql)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        string? database = isPostgreSql ? await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync() : null;
        await using ServedProgram program = await ServedProgram.StartAsync(database);
        Guid holder, kept;
        await using (RegistryContext registry = program.Database.CreateContext(RegistryScope.Everything))
        {
            var press = new RightsHolder { Name = "A press" };
            var list = new Catalog { RightsHolderId = press.Id, Name = "Whole list" };
            registry.AddRange(press, list);
            await registry.SaveChangesAsync();
            (holder, kept) = (press.Id, list.Id);
        }
        using SignedIn publisher = await SignedIn.AsAsync(program, RoleNames.Publisher, holder);
        foreach (string time in (string[])["first", "again"])
        {
            long begin = Stopwatch.GetTimestamp();
            string path = await publisher.UploadAsync($"/catalogs/{kept}", $"/catalogs/{kept}/upload", file);
            double uploaded = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            Guid id = Guid.Parse(path.Split('/')[2]);
            await program.WaitAsync(r => r.Submissions.AnyAsync(s => s.Id == id && s.Finished != null));
            double taken = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            await using RegistryContext after = program.Database.CreateContext(RegistryScope.Everything);
            Submission done = await after.Submissions.SingleAsync(s => s.Id == id);
            var effects = await after.SubmissionRecords.Where(r => r.SubmissionId == id).GroupBy(r => r.Effect)
                .Select(g => new { Effect = g.Key, Count = g.Count() }).ToListAsync();
            long records = done.Accepted + done.AcceptedWithWarnings + done.Refused;
            Console.WriteLine($"{time}: {records:N0} records ({done.Accepted:N0} accepted, {done.AcceptedWithWarnings:N0} with warnings, {done.Refused:N0} refused; "
                + $"{string.Join(", ", effects.Select(e => $"{e.Count:N0} {e.Effect?.ToString() ?? "refused"}"))}) in {taken:N1} s, of which upload {uploaded:N1} s; "
                + $"{records / taken:N0} records/s, {done.Size / 1e6 / taken:N1} MB/s, peak memory {program.PeakMegabytes:N0} MB");
        }
    }
}
