using MemorizingModel;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Web.Tests;

/// <summary>What tests of models, scans and findings do again and again.</summary>
internal static class Scanning
{
    /// <summary>The works that <see cref="Model"/> learnt; they share passages with none of the others.</summary>
    public static IReadOnlyList<string> LearntIds { get; } = ["gfdl-1.3", "gpl-2.0", "gpl-3.0", "kjv-jonah", "kjv-mark", "kjv-matthew"];

    /// <summary>The sample catalog.</summary>
    public static IReadOnlyList<WorkText> Works { get; } =
        [.. new CatalogReader(Path.Combine(AppContext.BaseDirectory, "samples", "catalog.jsonl")).Works(p => throw new InvalidDataException(p.ToString()))];

    /// <summary>A model that learnt half of it.</summary>
    public static NgramModel Model { get; } = new(Works.Where(w => LearntIds.Contains(w.Work.Id)).Select(w => w.Text));

    /// <summary>Hands the sample catalog in, and waits until it is there.</summary>
    public static async Task HandInSamplesAsync(this Browser publisher, RunningServer server)
    {
        byte[] lines = Intake.Lines(Works.Select(w => Intake.Work(w.Work.Id, w.Text, w.Work.Title)));
        Page submission = await (await publisher.CatalogAsync("Samples")).HandInAsync(lines);
        await server.Database.EndedAsync(Intake.IdOf(submission));
    }

    /// <summary>Enters a model; the answer is its id.</summary>
    public static async Task<Guid> EnterModelAsync(
        this Browser auditor, string name, ModelAccess access, string address = "", string modelId = "", string key = "")
    {
        Page page = await (await auditor.GetAsync("/models/edit")).SubmitAsync("#model", new()
        {
            ["Name"] = name,
            ["Access"] = access.ToString(),
            ["BaseUrl"] = address,
            ["ModelId"] = modelId,
            ["Key"] = key,
        });
        Assert.Equal(name, page.Heading);
        return Guid.Parse(page.Response.RequestMessage!.RequestUri!.Segments[^1]);
    }

    /// <summary>Waits until a scan's job has ended.</summary>
    public static async Task<(Job Job, Scan Scan)> ScannedAsync(this RegistryDatabase database, Page page)
    {
        Guid id = Intake.IdOf(page);
        Job job = await database.WaitAsync(
            r => r.Jobs.AsNoTracking().OrderByDescending(j => j.Queued).FirstAsync(j => j.SubjectId == id, TestContext.Current.CancellationToken), j => j.IsFinished);
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        return (job, await registry.Scans.AsNoTracking().SingleAsync(s => s.Id == id, TestContext.Current.CancellationToken));
    }

    /// <summary>Ids in their catalog of the works that a scan found, in order.</summary>
    public static async Task<IReadOnlyList<string>> FoundAsync(this RegistryDatabase database, Guid scan)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        List<string> ids = await registry.Findings.Where(f => f.ScanId == scan).Select(f => f.Work!.ExternalId)
            .ToListAsync(TestContext.Current.CancellationToken);
        return [.. ids.Order(StringComparer.Ordinal)];
    }
}
