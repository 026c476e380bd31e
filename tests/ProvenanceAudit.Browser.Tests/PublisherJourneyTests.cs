using System.Text.Json;
using MemorizingModel;
using Microsoft.Playwright;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Web.Tests;
using UglyToad.PdfPig;

namespace ProvenanceAudit.Browser.Tests;

/// <summary>The product from end to end, as people who have never seen it use it: nothing is done that the pages do not offer.</summary>
public sealed class PublisherJourneyTests(Chromium chromium)
{
    private const string Title = "Jonah (King James Version)";

    [Fact]
    public async Task A_publisher_gets_from_an_invitation_to_a_downloaded_report()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using MemorizingModelServer endpoint = await MemorizingModelServer.StartAsync(
            new NgramModel(Web.Tests.Scanning.Works.Where(w => w.Work.Title == Title).Select(w => w.Text)),
            new MemorizingModel.ServerSettings { ApiKey = "sk-live", Faults = new Faults { Delay = TimeSpan.FromMilliseconds(250) } },
            TestContext.Current.CancellationToken);
        await using Visitor ada = await chromium.VisitAsync(server.Address);
        await using Visitor pia = await chromium.VisitAsync(server.Address);

        Uri setUp = (await SetUpLink.MakeAsync(server.Database, server.Address, TestContext.Current.CancellationToken))!;
        await ada.JoinAsync(setUp, "Ada Administrator", "ada@example.org");
        await pia.JoinAsync(await InviteAsync(ada, "Pia's Press", "pia@example.org"), "Pia Publisher");
        await SignOutAsync(pia);
        await pia.SignInAsync("pia@example.org");

        await MakeCatalogAsync(pia, "Scripture");
        string outcomes = await HandInAsync(pia);
        Assert.Contains("without-text", outcomes, StringComparison.Ordinal);

        await EnterModelAsync(ada, "Parrot", endpoint);
        await ScanAsync(ada);

        await ReadAsync(pia);
        Assert.Contains("Jonah", TextOf(await OrderAsync(pia)), StringComparison.Ordinal);
        Assert.Equal([], ada.TakeComplaints());
        Assert.Equal([], pia.TakeComplaints());
    }

    private static async Task<Uri> InviteAsync(Visitor administrator, string rightsHolder, string email)
    {
        await administrator.Link("Enter a rights holder").ClickAsync();
        await administrator.Field("Name, as it stands on reports").FillAsync(rightsHolder);
        await administrator.Button("Add").ClickAsync();
        await administrator.SeesAsync($"{rightsHolder} was added");
        await administrator.OpenAsync("/");
        await administrator.Link("Invite somebody").ClickAsync();
        await administrator.Field("E-mail address").FillAsync(email);
        await administrator.Field("Rights holder (for publishers)").SelectOptionAsync(new SelectOptionValue { Label = rightsHolder });
        await administrator.Button("Make an invitation").ClickAsync();
        return new Uri(await administrator.Page.Locator("#link").InputValueAsync());
    }

    private static async Task SignOutAsync(Visitor visitor)
    {
        await visitor.Page.Locator(".account summary").ClickAsync();
        await visitor.Button("Sign out").ClickAsync();
        await visitor.Button("Sign in").WaitForAsync();
    }

    private static async Task MakeCatalogAsync(Visitor publisher, string name)
    {
        await publisher.Link("Make a catalog").ClickAsync();
        await publisher.Field("Name").FillAsync(name);
        await publisher.Button("Make the catalog").ClickAsync();
        await publisher.SeesAsync("Nothing was handed in yet");
        Assert.Equal(name, await publisher.HeadingAsync());
    }

    /// <summary>Hands in three works and two records that cannot be used; the answer is the table of outcomes.</summary>
    private static async Task<string> HandInAsync(Visitor publisher)
    {
        string[] ids = ["kjv-jonah", "kjv-ruth", "kjv-song-of-solomon"];
        byte[] lines = Intake.Lines(
        [
            .. Web.Tests.Scanning.Works.Where(w => ids.Contains(w.Work.Id)).Select(w => Intake.Work(w.Work.Id, w.Text, w.Work.Title)),
            JsonSerializer.Serialize(new { id = "without-text", text = " " }),
            "{ this is no record",
        ]);
        await publisher.Field("File").SetInputFilesAsync(new FilePayload { Name = "scripture.jsonl", MimeType = "application/jsonl", Buffer = lines });
        await publisher.Button("Hand in").ClickAsync();
        await publisher.Page.WaitForURLAsync("**/submissions/*");
        // What would become of the records is shown first; nothing is taken in before the publisher says so.
        await publisher.SeesAsync("What would become of its records");
        await publisher.Button("Take the records in").ClickAsync();
        // The page finds out by itself that the file has been read.
        await publisher.Page.Locator(".state.good").WaitForAsync();
        IReadOnlyList<string> rows = await publisher.Page.Locator("tbody tr").AllInnerTextsAsync();
        Assert.Equal(2, rows.Count);
        Assert.Contains("without-text", rows[0], StringComparison.Ordinal);
        Assert.Contains("text", rows[0], StringComparison.Ordinal);
        Assert.All(rows, row => Assert.Contains("Refused", row, StringComparison.Ordinal));
        IDownload download = await publisher.Page.RunAndWaitForDownloadAsync(() => publisher.Link("Download all outcomes (CSV)").ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync());
    }

    private static async Task EnterModelAsync(Visitor auditor, string name, MemorizingModelServer endpoint)
    {
        await auditor.OpenAsync("/");
        await auditor.Link("Enter a model").ClickAsync();
        await auditor.Field("Name").FillAsync(name);
        await auditor.Field("How it is reached").SelectOptionAsync("Completions");
        await auditor.Field("Base address").FillAsync(endpoint.Address);
        await auditor.Field("Name at the endpoint").FillAsync(endpoint.Settings.Model);
        await auditor.Field("API key").FillAsync("sk-live");
        await auditor.Button("Keep").ClickAsync();
        await auditor.Button("Test the connection").ClickAsync();
        await auditor.SeesAsync("The connection works");
    }

    /// <summary>Starts a scan by hand and watches it to its end without touching the page; a plan starts the same scan by its schedule.</summary>
    private static async Task ScanAsync(Visitor auditor)
    {
        await auditor.Link("Scan it").ClickAsync();
        await auditor.Page.Locator("#live").GetByRole(AriaRole.Button).Last.ClickAsync();
        await auditor.Page.WaitForURLAsync(url => Guid.TryParse(new Uri(url).Segments[^1], out _));
        ILocator bar = auditor.Page.GetByRole(AriaRole.Progressbar, new PageGetByRoleOptions { Name = "Share done" });
        await bar.WaitForAsync();
        await auditor.Page.Locator("main .state.good").First.WaitForAsync();
        Assert.Equal(0, await bar.CountAsync());
        await auditor.Link(Title).WaitForAsync();
        Assert.Equal(1, await auditor.Page.Locator("tbody tr").CountAsync());
    }

    private static async Task ReadAsync(Visitor publisher)
    {
        await publisher.OpenAsync("/");
        await publisher.Link(Title).ClickAsync();
        ILocator passage = publisher.Page.Locator("#passage-1");
        string work = Web.Tests.Scanning.Works.Single(w => w.Work.Title == Title).Text;
        ILocator sides = passage.Locator(".pair section");
        Assert.Equal(2, await sides.CountAsync());
        foreach (string marked in await sides.Nth(1).Locator("mark").AllTextContentsAsync())
            Assert.Contains(marked, work, StringComparison.Ordinal);
        Assert.NotEqual(0, await sides.Nth(0).Locator("mark").CountAsync());
        Assert.NotEqual("", string.Concat(await sides.Nth(1).Locator(".context").AllTextContentsAsync()).Trim());
        Assert.StartsWith("Significant. Chance alone", await passage.Locator("footer p").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("presents the passage as its own", await passage.InnerTextAsync(), StringComparison.Ordinal);
        await passage.GetByText("What the model was asked").ClickAsync();
        Assert.NotEqual("", await passage.Locator("details[open] .text").InnerTextAsync());
        // The keyboard leads from passage to passage, from where one is.
        await publisher.Page.EvaluateAsync("() => scrollTo(0, 0)");
        foreach (string expected in (string[])["passage-1", "passage-2"])
        {
            await publisher.Page.Keyboard.PressAsync("j");
            Assert.Equal(expected, await publisher.Page.EvaluateAsync<string>("() => document.activeElement.id"));
        }
    }

    private static async Task<byte[]> OrderAsync(Visitor publisher)
    {
        await publisher.Link("Order a report on this catalog").ClickAsync();
        await publisher.Button("Order the report").ClickAsync();
        ILocator pdf = publisher.Link("Download the PDF");
        await pdf.WaitForAsync();
        IDownload download = await publisher.Page.RunAndWaitForDownloadAsync(() => pdf.ClickAsync());
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    private static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Join(' ', document.GetPages().SelectMany(page => page.GetWords().Select(word => word.Text)));
    }
}
