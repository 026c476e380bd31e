using System.Text;
using System.Text.Json;
using CsCheck;
using ProvenanceAudit.Records;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Records;

public sealed class JsonLinesTests
{
    private sealed record Pair(string? Id, string? Text, long Line);

    [Fact]
    public void A_line_that_cannot_be_used_is_named_and_the_others_are_read()
    {
        (List<Pair> records, List<InputProblem> problems) = Read("""
            {"id":"a","text":"1"}
            nonsense
            {"id":"b","text":"2"}

            {"id":"c","text":"3"
            {"id":"d","text":"4"}
            """);

        Assert.Equal([new Pair("a", "1", 1), new Pair("b", "2", 3), new Pair("d", "4", 6)], records);
        Assert.Equal(["answers.jsonl:2: the line is not a JSON object",
            "answers.jsonl:5: the JSON object is not closed at the end of the line"], problems.Select(p => p.ToString()));
    }

    [Fact]
    public void A_record_cut_anywhere_is_named_as_not_closed()
    {
        const string Record = """{"id":"a","tags":[1,-2.5e3,true,null,{"x":"y"}],"text":"say \"hi\" \u00e9 é 😀"}""";
        byte[] bytes = Encoding.UTF8.GetBytes(Record);
        for (int length = 1; length < bytes.Length; length++)
        {
            // Not inside a character: that is a matter of UTF-8.
            if ((bytes[length] & 0xC0) == 0x80)
                continue;
            (List<Pair> records, List<InputProblem> problems) = Read(bytes[..length]);
            Assert.Empty(records);
            Assert.Equal("answers.jsonl:1: the JSON object is not closed at the end of the line",
                Assert.Single(problems).ToString());
        }
    }

    [Theory]
    [InlineData("{\"id\":\"a\" \"text\":\"b\"}", 11)]
    [InlineData("{\"id\":'a'}", 7)]
    [InlineData("  {\"id\":'a'}", 9)]
    [InlineData("{\"id\":\"a\tb\"}", 9)]
    [InlineData("{\"id\":NaN}", 7)]
    [InlineData("{\"id\":\"a\",}", 11)]
    [InlineData("{id:1}", 2)]
    public void Broken_JSON_is_named_with_its_byte(string line, int at) =>
        Assert.Equal($"answers.jsonl:1: not valid JSON at byte {at} of the line", Assert.Single(Read(line).Problems).ToString());

    [Theory]
    [InlineData("{\"id\":\"a\"} x")]
    [InlineData("{\"id\":\"a\"}{\"id\":\"b\"}")]
    [InlineData("{\"id\":\"a\"},")]
    public void Anything_after_the_object_refuses_the_line(string line)
    {
        (List<Pair> records, List<InputProblem> problems) = Read(line);
        Assert.Empty(records);
        Assert.StartsWith("answers.jsonl:1: another value follows the JSON object at byte 1", Assert.Single(problems).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_UTF_8_is_named_with_its_byte()
    {
        (List<Pair> records, List<InputProblem> problems) = Read([.. "{\"id\":\"caf"u8, 0xE9, .. "\"}\n{\"id\":\"b\"}"u8]);
        Assert.Equal("b", Assert.Single(records).Id);
        Assert.Equal("answers.jsonl:1: byte 11 of the line is not valid UTF-8; save the file as UTF-8",
            Assert.Single(problems).ToString());
    }

    [Fact]
    public void A_JSON_array_is_told_how_to_become_lines()
    {
        Assert.Contains("jq", Assert.Single(Read("[{\"id\":\"a\"}]").Problems).Reason, StringComparison.Ordinal);
        Assert.Equal("the line is not a JSON object", Assert.Single(Read("\n[1]").Problems).Reason);
    }

    [Fact]
    public void Blank_lines_and_empty_files_are_no_problem()
    {
        foreach (string blank in new[] { "", "\n", " \t\r\n\n  ", "\uFEFF" })
        {
            (List<Pair> records, List<InputProblem> problems) = Read(blank);
            Assert.Empty(records);
            Assert.Empty(problems);
        }
    }

    [Fact]
    public void Marks_of_files_that_were_joined_are_passed_over() =>
        Assert.Equal(["a", "b"], Read("\uFEFF{\"id\":\"a\"}\n\uFEFF{\"id\":\"b\"}\n").Records.Select(r => r.Id));

    [Fact]
    public void A_value_of_another_type_counts_as_absent_and_is_told()
    {
        (List<Pair> records, List<InputProblem> problems) = Read("""{"id":"a","text":{"deep":[1,{"id":"b"}]}}""");
        Assert.Equal(new Pair("a", null, 1), Assert.Single(records));
        Assert.Equal("answers.jsonl:1: record 'a': 'text' is not a text and was left out", Assert.Single(problems).ToString());
    }

    [Fact]
    public void Numbers_are_texts_as_they_are_written() =>
        Assert.Equal(["12345678901234567890", "1.50", "-3e2"],
            Read("{\"id\":12345678901234567890}\n{\"id\":1.50}\n{\"id\":-3e2}").Records.Select(r => r.Id));

    [Fact]
    public void Null_counts_as_absent_without_a_word()
    {
        (List<Pair> records, List<InputProblem> problems) = Read("""{"id":"a","text":null}""");
        Assert.Null(Assert.Single(records).Text);
        Assert.Empty(problems);
    }

    [Fact]
    public void The_last_of_two_values_of_one_name_counts() =>
        Assert.Equal("2", Assert.Single(Read("""{"id":"a","text":"1","text":"2"}""").Records).Text);

    [Fact]
    public void Any_string_of_code_units_survives_escaping_lone_surrogates_included() =>
        Gen.OneOf(Gen.Char, Gen.Char['\uD800', '\uDFFF'], Gen.Char['\0',
            '"']).Array[0, 30].Select(c => new string(c)).Sample(text =>
            Assert.Equal(text, Assert.Single(Read($$"""{"id":"a","text":"{{Escape(text)}}"}""").Records).Text));

    [Fact]
    public void Short_escapes_beside_a_lone_surrogate_are_read() =>
        Assert.Equal("\"\\/\b\f\n\r\té\uD83D", Assert.Single(Read("""{"text":"\"\\\/\b\f\n\r\té\uD83D"}""").Records).Text);

    [Fact]
    public void A_name_may_be_escaped_or_hold_a_lone_surrogate()
    {
        Pair record = Assert.Single(Read("""{"\uD800":1,"\u0069d":"a","\uDC00d":[2],"te\u0078t":"b"}""").Records);
        Assert.Equal(new Pair("a", "b", 1), record);
    }

    [Fact]
    public void Nesting_up_to_a_thousand_is_passed_over_and_more_is_refused_as_such()
    {
        (List<Pair> records, _) = Read($$"""{"deep":{{new string('[', 990)}}{{new string(']', 990)}},"id":"a"}""");
        Assert.Equal("a", Assert.Single(records).Id);
        Assert.Equal("the JSON object is nested more than 1000 deep",
            Assert.Single(Read($$"""{"deep":{{new string('[', 100_000)}}{{new string(']', 100_000)}},"id":"a"}""").Problems)
                .Reason);
    }

    [Fact]
    public void A_line_over_the_limit_gives_one_problem_and_the_records_after_it_are_read()
    {
        using var stream = new RepeatedStream((byte)'x', 100_000_000, "\n{\"id\":\"after\"}\n"u8.ToArray());
        (List<Pair> records, List<InputProblem> problems) = Read(stream);

        Assert.Equal(new Pair("after", null, 2), Assert.Single(records));
        Assert.StartsWith("answers.jsonl:1: the line is longer than 64 MiB", Assert.Single(problems).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_read_before_a_file_broke_is_given_out_and_the_break_is_told()
    {
        using var stream = new BreakingStream("{\"id\":\"a\"}\n{\"id\":\"b\"}\n{\"id\":"u8.ToArray());
        (List<Pair> records, List<InputProblem> problems) = Read(stream);

        Assert.Equal(["a", "b"], records.Select(r => r.Id));
        Assert.Equal("answers.jsonl:3: the file cannot be read any further: the disk is gone",
            Assert.Single(problems).ToString());
    }

    [Fact]
    public void Any_bytes_give_records_and_problems_and_never_an_error()
    {
        byte[][] pieces = [.. "{\"id\":1}|\n|{\"text\":\"\\ud800\\|\"}|\uFEFF| |[|{".Split('|').Select(Encoding.UTF8.GetBytes),
            [0x1F], [0x8B]];
        Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]), Gen.Byte.Array[0, 5]).Array[0, 8].Sample(parts =>
        {
            (List<Pair> records, List<InputProblem> problems) = Read([.. parts.SelectMany(p => p)]);
            Assert.All(problems, p => Assert.True(p.Line > 0));
            Assert.Equal(records.Count, records.Select(r => r.Line).Distinct().Count());
        });
    }

    [Fact]
    public void Reservations_and_refusals_name_the_record_and_a_refused_one_is_not_given_out()
    {
        var problems = new List<InputProblem>();
        using InputFile file = InputFile.Of("c.jsonl", new MemoryStream("{\"id\":\"a\"}"u8.ToArray()));
        Assert.Empty(JsonLines.Read(file, (ref JsonFields fields) =>
        {
            fields.RecordId = "a";
            fields.Reserve("odd");
            fields.Refuse("bad");
            fields.Refuse("worse");
            return "record";
        }, problems.Add));

        Assert.Equal(["c.jsonl:1: record 'a': odd", "c.jsonl:1: record 'a': bad"], problems.Select(p => p.ToString()));
    }

    [Fact]
    public void Lists_and_maps_keep_what_is_text_and_tell_the_rest()
    {
        var problems = new List<InputProblem>();
        using InputFile file = InputFile.Of("c.jsonl", new MemoryStream(
            """{"names":["a",["x"],2,null,{"y":1},"b"],"map":{"k":"v","n":1,"bad":[1],"none":null},"object":{"a":[1]},"no":7}"""u8.ToArray()));
        IReadOnlyList<string> names = [];
        IReadOnlyDictionary<string, string> map = new Dictionary<string, string>();
        JsonElement? json = null, no = null;
        Assert.Single(JsonLines.Read(file, (ref JsonFields fields) =>
        {
            while (fields.MoveNext())
            {
                if (fields.Is("names"u8))
                    names = fields.Texts("names");
                else if (fields.Is("map"u8))
                    map = fields.Map("map");
                else if (fields.Is("object"u8))
                    json = fields.JsonObject("object");
                else if (fields.Is("no"u8))
                    no = fields.JsonObject("no");
            }
            return "record";
        }, problems.Add));

        Assert.Equal(["a", "2", "b"], names);
        Assert.Equal([new("k", "v"), new("n", "1")], map);
        Assert.Equal("""{"a":[1]}""", json?.GetRawText());
        Assert.Null(no);
        Assert.Equal(["'names[1]' is not a text and was left out", "'names[4]' is not a text and was left out",
            "'map.bad' is not a text and was left out", "'no' is not an object and was left out"],
                problems.Select(p => p.Reason));
    }

    [Fact]
    public void The_rest_of_a_record_is_checked_even_when_its_reader_stops_early()
    {
        var problems = new List<InputProblem>();
        using InputFile file = InputFile.Of("c.jsonl", new MemoryStream("{\"id\":1,\"x\":[}"u8.ToArray()));
        Assert.Empty(JsonLines.Read(file, (ref JsonFields _) => "record", problems.Add));
        Assert.Equal("not valid JSON at byte 14 of the line", Assert.Single(problems).Reason);
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c is < ' ' or '"' or '\\' || char.IsSurrogate(c) ? $"\\u{(int)c:x4}" : c.ToString()));

    private static (List<Pair> Records, List<InputProblem> Problems) Read(string lines) => Read(Encoding.UTF8.GetBytes(lines));

    private static (List<Pair> Records, List<InputProblem> Problems) Read(byte[] bytes) => Read(new MemoryStream(bytes));

    private static (List<Pair> Records, List<InputProblem> Problems) Read(Stream stream)
    {
        var problems = new List<InputProblem>();
        using InputFile file = InputFile.Of("answers.jsonl", stream);
        long line = 0;
        List<Pair> records = [.. JsonLines.Read(file, ReadPair, problems.Add, n => line = n).Select(r => r with { Line = line })];
        return (records, problems);
    }

    private static Pair ReadPair(ref JsonFields fields)
    {
        string? id = null, text = null;
        while (fields.MoveNext())
        {
            if (fields.Is("id"u8))
                fields.RecordId = id = fields.Text("id");
            else if (fields.Is("text"u8))
                text = fields.Text("text");
        }
        return new Pair(id, text, 0);
    }
}
