using System.IO.Compression;
using System.Text;

namespace ProvenanceAudit.Catalogs.Tests;

public sealed class TextFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_file_is_a_work_in_the_order_of_the_paths_and_its_id_is_the_path_without_ending()
    {
        _folder.File("b.txt", "bee");
        _folder.File("a.md", "ay");
        _folder.File("sub/deep.er/c.txt", "see");
        _folder.File("README", "no ending");
        _folder.File("vol.1.txt", "volume");
        Reading reading = Reading.Of(_folder.Path);

        Assert.Equal(["README", "a", "b", "sub/deep.er/c", "vol.1"], reading.Ids);
        Assert.Equal(["README", "a", "b", "c", "vol.1"], reading.Works.Select(w => w.Work.Title));
        Assert.Equal(["no ending", "ay", "bee", "see", "volume"], reading.Works.Select(w => w.Text));
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Hidden_files_and_folders_are_left_out_without_a_word()
    {
        _folder.File(".hidden.txt", "no");
        _folder.File(".git/objects/x.txt", "no");
        _folder.File("a.txt", "yes");
        Reading reading = Reading.Of(_folder.Path);

        Assert.Equal(["a"], reading.Ids);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Of_two_files_that_give_one_id_the_first_counts()
    {
        _folder.File("a.md", "first");
        string second = _folder.File("a.txt", "second");
        Reading reading = Reading.Of(_folder.Path);

        Assert.Equal("first", Assert.Single(reading.Works).Text);
        Assert.Equal($"{second}: record 'a': a work of this id stands in '{_folder.At("a.md")}' already; the first one counts",
            Assert.Single(reading.Problems).ToString());
    }

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32BE", true)]
    public void A_text_is_read_without_its_byte_order_mark_whatever_it_is_encoded_in(string encoding, bool mark)
    {
        Encoding stored = Encoding.GetEncoding(encoding);
        _folder.File("a.txt", [.. mark ? stored.GetPreamble() : [], .. stored.GetBytes("naïve café 😀")]);
        Reading reading = Reading.Of(_folder.Path);

        Assert.Equal("naïve café 😀", Assert.Single(reading.Works).Text);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void What_is_not_UTF_8_is_read_as_Windows_1252_and_told()
    {
        string path = _folder.File("a.txt", [.. "caf"u8, 0xE9, .. " "u8, 0x93, .. "quoted"u8, 0x94, .. " "u8, 0x80, .. "5"u8]);
        Reading reading = Reading.Of(_folder.Path);

        Assert.Equal("café “quoted” €5", Assert.Single(reading.Works).Text);
        Assert.Equal($"{path}: the file is not UTF-8; it was read as Windows-1252 (Latin-1)",
            Assert.Single(reading.Problems).ToString());
    }

    [Fact]
    public void A_stray_byte_does_not_spoil_a_UTF_8_text()
    {
        string path = _folder.File("a.txt", [.. "naïve café, "u8, 0x92, .. " über"u8, 0xC3]);
        Reading reading = Reading.Of(_folder.Path);

        Assert.Equal("naïve café, \uFFFD über\uFFFD", Assert.Single(reading.Works).Text);
        Assert.Equal($"{path}: the file is UTF-8, but not at byte 15; what cannot be read became \uFFFD",
            Assert.Single(reading.Problems).ToString());
    }

    [Theory]
    [InlineData("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR", "is binary, not a text file")]
    [InlineData("\u0001\u0002\u0003", "is binary, not a text file")]
    [InlineData("", "is empty")]
    [InlineData("\u00EF\u00BB\u00BF", "is empty")]
    [InlineData(" \r\n\t", "is empty")]
    public void What_is_no_text_is_refused_by_what_it_is(string bytes, string problem)
    {
        string path = _folder.File("a.txt", Encoding.Latin1.GetBytes(bytes));
        Assert.Equal($"{path}: the file {problem}", Reading.Of(_folder.Path).Refusal);
    }

    [Fact]
    public void A_packed_text_is_read_and_its_id_is_without_both_endings()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
            gzip.Write("text"u8);
        string path = _folder.File("a.txt.gz", packed.ToArray());

        Assert.Equal(("a", "text"), (Assert.Single(Reading.Of(_folder.Path).Works).Work.Id, Reading.Of(path).Works[0].Text));
    }

    [Fact]
    public void A_stray_control_character_does_not_make_a_text_binary()
    {
        string text = new string('x', 2000) + "\u0014\f";
        _folder.File("a.txt", text);
        Reading reading = Reading.Of(_folder.Path);

        Assert.Equal(text, Assert.Single(reading.Works).Text);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_text_that_a_record_names_is_no_work_of_its_own()
    {
        _folder.File("catalog.jsonl", """{"id":"ay","path":"a.txt"}""");
        _folder.File("a.txt", "text");
        _folder.File("b.txt", "other");
        Reading reading = Reading.Of(_folder.Path);

        Assert.Equal(["ay", "b"], reading.Ids);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Links_are_not_followed_out_of_the_folder()
    {
        using var outside = new TemporaryFolder();
        string secret = outside.File("secret.txt", "secret");
        File.CreateSymbolicLink(_folder.At("link.txt"), secret);
        File.CreateSymbolicLink(_folder.At("broken.txt"), outside.At("nothing"));
        Directory.CreateSymbolicLink(_folder.At("links"), outside.Path);
        Directory.CreateSymbolicLink(_folder.At("loop"), _folder.Path);
        _folder.File("a.txt", "text");
        Reading reading = Reading.Of(_folder.Path);

        Assert.Equal(["a"], reading.Ids);
        Assert.Equal(["broken.txt", "link.txt", "links", "loop"],
            reading.Problems.Select(p => Path.GetRelativePath(_folder.Path, p.File)));
        Assert.All(reading.Problems, p => Assert.StartsWith("it is a link", p.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_that_the_user_names_is_followed()
    {
        using var outside = new TemporaryFolder();
        File.CreateSymbolicLink(_folder.At("mine.txt"), outside.File("a.txt", "text"));
        Directory.CreateSymbolicLink(_folder.At("books"), outside.Path);

        Assert.Equal(["mine"], Reading.Of(_folder.At("mine.txt")).Ids);
        Assert.Equal(["a"], Reading.Of(_folder.At("books")).Ids);
    }

    [Fact]
    public void A_file_that_is_gone_by_the_time_it_is_read_costs_no_other()
    {
        string gone = _folder.File("b.txt", "bee");
        _folder.File("a.txt", "ay");
        _folder.File("c.txt", "see");
        var problems = new List<Works.InputProblem>();
        var ids = new List<string>();
        foreach (Works.WorkText work in new CatalogReader(_folder.Path).Works(problems.Add))
        {
            ids.Add(work.Work.Id);
            File.Delete(gone);
        }

        Assert.Equal(["a", "c"], ids);
        Assert.Equal($"{gone}: the file does not exist", Assert.Single(problems).ToString());
    }

    [Fact]
    public void A_path_that_is_too_long_for_an_id_is_told()
    {
        string name = string.Join('/', Enumerable.Repeat(new string('x', 200), 3));
        string path = _folder.File(name + ".txt", "text");
        Assert.Equal($"{path}: the file's path gives an id of 602 characters; 512 are allowed", Reading.Of(_folder.Path).Refusal);
    }

    [Fact]
    public void An_empty_folder_has_no_works_and_no_problems()
    {
        Reading reading = Reading.Of(_folder.Path);
        Assert.Empty(reading.Works);
        Assert.Empty(reading.Problems);
    }
}
