using System.Security.Cryptography;
using System.Text;

namespace ProvenanceAudit.App.Tests;

public sealed class ReportTests : IDisposable
{
    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_report_becomes_document_page_and_tables()
    {
        _desk.LayOut();
        Assert.Equal(1, _desk.Run("scan -c books -o answers.jsonl").ExitCode);
        Run run = _desk.Run("report report --pdf filed/report.pdf --html page.html --csv tables");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] files = ["filed/report.pdf", "page.html", Path.Combine("tables", "findings.csv"),
            Path.Combine("tables", "matches.csv")];
        Assert.Equal(string.Join('\n', files) + "\n", run.Output);
        Assert.StartsWith("%PDF-", _desk.Read("filed/report.pdf"), StringComparison.Ordinal);
        Assert.Equal(_desk.Read("report/report.html"), _desk.Read("page.html"));
        Assert.Contains("ay,ay,", _desk.Read("tables/findings.csv"), StringComparison.Ordinal);
        Assert.Equal(["findings.csv", "matches.csv"],
            Directory.EnumerateFiles(_desk.At("tables")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_PDF_of_a_scan_is_that_of_its_report_file()
    {
        _desk.LayOut();
        Assert.Equal(1, _desk.Run("scan -c books -o answers.jsonl --with-pdf").ExitCode);
        Assert.Equal(0, _desk.Run("report report/report.json --pdf again.pdf").ExitCode);
        Assert.Equal(
            SHA256.HashData(File.ReadAllBytes(_desk.At("report/report.pdf"))),
            SHA256.HashData(File.ReadAllBytes(_desk.At("again.pdf"))));
    }

    [Fact]
    public void What_is_no_report_is_refused_with_file_and_reason_and_nothing_is_written()
    {
        _desk.LayOut();
        Assert.Equal(1, _desk.Run("scan -c books -o answers.jsonl").ExitCode);
        _desk.File("later.json", _desk.Read("report/report.json").Replace(
            "\"format_version\": \"1\"", "\"format_version\": \"2\"", StringComparison.Ordinal));
        _desk.File("cut.json", Encoding.UTF8.GetBytes(_desk.Read("report/report.json")[..400]));

        Assert.Contains("'later.json' is not a report that this program reads: the report has format version 2; this program " +
            "reads version 1",
            _desk.Run("report later.json --pdf x.pdf").Failure, StringComparison.Ordinal);
        Assert.Contains("'cut.json' is not a report", _desk.Run("report cut.json --pdf x.pdf").Failure, StringComparison.Ordinal);
        Assert.Equal("error: there is no report 'none.json'", _desk.Run("report none.json --pdf x.pdf").Failure);
        Assert.Equal("error: 'books' is a folder; name the file to write", _desk.Run("report report --pdf books").Failure);
        Assert.Equal("error: 'cut.json' is a file; --csv takes a folder", _desk.Run("report report --csv cut.json").Failure);
        Assert.Contains("there is nothing to write: name --pdf, --html or --csv",
            _desk.Run("report report --passages -1").Failure,
            StringComparison.Ordinal);
        Assert.False(File.Exists(_desk.At("x.pdf")));
    }
}
