using System.Net;
using MemorizingModel;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.Browser.Tests;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Web.Tests;
using ProvenanceAudit.Works;

[assembly: AssemblyFixture(typeof(PopulatedServer))]

namespace ProvenanceAudit.Browser.Tests;

/// <summary>
/// A server after two months of use: real works, real scans of models with known training data, reports, and things that went wrong.
/// Chapters of the sample catalog's books are works of their own, so that lists are long.
/// </summary>
public sealed class PopulatedServer : IAsyncLifetime
{
    internal const string AdministratorEmail = "ada@example.org";
    internal const string PublisherEmail = "pia@example.org";
    internal const string NewPublisherEmail = "nils@example.org";

    private readonly List<IAsyncDisposable> _endpoints = [];

    internal RunningServer Running { get; private set; } = null!;

    /// <summary>The scan that is still going on.</summary>
    internal Guid RunningScan { get; private set; }

    /// <summary>The scan that failed.</summary>
    internal Guid FailedScan { get; private set; }

    /// <summary>A finding of a paraphrase, with a verdict.</summary>
    internal Guid Reworded { get; private set; }

    /// <summary>A submission that waits for its publisher to say that it is to be taken in.</summary>
    internal Guid Held { get; private set; }

    /// <summary>A work that was announced by ONIX, has its text from an EPUB, other editions, and the same text under another name.</summary>
    internal Guid Announced { get; private set; }

    /// <summary>The crawl that was run, of <see cref="Site"/>.</summary>
    internal Guid Crawl { get; private set; }

    /// <summary>The crawl that is going on.</summary>
    internal Guid RunningCrawl { get; private set; }

    /// <summary>Host and port of the site that was crawled.</summary>
    internal string Site { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Running = await RunningServer.StartAsync(settings: s => s with { CrawlNetworks = [IPNetwork.Parse("127.0.0.0/8")] });
        using Web.Tests.Browser ada = await Running.AdministratorAsync();
        using Web.Tests.Browser pia = await Running.PersonAsync(RoleNames.Publisher, PublisherEmail, "Harbour House Press");
        using Web.Tests.Browser nils = await Running.PersonAsync(RoleNames.Publisher, NewPublisherEmail, "Nordlys Forlag");
        await HandInAsync(pia, "New Testament", ["kjv-mark"], "new-testament.jsonl");
        await HandInAsync(
            pia, "Old Testament", ["kjv-genesis", "kjv-ruth", "kjv-jonah", "kjv-ecclesiastes", "kjv-song-of-solomon"], "old-testament.jsonl", Faulty);

        await PutWorksBackAsync(TimeSpan.FromDays(70));
        await ScanAsync(ada, "Heron 7B", ["kjv-jonah", "kjv-mark"], "1", daysAgo: 57);
        await ScanAsync(ada, "Heron 70B Chat", ["kjv-mark", "kjv-song-of-solomon"], "0", daysAgo: 40);
        await ScanAsync(ada, "Kestrel Large", ["kjv-ecclesiastes"], "1", daysAgo: 26);
        await ScanAsync(ada, "Heron 70B Chat v2", ["kjv-mark", "kjv-ruth", "kjv-jonah", "kjv-song-of-solomon"], "0", daysAgo: 9);
        await ScanAsync(ada, "Wren Mini", ["gpl-3.0"], "1", daysAgo: 2);
        await RewordAsync();
        FailedScan = (await FailAsync(ada)).Id;
        await DecideAsync();
        await OrderAsync(pia);
        Crawl = await CrawlAsync(pia);
        await HandInListAsync(pia);
        RunningScan = await StartSlowAsync(ada);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable endpoint in _endpoints)
            await endpoint.DisposeAsync();
        await Running.DisposeAsync();
    }

    private static IReadOnlyList<string> Faulty =>
        ["{\"id\": \"kjv-exodus\", \"text\": \" \"}", "{\"id\": \"kjv-leviticus\", \"title\": \"Leviticus\", \"text\": "];

    /// <summary>Hands in chapters, and records that cannot be used.</summary>
    private async Task HandInAsync(
        Web.Tests.Browser publisher, string catalog, string[] books, string file, IReadOnlyList<string>? faulty = null)
    {
        IEnumerable<WorkText> works = Web.Tests.Scanning.Works.Where(w => books.Contains(w.Work.Id));
        IEnumerable<string> lines = works.SelectMany(w => Chapters(w.Text).Select((text, i) =>
            System.Text.Json.JsonSerializer.Serialize(new
            {
                id = $"{w.Work.Id}-{i + 1:00}",
                title = $"{w.Work.Title.Split('(')[0].Trim()}, chapter {i + 1}",
                contributors = w.Work.Contributors,
                language = w.Work.Language,
                licence = w.Work.Licence,
                published = w.Work.Published,
                text,
            })));
        byte[] content = Intake.Lines([.. lines, .. faulty ?? []]);
        Web.Tests.Page submission = await (await publisher.CatalogAsync(catalog)).HandInAsync(content, file);
        await Running.Database.EndedAsync(Intake.IdOf(submission));
    }

    /// <summary>Hands in a publisher's list and its books, and a table that is only looked at.</summary>
    private async Task HandInListAsync(Web.Tests.Browser publisher)
    {
        Web.Tests.Page catalog = await publisher.CatalogAsync("Whole list");
        byte[] onix = PublisherFiles.Onix(
            PublisherFiles.Product("hhp.1", "9780000000019", "The Grey Harbour"), PublisherFiles.Product("hhp.2", "9780000000026", "The Grey Harbour"),
            PublisherFiles.Product("hhp.3", "9780000000033", "Letters from the Lighthouse"));
        await Running.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(onix, "list.xml")));
        byte[] books = PublisherFiles.Zip(
            ("9780000000019.epub", PublisherFiles.Epub("urn:isbn:9780000000019", "The Grey Harbour", Intake.Text(7, 400))),
            ("reissue.epub", PublisherFiles.Epub("urn:uuid:7d444840-9dc0-11d1-b245-5ffdce74fad2", "A Harbour in Grey", Intake.Text(7, 400))));
        await Running.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(books, "books.zip")));
        byte[] table = System.Text.Encoding.UTF8.GetBytes("""
            EAN;Titel;Autorin;Verlag;Erschienen;Preis;Notiz
            9780000000040;Das graue Haus;Pia Painter;Harbour House;01.03.2021;19,90;vergriffen
            9780000000057;Der rote Hafen;Pia Painter;Harbour House;2019;22,00;
            9780000000065;Die blaue Stunde;Nora Nord;Harbour House;3/4/2020;18,00;neu
            ;Ohne Nummer;;Harbour House;;;
            """);
        Held = Intake.IdOf(await catalog.HandInAsync(table, "herbst.csv", isHeld: true));
        await Running.Database.EndedAsync(Held);
        await using RegistryContext registry = Running.Database.CreateContext(RegistryScope.Everything);
        Announced = await registry.Works.Where(w => w.ExternalId == "hhp.1").Select(w => w.Id).SingleAsync();
    }

    private static IEnumerable<string> Chapters(string book) => book.Split("\nChapter ").Skip(1)
        .Select(chapter => chapter[(chapter.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim());

    private async Task ScanAsync(Web.Tests.Browser auditor, string name, string[] learnt, string temperature, int daysAgo)
    {
        var model = new NgramModel(Web.Tests.Scanning.Works.Where(w => learnt.Contains(w.Work.Id)).Select(w => w.Text));
        MemorizingModelServer endpoint = await ServeAsync(model, new MemorizingModel.ServerSettings { StatedModel = Stated(name) });
        Guid id = await auditor.EnterModelAsync(name, ModelAccess.Completions, endpoint.Address, endpoint.Settings.Model);
        Web.Tests.Page page = await StartAsync(auditor, id, temperature);
        (Job job, Scan scan) = await Running.Database.ScannedAsync(page);
        Assert.Equal((JobState.Done, null), (job.State, job.Error));
        await PutBackAsync(scan.Id, TimeSpan.FromDays(daysAgo));
    }

    private static string Stated(string name) => $"{name.ToLowerInvariant().Replace(' ', '-')}-2026-09";

    private static async Task<Web.Tests.Page> StartAsync(Web.Tests.Browser auditor, Guid model, string temperature = "0") =>
        await (await auditor.GetAsync("/scans/new")).SubmitAsync("#live", new()
        {
            ["ModelId"] = model.ToString(),
            ["Positions"] = "1",
            ["Tokens"] = "120",
            ["Temperature"] = temperature,
        });

    private async Task PutWorksBackAsync(TimeSpan age)
    {
        await using RegistryContext registry = Running.Database.CreateContext(RegistryScope.Everything);
        DateTimeOffset then = DateTimeOffset.UtcNow - age;
        await registry.Works.ExecuteUpdateAsync(w => w.SetProperty(x => x.Created, then).SetProperty(x => x.Changed, then));
        await registry.Submissions.ExecuteUpdateAsync(s => s.SetProperty(x => x.Created, then).SetProperty(x => x.Finished, then));
        await registry.Catalogs.ExecuteUpdateAsync(c => c.SetProperty(x => x.Created, then));
    }

    /// <summary>Makes a scan one of some days ago.</summary>
    private async Task PutBackAsync(Guid scan, TimeSpan age)
    {
        await using RegistryContext registry = Running.Database.CreateContext(RegistryScope.Everything);
        DateTimeOffset then = DateTimeOffset.UtcNow - age;
        await registry.Scans.Where(s => s.Id == scan).ExecuteUpdateAsync(s => s
            .SetProperty(x => x.Created, then).SetProperty(x => x.Started, then).SetProperty(x => x.Finished, then.AddMinutes(11)));
        await registry.Findings.Where(f => f.ScanId == scan).ExecuteUpdateAsync(f => f.SetProperty(x => x.Created, then.AddMinutes(11)));
        await registry.Outputs.Where(o => o.ScanId == scan).ExecuteUpdateAsync(o => o
            .SetProperty(x => x.Asked, then.AddMinutes(5)).SetProperty(x => x.Answered, then.AddMinutes(5)));
    }

    private async Task RewordAsync()
    {
        Guid catalog;
        await using (RegistryContext registry = Running.Database.CreateContext(RegistryScope.Everything))
            catalog = await registry.Catalogs.Where(c => c.Name == "Old Testament").Select(c => c.Id).SingleAsync();
        (Guid scan, Reworded, _) = await Running.ParaphraseAsync(catalog);
        await PutBackAsync(scan, TimeSpan.FromDays(30));
    }

    private async Task<Scan> FailAsync(Web.Tests.Browser auditor)
    {
        MemorizingModelServer endpoint = await ServeAsync(Web.Tests.Scanning.Model, new MemorizingModel.ServerSettings { ApiKey = "sk-another" });
        Guid id = await auditor.EnterModelAsync("Osprey Preview", ModelAccess.Chat, endpoint.Address, endpoint.Settings.Model, "sk-expired");
        (Job job, Scan scan) = await Running.Database.ScannedAsync(await StartAsync(auditor, id));
        Assert.Equal(JobState.Failed, job.State);
        return scan;
    }

    private async Task<Guid> StartSlowAsync(Web.Tests.Browser auditor)
    {
        MemorizingModelServer endpoint = await ServeAsync(
            Web.Tests.Scanning.Model, new MemorizingModel.ServerSettings { Faults = new Faults { Delay = TimeSpan.FromSeconds(2) } });
        Guid model = await auditor.EnterModelAsync("Heron 405B", ModelAccess.Chat, endpoint.Address, endpoint.Settings.Model);
        Guid scan = Intake.IdOf(await StartAsync(auditor, model));
        await Running.Database.WaitAsync(
            r => r.Jobs.AsNoTracking().SingleAsync(j => j.SubjectId == scan), job => job is { State: JobState.Running, ProgressTotal: > 0 });
        return scan;
    }

    /// <summary>Crawls a site whose rights changed since it was first looked at, and begins another crawl that takes its time.</summary>
    private async Task<Guid> CrawlAsync(Web.Tests.Browser publisher)
    {
        ServedSite site = await ServedSite.StartAsync();
        _endpoints.Add(site);
        Site = site.Authority;
        string[] paths = [.. Enumerable.Range(1, 9).Select(i => $"/news/harbour-{i}"), "/news/harbour-1-print", "/private/plan", "/old", "/licence"];
        site.Put("/robots.txt", """
            User-agent: *
            Content-Signal: search=yes, ai-train=no, ai-input=yes
            Disallow: /private

            User-agent: GPTBot
            User-agent: ClaudeBot
            Disallow: /
            """).Article("/", "Harbour news", 1, "", paths);
        for (int i = 1; i <= 9; i++)
            site.Article($"/news/harbour-{i}", $"Harbour {i}", 10 + i, i == 3 ? "<meta name=\"robots\" content=\"noai, noimageai\">" : "");
        site.Article("/news/harbour-1-print", "Harbour 1", 11)
            .Article("/licence", "Licence", 40, "<link rel=\"license\" href=\"https://creativecommons.org/licenses/by-nc/4.0/\"><meta name=\"tdm-reservation\" content=\"1\">");
        await RememberAsync(site.Origin);
        Guid crawl = await MakeCrawlAsync(publisher, "Harbour news", site, "0");
        await Running.Database.WaitAsync(r => r.Jobs.AsNoTracking().SingleAsync(j => j.Kind == JobKind.Crawl), job => job.IsFinished);
        RunningCrawl = await MakeCrawlAsync(publisher, "Harbour news, slowly", site, "3600");
        await Running.Database.WaitAsync(r => r.Jobs.AsNoTracking().CountAsync(j => j.Kind == JobKind.Crawl && j.State == JobState.Running), n => n == 1);
        return crawl;
    }

    private static async Task<Guid> MakeCrawlAsync(Web.Tests.Browser publisher, string name, ServedSite site, string delay)
    {
        Web.Tests.Page page = await (await publisher.GetAsync("/crawls/new")).SubmitAsync("#crawl", new()
        {
            ["Name"] = name,
            ["Seeds"] = site.Origin + "/",
            ["DelaySeconds"] = delay,
            ["Contact"] = "crawl@example.org",
            ["Repeat"] = "Daily",
            ["Time"] = "04:30",
        });
        Assert.Equal(name, page.Heading);
        return Intake.IdOf(page);
    }

    /// <summary>What the site stated months ago.</summary>
    private async Task RememberAsync(string origin)
    {
        await using RegistryContext registry = Running.Database.CreateContext(RegistryScope.Everything);
        RightsHolder holder = await registry.RightsHolders.SingleAsync(r => r.Name == "Harbour House Press");
        foreach (int days in (int[])[120, 75])
        {
            DateTimeOffset then = DateTimeOffset.UtcNow.AddDays(-days);
            await new RightsSightings(registry, holder.Id).KeepAsync(
                [Stating.Signal(origin, "ai-train=yes", then)], [Stating.Look(origin, then, "yes")], TestContext.Current.CancellationToken);
        }
    }

    private async Task DecideAsync()
    {
        await using RegistryContext registry = Running.Database.CreateContext(RegistryScope.Everything);
        Person ada = await registry.Users.SingleAsync(p => p.Email == AdministratorEmail);
        List<StoredFinding> findings = await registry.Findings.OrderBy(f => f.Created).ThenBy(f => f.Id).ToListAsync();
        foreach ((StoredFinding finding, int i) in findings.Take(findings.Count / 2).Select((f, i) => (f, i)))
        {
            finding.Decision = i % 5 == 4 ? FindingDecision.Dismissed : FindingDecision.Confirmed;
            finding.DecisionReason = i % 5 == 4 ? "A quotation that is allowed: it names its source." : null;
            finding.DecidedById = ada.Id;
            finding.Decided = finding.Created.AddDays(1);
        }
        await registry.SaveChangesAsync();
    }

    private async Task OrderAsync(Web.Tests.Browser publisher)
    {
        Web.Tests.Page report = await (await publisher.GetAsync("/reports")).SubmitAsync(
            "#order", new() { ["title"] = "Copying from the Old and the New Testament" });
        Guid id = Intake.IdOf(report);
        await Running.Database.WaitAsync(r => r.Jobs.AsNoTracking().SingleAsync(j => j.SubjectId == id), job => job.IsFinished);
    }

    private async Task<MemorizingModelServer> ServeAsync(NgramModel model, MemorizingModel.ServerSettings settings)
    {
        MemorizingModelServer endpoint = await MemorizingModelServer.StartAsync(model, settings);
        _endpoints.Add(endpoint);
        return endpoint;
    }
}
