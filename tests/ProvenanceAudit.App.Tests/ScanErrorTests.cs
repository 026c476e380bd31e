namespace ProvenanceAudit.App.Tests;

public sealed class ScanErrorTests : IDisposable
{
    private readonly Desk _desk = new();

    public ScanErrorTests() => _desk.LayOut();

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("scan -c books -o missing.jsonl", "error: there is no file 'missing.jsonl' of outputs")]
    [InlineData("scan -c missing -o answers.jsonl", "error: there is no catalog 'missing'")]
    [InlineData("scan -c books -o books", "error: 'books' is a folder; --outputs takes a file")]
    [InlineData("scan -i missing -o answers.jsonl", "error: there is no index 'missing'")]
    [InlineData("scan -i books -o answers.jsonl", "error: the folder 'books' holds no index")]
    [InlineData("scan -c books -i books -o answers.jsonl", "error: 'books' is not empty and holds no index; name a new folder")]
    [InlineData("scan -c books -i answers.jsonl -o answers.jsonl", "error: 'answers.jsonl' is a file; an index is a folder")]
    [InlineData("scan -c - -o -", "error: --catalog and --outputs cannot both be standard input")]
    [InlineData("scan -c books -o answers.jsonl --bogus", "error: Unknown option 'bogus'.")]
    [InlineData("bogus", "error: Unknown command 'bogus'.")]
    [InlineData("scan -c books -o", "error: -o needs a value")]
    [InlineData("scan --outputs --catalog books", "error: --outputs needs a value")]
    [InlineData("scan -c books -o answers.jsonl --report=", "error: --report needs a value")]
    [InlineData("scan -c books -o answers.jsonl --min-words 8.5", "error: --min-words takes a whole number, not '8.5'")]
    [InlineData("scan -c books -o answers.jsonl --min-identity 0,5",
        "error: --min-identity takes a number, such as 0.5, not '0,5'")]
    public void A_mistake_is_told_in_one_line(string arguments, string error)
    {
        Assert.Equal(error, _desk.Run(arguments).Failure);
        Assert.False(Directory.Exists(_desk.At("report")));
        Assert.Empty(_desk.Leftovers);
    }

    [Fact]
    public void What_is_missing_is_told_all_at_once() =>
        Assert.Equal("""
            error: --outputs is missing: name the file of model outputs, or - for standard input
            error: --catalog is missing: name the works to look for, or an existing --index
            """, _desk.Run("scan").Failure);

    [Fact]
    public void Settings_out_of_bounds_are_told_all_at_once()
    {
        string failure = _desk.Run(
            "scan -c books -o answers.jsonl --min-words 3 --min-identity 7 --max-evalue -1 --threads 0 --matches-per-work 0")
                .Failure;
        Assert.Equal(5, failure.Split('\n').Length);
        foreach (string value in new[] { "3; it must be 4 to 100", "7; it must be 0.3 to 1", "-1; it must be above 0",
            "0; it must be 1 to 1024", "0; it must be at least 1" })
            Assert.Contains(value, failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_told_all_at_once() =>
        Assert.Equal("""
            error: --threads takes a whole number, not 'many'
            error: --max-evalue takes a number, such as 0.5, not 'ten'
            error: --index needs a value
            """, _desk.Run("scan -c books -o answers.jsonl --threads many --max-evalue=ten --index").Failure);

    [Fact]
    public void A_catalog_without_a_usable_work_is_an_error_that_names_its_problems()
    {
        _desk.File("bad/book.pdf", "%PDF-1.7");
        Run run = _desk.Run("scan -c bad -o answers.jsonl");

        Assert.Equal("error: there is no work to look for: 'bad' has none", run.Failure);
        Assert.Contains($"{Path.Combine("bad", "book.pdf")}: record 'book': the PDF is damaged", run.Error,
            StringComparison.Ordinal);
        Assert.Empty(_desk.Leftovers);
    }

    [Fact]
    public void Outputs_without_a_usable_record_are_an_error_that_names_their_problems()
    {
        foreach (string content in new[] { "", "nonsense\n" })
        {
            _desk.File("answers.jsonl", content);
            Assert.Equal("error: there was nothing to scan: answers.jsonl has no usable output",
                _desk.Run("scan -c books -o answers.jsonl").Failure);
            Assert.False(Directory.Exists(_desk.At("report")));
        }
    }

    [Fact]
    public void Outputs_packed_with_something_else_than_gzip_are_an_error()
    {
        _desk.File("answers.jsonl.zst", [0x28, 0xB5, 0x2F, 0xFD, 0, 0, 0, 0]);
        Assert.StartsWith("error: 'answers.jsonl.zst' is compressed with Zstandard",
            _desk.Run("scan -c books -o answers.jsonl.zst").Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("answers.jsonl")]
    [InlineData("answers.jsonl/below")]
    public void A_report_that_cannot_be_written_is_told_before_the_scan(string place)
    {
        Run run = _desk.Run($"scan -c books -o answers.jsonl -r {place}");
        Assert.EndsWith("answers.jsonl' is a file; --report takes a folder", run.Failure, StringComparison.Ordinal);
        Assert.DoesNotContain("Indexing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_takes_no_files_is_told_before_the_scan()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux has a place that takes no files from anyone");
        Run run = _desk.Run("scan -c books -o answers.jsonl -r /proc/report");
        Assert.StartsWith("error: the report cannot be written to '/proc/report': no file can be made in '/proc'", run.Failure,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Indexing", run.Error, StringComparison.Ordinal);
    }
}
