using System.Text;
using System.Text.Json;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;

namespace ProvenanceAudit.Reporting.Tests;

public sealed class MatchLinesTests
{
    [Fact]
    public void Each_match_is_one_line_in_the_order_of_the_scan()
    {
        Match first = Samples.Match("w1", 0, "one two three").Match, second = Samples.Match("w2", 5, "four\nfive six").Match;
        string[] lines = LinesOf(Output("a", first, second), Output("none"), Output("b", first));
        Assert.Equal(["w1 model-a", "w2 model-a", "w1 model-a"], lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Select(json => $"{json.GetProperty("work_id").GetString()} {json.GetProperty("model").GetString()}"));
    }

    [Fact]
    public void Offsets_cut_the_shared_words_out_of_both_texts_even_after_an_emoji()
    {
        ReportedMatch match = Samples.Match("w1", 0, "🐋 the whale ", new("swam 🌊 ", "dived "), "and was gone");
        string output = new string('.', 40) + match.Output.Text;
        JsonElement json = JsonDocument.Parse(LinesOf(Output("a", match.Match)).Single()).RootElement;
        Assert.Equal(match.Output.Text, output[Int(json, "output_start")..Int(json, "output_end")]);
        Assert.Equal(match.Work.Text, match.Work.Text[Int(json, "work_start")..Int(json, "work_end")]);
        foreach (JsonElement run in json.GetProperty("runs").EnumerateArray())
        {
            int[] numbers = [.. run.EnumerateArray().Select(number => number.GetInt32())];
            Assert.Equal(output[numbers[0]..numbers[1]], match.Work.Text[numbers[2]..numbers[3]]);
        }
    }

    [Fact]
    public void A_line_says_what_the_match_says()
    {
        ReportedMatch reported = Samples.Full().Findings[0].Matches[0];
        JsonElement json = JsonDocument.Parse(LinesOf(Output("a", reported.Match)).Single()).RootElement;
        Assert.Equal("output-1", json.GetProperty("output_id").GetString());
        Assert.Equal("near-verbatim", json.GetProperty("kind").GetString());
        Assert.Equal(reported.Match.Words, Int(json, "words"));
        Assert.Equal(reported.Match.LongestRun, Int(json, "longest_run"));
        Assert.Equal(reported.Match.Identity, json.GetProperty("identity").GetDouble());
        Assert.Equal(14.2, json.GetProperty("e_value").GetDouble());
        Assert.False(json.GetProperty("significant").GetBoolean());
        Assert.True(json.GetProperty("quoted").GetBoolean());
        Assert.Equal(["quotation-marks", "attribution"], json.GetProperty("quotation").EnumerateArray().Select(sign => sign.GetString()));
        JsonElement other = Assert.Single(json.GetProperty("also_in").EnumerateArray());
        Assert.Equal("w2", other.GetProperty("work_id").GetString());
        string[] ends = ["work_start", "work_end", "output_start", "output_end"];
        Assert.Equal([300, 362, 40, 102], ends.Select(name => Int(other, name)));
    }

    [Fact]
    public void A_match_that_is_not_quoted_has_no_signs()
    {
        Match match = Samples.Match("w1", 0, "one two three").Match;
        Assert.Contains("\"quoted\":false,\"quotation\":[],", LinesOf(Output("a", match)).Single());
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(0, "0")]
    public void Numbers_that_JSON_cannot_write_are_named(double value, string written)
    {
        Match match = Samples.Match("w1", 0, "one two three").Match with { EValue = value };
        Assert.Contains($"\"e_value\":{written},", LinesOf(Output("a", match)).Single());
    }

    [Fact]
    public void Many_lines_come_out_whole()
    {
        Match match = Samples.Match("w1", 0, "one two three").Match;
        string[] lines = LinesOf([.. Enumerable.Range(0, 5_000).Select(i => Output($"output-{i}", match))]);
        Assert.Equal(5_000, lines.Length);
        Assert.Single(lines.Distinct());
    }

    [Fact]
    public void No_match_gives_no_line() => Assert.Empty(LinesOf(Output("a")));

    private static ScannedOutput Output(string id, params Match[] matches) =>
        new(new ModelOutput { Id = id, Text = "", Model = "model-a" }, 10, matches);

    private static string[] LinesOf(params ScannedOutput[] outputs)
    {
        using var stream = new MemoryStream();
        MatchLines.Write(outputs, stream);
        return Encoding.UTF8.GetString(stream.ToArray()).Split('\n')[..^1];
    }

    private static int Int(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
