using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;

namespace ProvenanceAudit.Reporting.Tests;

public sealed class ReportFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_folder_is_made_and_holds_three_files_and_nothing_else()
    {
        AuditReport report = Samples.Full();
        string folder = Path.Combine(_folder, "deep", "below");
        ReportPaths paths = ReportFolder.Write(report, Samples.Outputs(report), folder);
        Assert.Equal(
            ["matches.jsonl", "report.html", "report.json"],
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Page.HtmlOf(report), File.ReadAllText(paths.Html));
        Assert.Equal((byte)'<', File.ReadAllBytes(paths.Html)[0]);
        using FileStream json = File.OpenRead(paths.Json);
        Assert.Equivalent(report, JsonReport.Read(json), strict: true);
        Assert.Equal(2, File.ReadAllLines(paths.Matches).Length);
    }

    [Fact]
    public void An_older_report_is_replaced()
    {
        ReportFolder.Write(Samples.Full(), Samples.Outputs(Samples.Full()), _folder);
        ReportPaths paths = ReportFolder.Write(Samples.Report(), [], _folder);
        Assert.Contains("No copied text was found", File.ReadAllText(paths.Html));
        Assert.Empty(File.ReadAllBytes(paths.Matches));
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void The_PDF_is_written_when_asked_for_and_does_not_outlive_its_report()
    {
        AuditReport report = Samples.Full();
        ReportPaths paths = ReportFolder.Write(report, Samples.Outputs(report), _folder, pdf: true);
        Assert.Equal(Document.BytesOf(report), File.ReadAllBytes(paths.Pdf!));
        Assert.Equal(4, Directory.GetFiles(_folder).Length);
        Assert.Null(ReportFolder.Write(Samples.Report(), [], _folder).Pdf);
        Assert.False(File.Exists(paths.Pdf));
    }

    [Fact]
    public void A_report_that_fails_half_way_leaves_the_older_one_as_it_was()
    {
        AuditReport report = Samples.Full();
        ReportPaths paths = ReportFolder.Write(report, Samples.Outputs(report), _folder);
        byte[][] before = [File.ReadAllBytes(paths.Html), File.ReadAllBytes(paths.Json), File.ReadAllBytes(paths.Matches)];
        Assert.Throws<InvalidOperationException>(() => ReportFolder.Write(Samples.Small(), Breaking(), _folder));
        Assert.Throws<InvalidOperationException>(() => ReportFolder.Write(
            Samples.Small() with { Problems = new BreakingList() }, [], _folder));
        Assert.Equal(before, [File.ReadAllBytes(paths.Html), File.ReadAllBytes(paths.Json), File.ReadAllBytes(paths.Matches)]);
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    private static IEnumerable<ScannedOutput> Breaking()
    {
        yield return Samples.Outputs(Samples.Small())[0];
        throw new InvalidOperationException("the disk of the outputs went away");
    }

    private sealed class BreakingList : IReadOnlyList<Works.InputProblem>
    {
        public int Count => 1;

        public Works.InputProblem this[int index] => throw new InvalidOperationException("no such problem");

        public IEnumerator<Works.InputProblem> GetEnumerator() => throw new InvalidOperationException("no problems");

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
