using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Paraphrases and verdicts on pages, over the API and in reports; and the switch that has them looked for.</summary>
public sealed class ParaphraseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_reader_numbers_what_says_the_same_on_both_sides_and_runs_nothing_of_either_text()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        (_, Guid id, _) = await server.ParaphraseAsync((await server.SampleAsync("Pia's Press")).CatalogId);
        Page page = await pia.GetAsync($"/findings/{id}");
        IElement[] sides = [.. page.Document.QuerySelectorAll(".pair .text")];
        Assert.Equal(["1", "2", "3"], sides[0].QuerySelectorAll("mark.said > .ref").Select(r => r.TextContent));
        // What was moved keeps its number, and a pair within another has no place of its own to lead to.
        Assert.Equal(["2", "1"], sides[1].QuerySelectorAll("mark.said > a.ref").Select(r => r.TextContent));
        Assert.Equal(["1", "2"], sides[0].QuerySelectorAll("a.ref").Select(r => r.TextContent));
        Assert.All(page.Document.QuerySelectorAll("a.ref"), link => Assert.NotNull(page.Document.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal(["the sea", "the sea"], page.Document.QuerySelectorAll("mark mark").Select(m => m.TextContent));
        Assert.Empty(page.Document.QuerySelectorAll(".pair .edit, .pair script, .pair b, .pair i"));
        // Both texts stand there to the letter, but for the numbers.
        foreach (IElement number in page.Document.QuerySelectorAll(".pair .ref").ToArray())
            number.Remove();
        Assert.Equal([ParaphraseSamples.Output, ParaphraseSamples.Work], sides.Select(s => s.TextContent));

        Assert.Equal("Paraphrase", page.Document.QuerySelector(".match .badge")!.TextContent);
        Assert.DoesNotContain("Verbatim", page.Document.QuerySelector(".match")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("1: 75%, 2: 87.5%, 3: 50%", page.Text, StringComparison.Ordinal);
        Assert.Contains("Found in what model of Pia's Press said: 1 passage says in other words what stands in the work.", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#passages"));
    }

    [Fact]
    public async Task A_finding_shows_how_probable_it_is_and_what_each_piece_of_evidence_contributes()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Sample sample = await server.SampleAsync("Pia's Press");
        (_, Guid id, _) = await server.ParaphraseAsync(sample.CatalogId);
        Page page = await pia.GetAsync($"/findings/{id}");
        Assert.Equal("Verdict: 93% probable", page.Document.QuerySelector("#verdict-title")!.TextContent);
        Assert.Contains("The probability that outputs reproduce this work beyond chance is 93%.", page.Text, StringComparison.Ordinal);
        IElement[] rows = [.. page.Document.QuerySelectorAll(".evidence tbody tr")];
        Assert.Equal(
            ["Sentences that say the same in other words: 3 sentences, odds × 8.2, for", "Likeness in meaning of the nearest paraphrase: 0.82, odds × 3.3, for",
             "Words scanned: 1,000 words, odds ÷ 2.0, against", "<b>another</b>: 2, odds × 1.1, for"],
            rows.Select(r => $"{r.Children[0].TextContent}: {r.Children[1].TextContent}, {r.Children[3].TextContent}, {r.QuerySelector("rect")!.ClassName}".Replace('\u00A0', ' ')));
        // The weightiest fills its half, from the middle; what is against goes the other way.
        Assert.Equal([("100", "100"), ("66.67", "33.33")], new[] { rows[0], rows[2] }.Select(r => r.QuerySelector("rect")!).Select(r => (r.GetAttribute("x")!, r.GetAttribute("width")!)));
        Assert.Contains("Of hardly any weight here: Share of the words that the prompt contained.", page.Text, StringComparison.Ordinal);

        Assert.Null((await pia.GetAsync($"/findings/{sample.FindingId}")).Document.QuerySelector("#verdict-title"));
        Page list = await pia.GetAsync("/findings?leastProbability=0.9");
        IElement row = Assert.Single(list.Document.QuerySelectorAll("tbody tr"));
        Assert.Contains("and 1 paraphrase", row.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal("93%", row.QuerySelector("[data-label=Probability]")!.TextContent);
        Assert.Empty((await pia.GetAsync("/findings?leastProbability=0.99")).Document.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task A_paraphrase_counts_with_the_words_that_it_shares_and_covers_nothing_of_the_work()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        (Guid scan, Guid id, _) = await server.ParaphraseAsync((await server.SampleAsync("Pia's Press")).CatalogId);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        StoredFinding finding = await registry.Findings.SingleAsync(f => f.Id == id, Cancellation);
        Assert.Equal((1, 1, 2L, 2, 0.0), (finding.Matches, finding.Paraphrases, finding.CopiedWords, finding.LongestRun, finding.ShareOfWork));
        Assert.All(finding.Coverage, share => Assert.Equal(0, share));
        ScanTotals totals = ScanTotals.Of(await registry.Scans.SingleAsync(s => s.Id == scan, Cancellation))!;
        Assert.Equal(new ScanTotals(1, 0, 25, 2, 2), totals);
    }

    [Fact]
    public async Task A_program_reads_paraphrases_and_verdicts_and_another_publishers_reads_neither()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser otto = await server.PersonAsync(RoleNames.Publisher, "otto@example.org", "Otto's Press");
        (Guid scan, Guid id, long match) = await server.ParaphraseAsync((await server.SampleAsync("Pia's Press")).CatalogId);
        using ApiCaller own = await ApiCaller.OfAsync(server, pia, "findings:read"), other = await ApiCaller.OfAsync(server, otto, "findings:read");
        JsonElement finding = (await own.ReadAsync("/api/v1/findings?minimumProbability=0.5")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal((id, 1), (finding.GetProperty("id").GetGuid(), finding.GetProperty("paraphrases").GetInt32()));
        JsonElement verdict = finding.GetProperty("verdict");
        Assert.Equal((0.93, 5), (verdict.GetProperty("probability").GetDouble(), verdict.GetProperty("contributions").GetArrayLength()));
        Assert.Equal(JsonValueKind.Null, verdict.GetProperty("contributions")[3].GetProperty("value").ValueKind);

        JsonElement listed = (await own.ReadAsync("/api/v1/matches?kind=Paraphrase")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal((match, 0.8125), (listed.GetProperty("id").GetInt64(), listed.GetProperty("similarity").GetDouble()));
        JsonElement pairs = (await own.ReadAsync($"/api/v1/matches/{match}")).GetProperty("sentences");
        Assert.Equal([0.75, 0.875, 0.5], pairs.EnumerateArray().Select(p => p.GetProperty("similarity").GetDouble()));
        JsonElement place = pairs[1].GetProperty("work");
        Assert.Equal(
            "Then the mariners were afraid <i>& cried.", ParaphraseSamples.Work[place.GetProperty("start").GetInt32()..place.GetProperty("end").GetInt32()]);

        using ApiCaller auditor = await ApiCaller.OfAsync(server, ada, "scans:read");
        JsonElement view = await auditor.ReadAsync($"/api/v1/scans/{scan}");
        Assert.Equal((true, 1), (view.GetProperty("similarity").GetBoolean(), view.GetProperty("paraphrases").GetInt32()));
        Assert.Equal("tiny", view.GetProperty("meaning").GetProperty("model").GetString());
        Assert.Contains("translations were not looked for", (await ada.GetAsync($"/scans/{scan}")).Text, StringComparison.Ordinal);
        foreach (string closed in (string[])[$"/api/v1/findings/{id}", $"/api/v1/matches/{match}"])
        {
            using HttpResponseMessage refused = await other.GetAsync(closed);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
    }

    [Fact]
    public async Task A_compiled_report_tells_paraphrases_apart_and_repeats_the_verdict()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Sample sample = await server.SampleAsync("Pia's Press");
        await server.ParaphraseAsync(sample.CatalogId);
        Page report = await (await pia.GetAsync("/reports")).SubmitAsync("#order", new() { ["catalogId"] = sample.CatalogId.ToString() });
        string path = report.Response.RequestMessage!.RequestUri!.AbsolutePath;
        await ReportTests.ReadyAsync(pia, path);
        JsonElement json = JsonElement.Parse(await pia.Client.GetStringAsync($"{path}/files/json", Cancellation));
        JsonElement finding = json.GetProperty("findings").EnumerateArray().Single(f => f.GetProperty("paraphrase_count").GetInt32() == 1);
        Assert.Equal((0.0, 2), (finding.GetProperty("share_of_work").GetDouble(), finding.GetProperty("copied_words").GetInt32()));
        Assert.Equal("paraphrase", finding.GetProperty("matches")[0].GetProperty("match").GetProperty("kind").GetString());
        Assert.Equal(0.93, finding.GetProperty("verdict").GetProperty("probability").GetDouble());
        JsonElement similarity = json.GetProperty("similarity");
        Assert.Equal(("tiny", 1), (similarity.GetProperty("model").GetString(), similarity.GetProperty("significant_paraphrases").GetInt32()));
        Assert.Contains("Of the 2 scans of this report, 1 compared meaning.", similarity.GetProperty("method").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, json.GetProperty("significance").GetProperty("significant_matches").GetInt32());
    }

    [Fact]
    public async Task A_reworded_text_is_found_where_meaning_is_compared_and_shown_with_its_pairs_and_a_verdict()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        await pia.HandInSamplesAsync(server);
        Guid model = await ada.EnterModelAsync("Parrot", ModelAccess.Files);
        byte[] outputs = Intake.Lines(
        [
            JsonSerializer.Serialize(new { id = "a", text = ParaphraseSamples.Jonah }),
            JsonSerializer.Serialize(new { id = "b", text = "The committee met on Tuesday to go over the budget of the library. The roof had to be repaired twice." }),
        ]);
        Page page = await (await ada.GetAsync($"/scans/upload/{model}")).SubmitAsync(
            "#upload", new() { ["similarity"] = "true" }, new() { ["file"] = ("answers.jsonl", outputs) });
        (Job job, Scan scan) = await server.Database.ScannedAsync(page);
        Assert.Equal((JobState.Done, null), (job.State, job.Error));
        Assert.Equal(["kjv-jonah"], await server.Database.FoundAsync(scan.Id));
        Assert.InRange(scan.Paraphrases, 1, 3);
        Assert.True(ComparedMeaning.Of(scan)!.Passages > 1000);
        Page finding = await pia.GetAsync((await pia.GetAsync("/findings")).Document.QuerySelector("tbody a")!.GetAttribute("href")!);
        IElement match = finding.Document.QuerySelector("#paraphrases ~ .match")!;
        IElement[] sides = [.. match.QuerySelectorAll(".pair .text")];
        Assert.Contains("The mariners, afraid, cried each man", sides[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Then the mariners were afraid", sides[1].TextContent, StringComparison.Ordinal);
        Assert.True(match.QuerySelectorAll("a.ref").Length >= 6);
        Assert.NotNull(finding.Document.QuerySelector("#verdict-title"));

        // The same file without the switch: what is reworded is not looked for.
        using ApiCaller caller = await ApiCaller.OfAsync(server, ada, "scans:read", "scans:write");
        using HttpResponseMessage sent = await caller.SendAsync(new HttpRequestMessage(
            HttpMethod.Post, $"/api/v1/models/{model}/outputs?fileName=answers.jsonl")
        { Content = new ByteArrayContent(outputs) });
        Guid plain = (await ApiCaller.JsonOfAsync(sent)).GetProperty("id").GetGuid();
        JsonElement ended = await server.Database.WaitAsync(
            async _ => await caller.ReadAsync($"/api/v1/scans/{plain}"), s => s.GetProperty("finished").ValueKind != JsonValueKind.Null);
        Assert.Equal((0, JsonValueKind.Null), (ended.GetProperty("paraphrases").GetInt32(), ended.GetProperty("meaning").ValueKind));
    }

    [Fact]
    public async Task Meaning_is_compared_where_a_plan_a_scan_or_a_file_says_so_and_nowhere_else()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        Guid live = await ada.EnterModelAsync("Parrot", ModelAccess.Chat, "http://127.0.0.1:9/v1", "parrot-1");
        Guid planned = Intake.IdOf(await ada.MakePlanAsync("Nightly", new() { ["Similarity"] = "true" }));
        Assert.NotNull((await ada.GetAsync($"/plans/{planned}/edit")).Document.QuerySelector("[name=Similarity][checked]"));
        Assert.Contains("Compared too", (await ada.GetAsync($"/plans/{planned}")).Text, StringComparison.Ordinal);
        await (await ada.GetAsync($"/plans/{planned}")).SubmitAsync("#run");
        Guid run;
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
            run = await registry.Scans.Where(s => s.PlanId == planned).Select(s => s.Id).SingleAsync(Cancellation);
        Guid on = Intake.IdOf(await (await ada.GetAsync("/scans/new")).SubmitAsync("#live", new() { ["Similarity"] = "true", ["MaximumFdr"] = "0.05" }));
        Guid off = Intake.IdOf(await (await ada.GetAsync("/scans/new")).SubmitAsync("#live"));
        var files = new Dictionary<string, (string, byte[])> { ["file"] = ("answers.jsonl", Intake.Lines(["{\"id\": \"a\", \"text\": \"b\"}"])) };
        Guid file = Intake.IdOf(await (await ada.GetAsync($"/scans/upload/{live}")).SubmitAsync("#upload", new() { ["similarity"] = "true" }, files));
        Guid plain = Intake.IdOf(await (await ada.GetAsync($"/scans/upload/{live}")).SubmitAsync("#upload", files: files));
        bool[] compared = await Task.WhenAll(new[] { run, on, off, file, plain }.Select(scan => IsComparedAsync(server, scan)));
        Assert.Equal([true, true, false, true, false], compared);

        using ApiCaller caller = await ApiCaller.OfAsync(server, ada, "scans:read", "scans:write");
        using HttpResponseMessage started = await caller.PostAsync("/api/v1/scans", new { modelId = live, similarity = true });
        JsonElement scan = await ApiCaller.JsonOfAsync(started);
        Assert.Equal((HttpStatusCode.Accepted, true), (started.StatusCode, scan.GetProperty("similarity").GetBoolean()));
        Assert.True((await caller.ReadAsync($"/api/v1/plans/{planned}")).GetProperty("scan").GetProperty("similarity").GetBoolean());
        using HttpResponseMessage sent = await caller.SendAsync(new HttpRequestMessage(
            HttpMethod.Post, $"/api/v1/models/{live}/outputs?fileName=a.jsonl&similarity=true")
        { Content = new ByteArrayContent(files["file"].Item2) });
        Assert.True((await ApiCaller.JsonOfAsync(sent)).GetProperty("similarity").GetBoolean());
        // What compares is a file of the server, and nobody's but the operator's to name.
        using HttpResponseMessage named = await caller.PostAsync("/api/v1/scans", new { modelId = live, similarity = true, embedder = "/etc/passwd" });
        Assert.Equal(HttpStatusCode.BadRequest, named.StatusCode);
    }

    private static async Task<bool> IsComparedAsync(RunningServer server, Guid scan)
    {
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        string json = await registry.Scans.Where(s => s.Id == scan).Select(s => s.SettingsJson).SingleAsync(Cancellation);
        return ScanSettings.Read(json).Similarity is not null;
    }
}
