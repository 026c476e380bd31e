using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace ProvenanceAudit.App.Tests;

public sealed class ScanTests : IDisposable
{
    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_scan_that_finds_something_exits_1_and_writes_the_three_files()
    {
        _desk.LayOut();
        Run run = _desk.Run("scan --catalog books --outputs answers.jsonl");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["matches.jsonl", "report.html", "report.json"],
            Directory.EnumerateFileSystemEntries(_desk.At("report")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("│ ay ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("│ bee ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Copied: 30 words in 1 of 2 outputs, from 1 of 2 works.\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith($"Report: {Path.Combine("report", "report.html")}\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("Indexing catalog: 2 works in ", run.Error, StringComparison.Ordinal);
        Assert.Contains("\nScanning outputs: 2 outputs, 85 words in ", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", _desk.Read("report/report.html"), StringComparison.OrdinalIgnoreCase);
        Assert.Empty(_desk.Leftovers);
    }

    [Fact]
    public void A_scan_that_finds_nothing_exits_0_and_writes_the_report_all_the_same()
    {
        _desk.LayOut();
        _desk.File("answers.jsonl", Desk.Line("1", Desk.Words("z", 0, 60)));
        Run run = _desk.Run("scan -c books -o answers.jsonl -r elsewhere/deep");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("Nothing found: no passage of 2 works in 1 output (60 words).\n", run.Output, StringComparison.Ordinal);
        Assert.Empty(_desk.Report("elsewhere/deep").GetProperty("findings").EnumerateArray());
        Assert.Equal("", _desk.Read("elsewhere/deep/matches.jsonl"));
        Assert.False(Directory.Exists(_desk.At("report")));
    }

    [Fact]
    public async Task Matches_follow_their_schema_and_their_offsets_cut_out_the_copied_words_on_both_sides()
    {
        // Letters of two code units before the passages, and white space that differs inside them.
        string work = "“😀 naïve” " + Desk.Words("a", 0, 200) + " 😀 " + Desk.Words("b", 0, 100);
        string first = "😀😀 é " + Desk.Words("a", 50, 80).Replace(" ", ",\n", StringComparison.Ordinal) + "!";
        string second = Desk.Words("b", 10, 30) + " x " + Desk.Words("b", 31, 60);
        _desk.File("catalog.jsonl", JsonSerializer.Serialize(new { id = "w", title = "T", text = work }));
        _desk.File("answers.jsonl", Desk.Line("1", first, "m") + Desk.Line("2", second));
        Assert.Equal(1, _desk.Run("scan -c catalog.jsonl -o answers.jsonl").ExitCode);

        JsonSchema schema = await JsonSchema.FromFileAsync(
            Path.Combine(AppContext.BaseDirectory, "schemas", "match.schema.json"), TestContext.Current.CancellationToken);
        string[] lines = _desk.Read("report/matches.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        var cut = new List<(string Output, string Work)>();
        foreach (string line in lines)
        {
            Assert.Empty(schema.Validate(line));
            JsonElement match = JsonElement.Parse(line);
            string output = match.GetProperty("output_id").GetString() == "1" ? first : second;
            cut.Add((output[match.GetProperty("output_start").GetInt32()..match.GetProperty("output_end").GetInt32()],
                work[match.GetProperty("work_start").GetInt32()..match.GetProperty("work_end").GetInt32()]));
        }

        Assert.Equal(first[7..^1], cut[0].Output);
        Assert.Equal(Desk.Words("a", 50, 80), cut[0].Work);
        Assert.Equal((second, Desk.Words("b", 10, 60)), cut[1]);
    }

    [Fact]
    public async Task The_report_follows_its_schema_and_names_settings_and_models()
    {
        _desk.LayOut();
        Assert.Equal(1, _desk.Run("scan -c books -o answers.jsonl --min-words 12 --matches-per-work 1 -t 2").ExitCode);
        JsonSchema schema = await JsonSchema.FromFileAsync(
            Path.Combine(AppContext.BaseDirectory, "schemas", "report.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(_desk.Read("report/report.json")));

        JsonElement report = _desk.Report();
        Assert.Equal(12, report.GetProperty("settings").GetProperty("minimum_words").GetInt32());
        Assert.Equal(["m", "(not stated)"],
            report.GetProperty("models").EnumerateArray().Select(m => m.GetProperty("model").GetString()));
    }

    [Fact]
    public void Good_records_are_scanned_when_bad_ones_are_named_with_file_and_line()
    {
        _desk.File("catalog.jsonl", """
            {"id":"no-text"}
            {"id":"punctuation","text":"... !?"}
            not a record
            """ + "\n" + Desk.Line("good", Desk.Words("a", 0, 100)));
        _desk.File("answers.jsonl", "{\"id\":\"cut\",\"text\":\n" + Desk.Line("good", Desk.Words("a", 10,
            50)) + "{\"text\":\"no id\"}\n");
        Run run = _desk.Run("scan -c catalog.jsonl -o answers.jsonl");

        Assert.Equal(1, run.ExitCode);
        string[] problems =
        [
            "catalog.jsonl:1: record 'no-text': the work has neither 'text' nor 'path', nor 'title' or 'identifiers', by which its text could be found",
            "catalog.jsonl:3: the line is not a JSON object",
            "catalog.jsonl: record 'punctuation': the work's text has no words",
            "answers.jsonl:1: the JSON object is not closed at the end of the line",
            "answers.jsonl:3: the output has no 'id'",
        ];
        foreach (string problem in problems)
            Assert.Contains(problem + "\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("\nInput: 5 problems, named in the report.\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(problems.Select(p => p[(p.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]).Order(StringComparer.Ordinal),
            _desk.Report().GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("reason").GetString()!)
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Many_problems_are_not_all_printed_and_a_long_one_is_shortened()
    {
        _desk.LayOut();
        _desk.File("answers.jsonl", $$"""{"id":"{{new string('x', 100_000)}}"}""" + "\n"
            + string.Concat(Enumerable.Repeat("nonsense\n", 500)) + Desk.Line("1", "words"));
        Run run = _desk.Run("scan -c books -o answers.jsonl");

        Assert.Equal(0, run.ExitCode);
        Assert.InRange(run.Error.Length, 100, 5000);
        Assert.Contains("answers.jsonl:20: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("answers.jsonl:21: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(501, _desk.Report().GetProperty("problems").GetArrayLength());
    }

    [Theory]
    [InlineData("-o -")]
    [InlineData("--outputs -")]
    [InlineData("--outputs=-")]
    public void Outputs_are_read_from_standard_input(string option)
    {
        _desk.LayOut();
        Run run = _desk.Run($"scan {option} -c books", "nonsense\n" + _desk.Read("answers.jsonl"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("standard input:1: the line is not a JSON object\n", run.Error, StringComparison.Ordinal);
        Assert.Equal("standard input", _desk.Report().GetProperty("outputs").GetProperty("name").GetString());
    }

    [Fact]
    public void A_catalog_is_read_from_standard_input()
    {
        _desk.LayOut();
        Assert.Equal(1, _desk.Run("scan -c - -o answers.jsonl", Desk.Line("piped", Desk.Words("a", 0, 300))).ExitCode);
        Assert.Equal("piped", _desk.Report().GetProperty("findings")[0].GetProperty("work").GetProperty("id").GetString());
    }

    [Fact]
    public void Outputs_may_be_packed()
    {
        _desk.LayOut();
        byte[] packed = Gzip(_desk.Read("answers.jsonl"));
        _desk.File("answers.jsonl.gz", packed);
        _desk.File("cut.jsonl.gz", packed[..^20]);

        Assert.Equal(1, _desk.Run("scan -c books -o answers.jsonl.gz").ExitCode);
        Assert.Contains("cut.jsonl.gz:2: the file cannot be read any further: ", _desk.Run("scan -c books -o cut.jsonl.gz").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_threads()
    {
        var random = new Random(7);
        for (int i = 0; i < 20; i++)
            _desk.File($"books/{i:00}.txt", Desk.Words($"w{i}x", 0, 400) + " " + Desk.Words("shared", 0, 40));
        _desk.File("answers.jsonl", string.Concat(Enumerable.Range(0, 400).Select(i =>
        {
            int work = random.Next(30), from = random.Next(350);
            return Desk.Line($"o{i}", "so " + Desk.Words($"w{work}x", from, from + random.Next(5, 50)) + " thus", $"m{i % 3}");
        })) + Desk.Line("shared", Desk.Words("shared", 3, 39)));
        var results = new HashSet<string>();
        foreach (int threads in new[] { 1, 2, 5 })
        {
            Assert.Equal(1, _desk.Run($"scan -c books -o answers.jsonl -r r{threads} -t {threads} --show-insignificant")
                .ExitCode);
            JsonObject report = JsonNode.Parse(_desk.Read($"r{threads}/report.json"))!.AsObject();
            report.Remove("created");
            report["settings"]!.AsObject().Remove("threads");
            results.Add(_desk.Read($"r{threads}/matches.jsonl") + report.ToJsonString());
        }

        Assert.Single(results);
        Assert.Contains("\"shared\"", Assert.Single(results), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_gets_whole_lines_without_escape_sequences()
    {
        string title = string.Join(' ', Enumerable.Repeat("A long title", 4)) + " \u001b[31mred";
        _desk.File("catalog.jsonl", JsonSerializer.Serialize(new { id = "w", title, text = Desk.Words("a", 0, 100) }));
        _desk.File("answers.jsonl", $$"""{"id":"\u001b[2J{{new string('x', 200)}}"}""" + "\n" + Desk.Line("1", Desk.Words("a",
            0, 50)));
        Run run = _desk.Run("scan -c catalog.jsonl -o answers.jsonl", null, ("TERM", "xterm-256color"), ("COLUMNS", "40"));

        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain('\u001b', run.Output + run.Error);
        Assert.Contains(title[..40], run.Output, StringComparison.Ordinal);
        Assert.Contains(new string('x', 200) + "': the output has no 'text'\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_have_one_form_in_every_country()
    {
        _desk.LayOut();
        Run run = _desk.Run("scan -c books -o answers.jsonl --min-identity 0.5", null, ("LC_ALL", "de_DE.UTF-8"), ("LANG",
            "de_DE.UTF-8"));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(" 9.9 %", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_an_answer_does_not_spoil_the_report()
    {
        _desk.LayOut();
        _desk.File("answers.jsonl", $$"""{"id":"1\ud83d","text":"\ude00 {{Desk.Words("a", 10, 50)}} \ud83d","\ud800":1}""");

        Assert.Equal(1, _desk.Run("scan -c books -o answers.jsonl").ExitCode);
        Assert.Equal(40, JsonElement.Parse(_desk.Read("report/matches.jsonl")).GetProperty("words").GetInt32());
        Assert.Single(_desk.Report().GetProperty("findings").EnumerateArray());
    }

    [Fact]
    public void A_second_scan_overwrites_the_report_of_the_first()
    {
        _desk.LayOut();
        _desk.File("report/keep.txt", "mine");
        Assert.Equal(1, _desk.Run("scan -c books -o answers.jsonl").ExitCode);
        _desk.File("answers.jsonl", Desk.Line("1", "nothing"));
        Assert.Equal(0, _desk.Run("scan -c books -o answers.jsonl").ExitCode);

        Assert.Empty(_desk.Report().GetProperty("findings").EnumerateArray());
        Assert.Equal(["keep.txt", "matches.jsonl", "report.html", "report.json"],
            Directory.EnumerateFileSystemEntries(_desk.At("report")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
