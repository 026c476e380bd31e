using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;
using ProvenanceAudit.TestDatabases;

namespace ProvenanceAudit.Web.Tests;

/// <summary>What tests of catalogs and submissions do again and again, as a publisher does it.</summary>
internal static class Intake
{
    /// <summary>How long tests wait at most: a machine under load; what is waited for is there after a second or two.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Connection string of a new registry; null for SQLite in the server's own folder.</summary>
    public static async Task<string?> DatabaseAsync(DatabaseEngine engine) =>
        engine == DatabaseEngine.PostgreSql ? await PostgreSqlRegistry.EmptyAsync() : null;

    /// <summary>JSON Lines of some works whose texts all differ.</summary>
    public static byte[] Works(int count, int words = 60, int seed = 1) => Lines(Enumerable.Range(0, count).Select(i => Work($"work-{i}", Text(i + (seed * 100_000), words))));

    public static byte[] Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");

    public static string Work(string id, string text, string? title = null) =>
        JsonSerializer.Serialize(new { id, title = title ?? $"Title of {id}", contributors = new[] { "Pia Painter" }, text });

    public static string Text(int seed, int words)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{random.Next(5000)}"));
    }

    /// <summary>Makes a catalog; the answer is its page.</summary>
    public static async Task<Page> CatalogAsync(this Browser browser, string name = "Novels") =>
        await (await browser.GetAsync("/catalogs")).SubmitAsync("main form", new() { ["Name"] = name });

    /// <summary>Hands a file in; the answer is the submission's page.</summary>
    /// <param name="catalog">The catalog's page.</param>
    /// <param name="content">The file.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isHeld">Whether its records are only looked at, as the form has it unless that is unchecked.</param>
    public static Task<Page> HandInAsync(this Page catalog, byte[] content, string name = "works.jsonl", bool isHeld = false) =>
        catalog.SubmitAsync("#upload", isHeld ? null : new() { ["check"] = "no" }, files: new() { ["file"] = (name, content) });

    public static Guid IdOf(Page page) => Guid.Parse(page.Response.RequestMessage!.RequestUri!.Segments[2].TrimEnd('/'));

    /// <summary>Waits until a submission's job has ended.</summary>
    public static async Task<(Job Job, Submission Submission)> EndedAsync(this RegistryDatabase database, Guid submission)
    {
        Job job = await database.WaitAsync(
            r => r.Jobs.AsNoTracking().OrderByDescending(j => j.Queued).FirstAsync(j => j.SubjectId == submission), j => j.IsFinished);
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        return (job, await registry.Submissions.AsNoTracking().SingleAsync(s => s.Id == submission));
    }

    /// <summary>Asks the registry until it answers as wanted.</summary>
    public static async Task<T> WaitAsync<T>(this RegistryDatabase database, Func<RegistryContext, Task<T>> ask, Func<T, bool> isWanted)
    {
        for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < Longest;)
        {
            await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
            {
                if (await ask(registry) is var answer && isWanted(answer))
                    return answer;
            }
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException("what the test waits for did not come");
    }
}
