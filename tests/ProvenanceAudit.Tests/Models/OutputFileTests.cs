using System.Text;
using ProvenanceAudit.Models;
using ProvenanceAudit.Records;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Models;

public sealed class OutputFileTests
{
    [Fact]
    public void All_fields_are_read()
    {
        (List<ModelOutput> outputs, List<InputProblem> problems) = Read("""
            {"id":"a","text":"said","model":"m","prompt":"asked","created":"2026-01-31T12:00:00+01:00","parameters":{"t":0.7},"other":[1]}
            """);

        ModelOutput output = Assert.Single(outputs);
        Assert.Equal(("a", "said", "m", "asked"), (output.Id, output.Text, output.Model, output.Prompt));
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(1)), output.Created);
        Assert.Equal("""{"t":0.7}""", output.Parameters?.GetRawText());
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("""{"text":"t"}""", "x.jsonl:1: the output has no 'id'")]
    [InlineData("""{"id":null,"text":"t"}""", "x.jsonl:1: the output has no 'id'")]
    [InlineData("""{"id":" ","text":"t"}""", "x.jsonl:1: record ' ': the output has no 'id'")]
    [InlineData("""{"id":"a"}""", "x.jsonl:1: record 'a': the output has no 'text'")]
    [InlineData("""{"id":"a","text":null}""", "x.jsonl:1: record 'a': the output has no 'text'")]
    [InlineData("""{"id":"a","text":""}""", "x.jsonl:1: record 'a': the output's 'text' is empty")]
    [InlineData("""{"id":"a","text":" \n\u00a0"}""", "x.jsonl:1: record 'a': the output's 'text' is empty")]
    public void An_output_without_id_or_text_is_refused(string line, string problem)
    {
        (List<ModelOutput> outputs, List<InputProblem> problems) = Read(line);
        Assert.Empty(outputs);
        Assert.Equal(problem, Assert.Single(problems).ToString());
    }

    [Theory]
    [InlineData("""{"id":"a","text":"","finish_reason":"content_filter"}""")]
    [InlineData("""{"id":"a","text":" ","finish_reason":""}""")]
    [InlineData("""{"id":"a","text":"","error":{"kind":"refused","message":"too long"}}""")]
    public void An_answer_that_is_empty_for_a_stated_reason_is_passed_over_without_a_word(string line)
    {
        (List<ModelOutput> outputs, List<InputProblem> problems) = Read(line);
        Assert.Empty(outputs);
        Assert.Empty(problems);
    }

    [Fact]
    public void A_second_output_of_one_id_is_scanned_and_told()
    {
        (List<ModelOutput> outputs, List<InputProblem> problems) = Read("""
            {"id":1,"text":"first"}
            {"id":"1","text":"second"}
            """);

        Assert.Equal(["first", "second"], outputs.Select(o => o.Text));
        InputProblem problem = Assert.Single(problems);
        Assert.Equal((2L, "1"), (problem.Line, problem.RecordId));
    }

    [Theory]
    [InlineData("\"2026-01-31T12:00:00Z\"")]
    [InlineData("\"2026-01-31T12:00:00\"")]
    [InlineData("\"2026-01-31 13:00:00+01:00\"")]
    [InlineData("\"2026-01-31T12:00:00.000Z\"")]
    [InlineData("1769860800")]
    [InlineData("1769860800.0")]
    [InlineData("\"1769860800\"")]
    [InlineData("1769860800000")]
    public void A_time_is_read_from_ISO_8601_and_from_seconds_and_milliseconds_since_1970(string created)
    {
        (List<ModelOutput> outputs, List<InputProblem> problems) = Read($$"""{"id":"a","text":"t","created":{{created}}}""");
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero), Assert.Single(outputs).Created);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("\"1.5\"")]
    [InlineData("\"12:30\"")]
    [InlineData("\"01/02/2026\"")]
    [InlineData("\"2026-13-01\"")]
    [InlineData("\"\"")]
    [InlineData("20260131")]
    [InlineData("-1")]
    [InlineData("1e300")]
    [InlineData("1e999")]
    public void What_is_no_time_for_certain_is_left_out_and_told(string created)
    {
        (List<ModelOutput> outputs, List<InputProblem> problems) = Read($$"""{"id":"a","text":"t","created":{{created}}}""");
        Assert.Null(Assert.Single(outputs).Created);
        Assert.Contains("'created' is no time", Assert.Single(problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Optional_fields_of_another_type_are_left_out_and_told()
    {
        (List<ModelOutput> outputs, List<InputProblem> problems) =
            Read("""{"id":"a","text":"t","model":[1],"prompt":[{"role":"user"}],"created":{},"parameters":"none"}""");

        Assert.Equal(new ModelOutput { Id = "a", Text = "t" }, Assert.Single(outputs));
        Assert.Equal(4, problems.Count);
    }

    [Fact]
    public void A_blank_model_counts_as_not_stated() =>
        Assert.Null(Assert.Single(Read("""{"id":"a","text":"t","model":" "}""").Outputs).Model);

    internal static (List<ModelOutput> Outputs, List<InputProblem> Problems) Read(string lines)
    {
        var problems = new List<InputProblem>();
        using InputFile file = InputFile.Of("x.jsonl", new MemoryStream(Encoding.UTF8.GetBytes(lines)));
        return ([.. OutputFile.Read(file, problems.Add)], problems);
    }
}
