using System.IO.Compression;
using System.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests;

public sealed class CatalogRecordsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_fields_are_read()
    {
        WorkText read = Assert.Single(Read("""
            {"id":"a","title":"T","contributors":["One","Two"],"identifiers":{"isbn":"978","oclc":7},"language":"en",
            """.TrimEnd() + """
            "rights_holder":"H","licence":"CC0-1.0","published":"1851-10-18","text":"words","other":{"x":[1]}}
            """).Works);

        Assert.Equal("words", read.Text);
        Work work = read.Work;
        Assert.Equal(("a", "T", "en", "H", "CC0-1.0", "1851-10-18"),
            (work.Id, work.Title, work.Language, work.RightsHolder, work.Licence, work.Published));
        Assert.Equal(["One", "Two"], work.Contributors);
        Assert.Equal([new("isbn", "978"), new("oclc", "7")], work.Identifiers);
    }

    [Fact]
    public void Only_id_and_text_are_needed_and_the_id_stands_for_a_missing_title()
    {
        foreach (string more in new[] { "", ",\"title\":null", ",\"title\":\" \"" })
        {
            Reading reading = Read($$"""{"id":7,"text":"words"{{more}}}""");
            Work work = Assert.Single(reading.Works).Work;
            Assert.Equal(("7", "7"), (work.Id, work.Title));
            Assert.Null(work.Language);
            Assert.Null(work.Licence);
            Assert.Empty(work.Contributors);
            Assert.Empty(work.Identifiers);
            Assert.Empty(reading.Problems);
        }
    }

    [Theory]
    [InlineData("\"license\":\"B\"", "B")]
    [InlineData("\"licence\":\"A\",\"license\":\"B\"", "A")]
    [InlineData("\"license\":\"B\",\"licence\":\"A\"", "A")]
    [InlineData("\"licence\":null,\"license\":\"B\"", "B")]
    [InlineData("\"license\":\"B\",\"licence\":null", "B")]
    public void Licence_may_be_spelt_both_ways(string fields, string licence) =>
        Assert.Equal(licence, Assert.Single(Read($$"""{"id":"a","text":"t",{{fields}}}""").Works).Work.Licence);

    [Fact]
    public void A_single_contributor_may_stand_without_a_list() =>
        Assert.Equal(["One"], Assert.Single(Read("""{"id":"a","text":"t","contributors":"One"}""").Works).Work.Contributors);

    [Theory]
    [InlineData("\"0800\"", "0800")]
    [InlineData("\"1851\"", "1851")]
    [InlineData("1851", "1851")]
    [InlineData("\"1851-10\"", "1851-10")]
    [InlineData("\"2024-02-29\"", "2024-02-29")]
    [InlineData("null", null)]
    public void A_date_has_as_much_as_is_known(string published, string? read)
    {
        Reading reading = Read($$"""{"id":"a","text":"t","published":{{published}}}""");
        Assert.Equal(read, Assert.Single(reading.Works).Work.Published);
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData("\"October 1851\"")]
    [InlineData("\"1851-13\"")]
    [InlineData("\"1851-02-30\"")]
    [InlineData("\"1851-1-1\"")]
    [InlineData("\"1851\\n\"")]
    [InlineData("\"١٨٥١\"")]
    [InlineData("\"1851-10-18T00:00:00Z\"")]
    [InlineData("\"\"")]
    [InlineData("18511018")]
    [InlineData("-44")]
    public void What_is_no_date_is_left_out_and_told(string published)
    {
        Reading reading = Read($$"""{"id":"a","text":"t","published":{{published}}}""");
        Assert.Null(Assert.Single(reading.Works).Work.Published);
        Assert.Contains("which is no date (1851, 1851-10 or 1851-10-18)", Assert.Single(reading.Problems).Reason,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"text":"t"}""", "the work has no 'id'")]
    [InlineData("""{"id":"","text":"t"}""", "record '': the work has no 'id'")]
    [InlineData("""{"id":" ","text":"t"}""", "record ' ': the work has no 'id'")]
    [InlineData("""{"id":["a"],"text":"t"}""", "'id' is not a text and was left out; the work has no 'id'")]
    [InlineData("""{"id":"a"}""", "record 'a': the work has neither 'text' nor 'path', nor 'title' or 'identifiers', by which its text could be found")]
    [InlineData("""{"id":"a","text":null,"path":null}""", "record 'a': the work has neither 'text' nor 'path', nor 'title' or 'identifiers', by which its text could be found")]
    [InlineData("""{"id":"a","text":" \n"}""", "record 'a': the work's 'text' is empty")]
    [InlineData("""{"id":"a","path":""}""", "record 'a': the work's 'path' is empty")]
    [InlineData("""{"id":"a","path":"x\u0000y"}""", "record 'a': the work's 'path' is empty")]
    public void A_work_without_id_or_text_is_refused(string line, string problem)
    {
        Reading reading = Read(line);
        Assert.Empty(reading.Works);
        Assert.Equal($"{_folder.At("catalog.jsonl")}:1: {problem}", reading.Problems[^1].ToString());
    }

    [Fact]
    public void An_id_has_512_characters_at_most()
    {
        Assert.Single(Read($$"""{"id":"{{new string('x', 512)}}","text":"t"}""").Works);
        Assert.EndsWith("the work's 'id' has 513 characters; 512 are allowed",
            Read($$"""{"id":"{{new string('x', 513)}}","text":"t"}""").Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_work_of_one_id_is_refused_with_the_line_of_the_first()
    {
        Reading reading = Read("""
            {"id":"a","text":"first"}
            {"id":"b","text":"other"}
            {"id":"a","text":"second"}
            """);

        Assert.Equal(["first", "other"], reading.Works.Select(w => w.Text));
        Assert.Equal($"{_folder.At("catalog.jsonl")}:3: record 'a': a work of this id stands in line 1 already; the first one counts",
            Assert.Single(reading.Problems).ToString());
    }

    [Fact]
    public void The_second_of_two_works_counts_when_the_first_cannot_be_used() =>
        Assert.Equal("second",
            Assert.Single(Read("{\"id\":\"a\",\"path\":\"missing.txt\"}\n{\"id\":\"a\",\"text\":\"second\"}").Works).Text);

    [Theory]
    [InlineData("texts/a.txt")]
    [InlineData("texts\\\\a.txt")]
    [InlineData("./texts/a.txt")]
    [InlineData("texts/../texts//a.txt")]
    public void A_path_is_relative_to_the_folder_of_the_catalog(string path)
    {
        _folder.File("texts/a.txt", "from a file");
        Reading reading = Read($$"""{"id":"a","path":"{{path}}"}""");
        Assert.Equal("from a file", Assert.Single(reading.Works).Text);
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData("../secret.txt")]
    [InlineData("texts/../../secret.txt")]
    [InlineData("..\\\\secret.txt")]
    [InlineData("/etc/hostname")]
    [InlineData("\\\\etc\\\\hostname")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("texts/..")]
    public void A_path_may_not_lead_out_of_the_folder(string path)
    {
        _folder.File("secret.txt", "secret");
        _folder.File("inner/texts/a.txt", "text");
        string refusal = Read($$"""{"id":"a","path":"{{path}}"}""", "inner/catalog.jsonl").Refusal;
        Assert.Contains("leads out of the catalog's folder", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_whose_name_begins_like_that_of_the_catalog_is_out_of_it()
    {
        _folder.File("inner-secrets/a.txt", "secret");
        Assert.Contains("leads out of", Read("""{"id":"a","path":"../inner-secrets/a.txt"}""", "inner/catalog.jsonl").Refusal,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_may_not_go_through_a_link_to_a_file_or_a_folder()
    {
        using var outside = new TemporaryFolder();
        File.CreateSymbolicLink(_folder.At("link.txt"), outside.File("secret.txt", "secret"));
        Directory.CreateSymbolicLink(_folder.At("links"), outside.Path);
        Reading reading = Read("""
            {"id":"a","path":"link.txt"}
            {"id":"b","path":"links/secret.txt"}
            {"id":"c","path":"links/../link.txt"}
            """);

        Assert.Empty(reading.Works);
        Assert.Equal(3, reading.Problems.Count(p => p.Reason.Contains("goes through a link", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_path_that_cannot_be_read_costs_that_work_alone()
    {
        _folder.File("folder/inside.txt", "text");
        _folder.File("empty.txt", "");
        _folder.File("book.pdf", "%PDF-1.4");
        Reading reading = Read($$"""
            {"id":"a","path":"missing.txt"}
            {"id":"b","path":"folder"}
            {"id":"c","path":"empty.txt"}
            {"id":"d","path":"book.pdf"}
            {"id":"e","path":"empty.txt/below"}
            {"id":"f","path":"{{new string('x', 300)}}"}
            {"id":"g","path":"{{string.Join('/', Enumerable.Repeat("long", 2000))}}"}
            {"id":"h","text":"good"}
            """);

        Assert.Equal(["h"], reading.Ids);
        Assert.Equal(Enumerable.Range(1, 7).Select(n => (long)n), reading.Problems.Select(p => p.Line));
        Assert.Equal(["the text 'missing.txt' does not exist", "the text 'folder' is a folder", "the text 'empty.txt' is empty",
            "the text 'book.pdf' is a PDF, not a text file"], reading.Problems.Take(4).Select(p => p.Reason));
    }

    [Fact]
    public void A_text_that_is_not_UTF_8_is_read_and_told_with_its_line()
    {
        _folder.File("a.txt", [.. "caf"u8, 0xE9]);
        Reading reading = Read("\n{\"id\":\"a\",\"path\":\"a.txt\"}");

        Assert.Equal("café", Assert.Single(reading.Works).Text);
        Assert.Equal($"{_folder.At("catalog.jsonl")}:2: record 'a': the text 'a.txt' is not UTF-8; it was read as Windows-1252 (Latin-1)",
            Assert.Single(reading.Problems).ToString());
    }

    [Fact]
    public void Of_text_and_path_the_text_is_used_and_told()
    {
        Reading reading = Read("""{"id":"a","text":"words","path":"missing.txt"}""");
        Assert.Equal("words", Assert.Single(reading.Works).Text);
        Assert.Equal("the work has both 'text' and 'path'; 'text' is used", Assert.Single(reading.Problems).Reason);
    }

    [Fact]
    public void An_empty_text_beside_a_path_and_an_empty_path_beside_a_text_count_as_absent()
    {
        _folder.File("a.txt", "from a file");
        Reading reading = Read("{\"id\":\"a\",\"text\":\"\",\"path\":\"a.txt\"}\n{\"id\":\"b\",\"text\":\"words\",\"path\":\"\"}");

        Assert.Equal(["from a file", "words"], reading.Works.Select(w => w.Text));
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData("catalog.jsonl")]
    [InlineData("catalog.ndjson")]
    [InlineData("CATALOG.JSON")]
    [InlineData("catalog")]
    [InlineData("catalog.txt")]
    public void Records_are_told_by_the_name_or_by_how_they_begin(string name) =>
        Assert.Equal(["a", "b"], Read("\n  {\"id\":\"a\",\"text\":\"t\"}\n{\"id\":\"b\",\"text\":\"t\"}\n", name).Ids);

    [Fact]
    public void A_packed_catalog_is_read_whatever_its_name()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write("{\"id\":\"a\",\"text\":\"t\"}"u8);
        Assert.Equal(["a"], Reading.Of(_folder.File("catalog.jsonl.gz", packed.ToArray())).Ids);
        Assert.Equal(["a"], Reading.Of(_folder.File("catalog", packed.ToArray())).Ids);
    }

    [Fact]
    public void An_array_of_records_is_named_as_such_and_not_read_as_a_text() =>
        Assert.Contains("JSON array", Read("[ {\"id\":\"a\",\"text\":\"t\"} ]", "catalog").Refusal, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\n  \"title\": \"A\",\n  \"names\": [\n    {\"a\": 1},\n    2\n  ]\n}")]
    [InlineData("[\n  {\n    \"title\": \"A\"\n  },\n  {}\n]")]
    [InlineData("[\n{\"id\":\"a\",\"text\":\"t\"},\n{\"id\":\"b\",\"text\":\"t\"}\n]")]
    public void JSON_over_several_lines_is_refused_once(string json) =>
        Assert.Contains("the file is JSON over several lines", Read(json, "catalog").Refusal, StringComparison.Ordinal);

    [Fact]
    public void A_first_line_that_is_cut_costs_no_other()
    {
        Reading reading = Read("{\"id\":\"a\",\"te\n{\"id\":\"b\",\"text\":\"t\"}\n");
        Assert.Equal(["b"], reading.Ids);
        Assert.Equal(1, Assert.Single(reading.Problems).Line);
    }

    [Fact]
    public void A_text_that_begins_with_a_bracket_is_a_text() =>
        Assert.Equal("[Illustration] It is a truth", Assert.Single(Read("[Illustration] It is a truth", "book.txt").Works).Text);

    private Reading Read(string lines, string name = "catalog.jsonl") =>
        Reading.Of(_folder.File(name, Encoding.UTF8.GetBytes(lines)));
}
