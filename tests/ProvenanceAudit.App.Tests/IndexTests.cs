using System.Text.Json;
using ProvenanceAudit.Lucene;

namespace ProvenanceAudit.App.Tests;

public sealed class IndexTests : IDisposable
{
    private readonly Desk _desk = new();

    public IndexTests() => _desk.LayOut();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void An_index_is_kept_and_reused_and_a_changed_work_is_replaced()
    {
        Assert.Contains("Indexing catalog: 2 works in ", _desk.Run("scan -c books -o answers.jsonl -i kept").Error,
            StringComparison.Ordinal);
        Assert.Contains("Indexing catalog: 0 works added, 0 replaced, 2 unchanged in ",
            _desk.Run("scan -c books -o answers.jsonl -i kept").Error, StringComparison.Ordinal);

        _desk.File("books/ay.txt", Desk.Words("n", 0, 300));
        _desk.File("books/sea.txt", Desk.Words("s", 0, 300));
        Run run = _desk.Run("scan -c books -o answers.jsonl -i kept");
        Assert.Contains("Indexing catalog: 1 work added, 1 replaced, 1 unchanged in ", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);

        _desk.File("answers.jsonl", Desk.Line("1", Desk.Words("n", 20, 60)));
        Assert.Equal(1, _desk.Run("scan -o answers.jsonl --index kept").ExitCode);
        Assert.Equal(("kept", "ay"), (_desk.Report().GetProperty("catalog").GetProperty("name").GetString(),
            _desk.Report().GetProperty("findings")[0].GetProperty("work").GetProperty("id").GetString()));
    }

    [Fact]
    public void Works_are_added_listed_and_removed()
    {
        Run add = _desk.Run("index add --index kept --catalog books");
        Assert.Equal((0, ""), (add.ExitCode, add.Output));
        Assert.Contains("Indexing catalog: 2 works in ", add.Error, StringComparison.Ordinal);

        Run info = _desk.Run("index info -i kept --works");
        Assert.Equal(0, info.ExitCode);
        Assert.Contains("\nwords             600\n", "\n" + info.Output, StringComparison.Ordinal);
        Assert.Contains("│ bee │ bee   │", info.Output, StringComparison.Ordinal);

        Assert.Equal("error: the index has no work 'nothing'; nothing was removed",
            _desk.Run("index remove -i kept ay nothing").Failure);
        Run remove = _desk.Run("index remove ay -i kept");
        Assert.Equal((0, "Removed 1 work.\n"), (remove.ExitCode, remove.Output));
        Assert.Equal(0, _desk.Run("scan -i kept -o answers.jsonl").ExitCode);
    }

    [Fact]
    public void Information_comes_as_JSON_for_programs()
    {
        _desk.File("catalog.jsonl",
            """{"id":"w","title":"Café","contributors":["One"],"published":"1851","licence":"CC0-1.0","text":"a few words"}""");
        Assert.Equal(0, _desk.Run("index add -i kept -c catalog.jsonl").ExitCode);
        JsonElement info = JsonElement.Parse(_desk.Run("index info -i kept --json").Output);
        JsonElement listed = JsonElement.Parse(_desk.Run("index info -i kept --json --works").Output);

        Assert.Equal("kept", info.GetProperty("index").GetString());
        Assert.Equal((1, 3), (info.GetProperty("statistics").GetProperty("works").GetInt32(),
            info.GetProperty("statistics").GetProperty("words").GetInt32()));
        Assert.Equal(8, info.GetProperty("scheme").GetProperty("guaranteed_run").GetInt32());
        Assert.Equal(JsonValueKind.Null, info.GetProperty("works").ValueKind);
        JsonElement work = Assert.Single(listed.GetProperty("works").EnumerateArray());
        Assert.Equal(("w", "Café", "One", "1851", "CC0-1.0"), (work.GetProperty("id").GetString(),
            work.GetProperty("title").GetString(),
            work.GetProperty("contributors")[0].GetString(), work.GetProperty("published").GetString(),
                work.GetProperty("licence").GetString()));
    }

    [Fact]
    public void An_index_that_another_writer_has_is_told_as_such()
    {
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(_desk.At("kept"));
        foreach (string arguments in new[] { "scan -c books -o answers.jsonl -i kept", "index add -c books -i kept",
            "index remove x -i kept" })
        {
            Assert.Equal("error: the index 'kept' is being written by another process; wait until it ends, or name another folder",
                _desk.Run(arguments).Failure);
        }
    }

    [Theory]
    [InlineData("index add -c books", "error: --index is missing: name the folder of the index")]
    [InlineData("index add -i kept", "error: --catalog is missing: name the works to add")]
    [InlineData("index add -i kept -c missing", "error: there is no catalog 'missing'")]
    [InlineData("index add -i kept -c answers.jsonl -t 0", "error: --threads is 0; it must be 1 to 1024")]
    [InlineData("index add -c books -i", "error: -i needs a value")]
    [InlineData("index info -i missing", "error: there is no index 'missing'")]
    [InlineData("index info -i books", "error: the folder 'books' holds no index")]
    [InlineData("index remove -i missing ay", "error: there is no index 'missing'")]
    [InlineData("index remove -i books ay", "error: 'books' is not empty and holds no index; name a new folder")]
    [InlineData("index remove -i kept", "error: Command 'remove' is missing required argument 'ID'.")]
    public void A_mistake_is_told_in_one_line(string arguments, string error)
    {
        Assert.Equal(error, _desk.Run(arguments).Failure);
        Assert.False(Directory.Exists(_desk.At("kept")));
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(_desk.At("books")).Count());
    }

    [Fact]
    public void Adding_a_catalog_without_a_usable_work_is_an_error()
    {
        _desk.File("empty.jsonl", "");
        Assert.Equal("error: the catalog 'empty.jsonl' has no work that can be used",
            _desk.Run("index add -i kept -c empty.jsonl").Failure);
    }
}
