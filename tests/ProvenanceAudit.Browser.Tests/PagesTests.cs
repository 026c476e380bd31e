using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Web.Tests;

namespace ProvenanceAudit.Browser.Tests;

/// <summary>Every page with much on it, and with nothing: for eyes, keyboards, phones, and under the content policy.</summary>
public sealed class PagesTests(Chromium chromium, PopulatedServer server)
{
    private const int Phone = 360;

    private static readonly string Checks = Script("checks.js");
    private static readonly string Contrast = Script("contrast.js");

    /// <summary>Folder for a picture of every page, wide and narrow, light and dark; none are taken where it is not set.</summary>
    private static string? Pictures => Environment.GetEnvironmentVariable("PAGE_PICTURES");

    [Theory]
    [InlineData(PopulatedServer.PublisherEmail)]
    [InlineData(PopulatedServer.NewPublisherEmail)]
    [InlineData(PopulatedServer.AdministratorEmail)]
    public async Task Pages_are_there_for_everybody(string email)
    {
        await using Visitor visitor = await chromium.VisitAsync(server.Running.Address);
        await visitor.SignInAsync(email);
        var wrong = new List<string>();
        foreach (string path in await PathsAsync(email))
            wrong.AddRange(await LookAtAsync(visitor, path, email));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task Pages_before_signing_in_are_there_for_everybody()
    {
        await using Visitor visitor = await chromium.VisitAsync(server.Running.Address);
        var wrong = new List<string>();
        foreach (string path in (string[])["/account/sign-in", "/account/join?token=none", "/account/new-password"])
            wrong.AddRange(await LookAtAsync(visitor, path, "nobody"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private async Task<IReadOnlyList<string>> PathsAsync(string email)
    {
        string[] all = ["/", "/catalogs", "/crawls", "/crawls/new", "/rights", "/works", "/findings", "/reports", "/keys"];
        if (email == PopulatedServer.NewPublisherEmail)
            return all;
        await using RegistryContext registry = server.Running.Database.CreateContext(RegistryScope.Everything);
        StoredFinding finding = await registry.Findings.OrderByDescending(f => f.CopiedWords).FirstAsync();
        Submission submission = await registry.Submissions.SingleAsync(s => s.Refused > 0);
        CompiledReport report = await registry.Reports.SingleAsync();
        Guid crawled = await registry.CrawledAddresses.Where(a => a.WorkId != null).Select(a => a.WorkId!.Value).FirstAsync();
        AuditedModel model = await registry.Models.FirstAsync(m => m.Access != ModelAccess.Files);
        if (email == PopulatedServer.PublisherEmail)
        {
            return
            [
                .. all, $"/catalogs/{submission.CatalogId}", $"/catalogs/{submission.CatalogId}/upload",
                $"/catalogs/{submission.CatalogId}/fetch", $"/submissions/{submission.Id}", $"/submissions/{server.Held}", $"/works/{server.Announced}",
                $"/works/{finding.WorkId}", "/works?q=nothing+like+this", $"/findings/{finding.Id}", $"/findings/{server.Reworded}", "/findings?decision=Dismissed",
                "/findings?work=nothing+like+this", $"/reports/{report.Id}", "/nothing/here",
                $"/crawls/{server.Crawl}", $"/crawls/{server.Crawl}/edit", $"/crawls/{server.Crawl}?outcome=SameText", $"/crawls/{server.RunningCrawl}",
                "/crawls?away=true", $"/works/{crawled}", $"/rights/site?host={server.Site}", $"/rights/site?host={server.Site}&pages=true",
                "/rights?q=nothing.like.this",
            ];
        }
        return
        [
            "/", "/catalogs", "/crawls", "/crawls/new", "/rights", $"/rights/site?host={server.Site}", "/findings", $"/findings/{finding.Id}", "/reports", "/models", "/models/edit", $"/models/edit/{model.Id}",
            "/scans", "/scans/new", $"/scans/upload/{model.Id}", $"/scans/{finding.ScanId}",
            $"/scans/{server.RunningScan}", $"/scans/{server.FailedScan}", "/admin", "/admin/people", "/admin/rights-holders", "/admin/audit",
        ];
    }

    private static async Task<IReadOnlyList<string>> LookAtAsync(Visitor visitor, string path, string who)
    {
        IPage page = visitor.Page;
        var wrong = new List<string>();
        await page.SetViewportSizeAsync(1280, 900);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        IResponse? answer = await page.GotoAsync(path);
        if (answer!.Status != (path.StartsWith("/nothing", StringComparison.Ordinal) ? 404 : 200))
            wrong.Add($"answer {answer.Status}");
        wrong.AddRange(await page.EvaluateAsync<string[]>(Checks));
        foreach (ColorScheme scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            wrong.AddRange((await page.EvaluateAsync<string[]>(Contrast)).Select(c => $"{scheme}: {c}"));
            await PictureAsync(page, path, who, $"wide-{scheme}");
        }
        wrong.AddRange(await Keyboard.MistakesAsync(page));
        await page.SetViewportSizeAsync(Phone, 780);
        int over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        if (over > 0)
            wrong.Add($"the page is {over} pixels too wide for a phone");
        await PictureAsync(page, path, who, "phone-Dark");
        // That a page is not there is said on the console too.
        wrong.AddRange(visitor.TakeComplaints().Where(c => answer.Status != 404 || !c.Contains("404", StringComparison.Ordinal)));
        return [.. wrong.Select(w => $"{who} {path}: {w}")];
    }

    private static async Task PictureAsync(IPage page, string path, string who, string kind)
    {
        if (Pictures is not string folder)
            return;
        string name = string.Concat(path.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        name = System.Text.RegularExpressions.Regex.Replace(name, "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id");
        string file = Path.Combine(folder, $"{who.Split('@')[0]}_{name}_{kind}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
    }

    private static string Script(string name)
    {
        using var reader = new StreamReader(typeof(PagesTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
