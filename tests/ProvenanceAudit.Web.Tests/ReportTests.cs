using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using ProvenanceAudit.Registry;
using UglyToad.PdfPig;

namespace ProvenanceAudit.Web.Tests;

public sealed class ReportTests
{
    [Fact]
    public async Task A_publisher_orders_a_report_and_downloads_it()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser otto = await server.PersonAsync(RoleNames.Publisher, "otto@example.org", "Otto's Books");
        Sample sample = await server.SampleAsync("Pia's Press");
        await server.SampleAsync("Otto's Books");
        Page report = await (await pia.GetAsync("/reports")).SubmitAsync("#order", new() { ["catalogId"] = sample.CatalogId.ToString() });
        string path = report.Response.RequestMessage!.RequestUri!.AbsolutePath;
        report = await ReadyAsync(pia, path);

        byte[] pdf = await pia.Client.GetByteArrayAsync($"{path}/files/pdf", TestContext.Current.CancellationToken);
        string text = TextOf(pdf);
        Assert.Contains("The Silver Sea", text, StringComparison.Ordinal);
        Assert.Contains("The Quiet Wood", text, StringComparison.Ordinal);
        Assert.Contains("parrot-1", text, StringComparison.Ordinal);
        Assert.Contains("Pia's Press", text.Replace('’', '\''), StringComparison.Ordinal);
        Assert.DoesNotContain("Otto", text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(pdf)), report.Text, StringComparison.Ordinal);
        JsonElement json = JsonElement.Parse(await pia.Client.GetStringAsync($"{path}/files/json", TestContext.Current.CancellationToken));
        JsonElement finding = json.GetProperty("findings").EnumerateArray().Single();
        Assert.Equal(
            RegistrySamples.Passage, finding.GetProperty("matches")[0].GetProperty("output").GetProperty("text").GetString());

        foreach (string address in (string[])[path, path + "?handler=Progress", path + "/files/pdf", path + "/files/json"])
            Assert.Equal(HttpStatusCode.NotFound, (await otto.GetAsync(address)).Status);
        Page refused = await (await otto.GetAsync("/reports")).SubmitAsync("#order", new() { ["catalogId"] = sample.CatalogId.ToString() });
        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
    }

    [Fact]
    public async Task Dismissed_findings_are_left_out_and_the_report_says_so()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Sample sample = await server.SampleAsync("Pia's Press");
        using Browser ada = await server.PersonAsync(RoleNames.Auditor, "ada@example.org");
        using ApiCaller caller = await ApiCaller.OfAsync(server, ada, "findings:write", "reports:read", "reports:write");
        string decision = $"/api/v1/findings/{sample.FindingId}/decision";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await caller.PostAsync(decision, new { decision = "Dismissed" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await caller.PostAsync(decision, new { decision = "Dismissed", reason = "Licensed." })).StatusCode);
        string today = DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using HttpResponseMessage ordered = await caller.PostAsync(
            "/api/v1/reports", new { catalogId = sample.CatalogId, from = "2020-01-01", until = "2099-01-01" }, "order-" + today);
        Assert.Equal(HttpStatusCode.Accepted, ordered.StatusCode);
        string path = ordered.Headers.Location!.ToString();
        await ReadyAsync(pia, path.Replace("/api/v1", "", StringComparison.Ordinal));

        JsonElement json = await caller.ReadAsync(path + "/files/json");
        Assert.Equal(0, json.GetProperty("findings").GetArrayLength());
        Assert.Contains("dismissed on review are left out: 1", json.GetProperty("significance").GetProperty("method").GetString(), StringComparison.Ordinal);
        using HttpResponseMessage whole = await caller.GetAsync(path + "/files/pdf");
        using var again = new HttpRequestMessage(HttpMethod.Get, path + "/files/pdf");
        again.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await caller.SendAsync(again)).StatusCode);
        using var part = new HttpRequestMessage(HttpMethod.Get, path + "/files/pdf");
        part.Headers.Range = new RangeHeaderValue(0, 3);
        using HttpResponseMessage start = await caller.SendAsync(part);
        Assert.Equal(HttpStatusCode.PartialContent, start.StatusCode);
        Assert.Equal("%PDF", await start.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    internal static async Task<Page> ReadyAsync(Browser browser, string path)
    {
        for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < Intake.Longest;)
        {
            Page page = await browser.GetAsync(path);
            if (page.Document.QuerySelector(".state.good") is not null)
                return page;
            Assert.Null(page.Document.QuerySelector(".mistake"));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new TimeoutException("the report was not ready in time");
    }

    private static string TextOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Join(' ', document.GetPages().SelectMany(page => page.GetWords().Select(word => word.Text)));
    }
}
