using Spectre.Console;

namespace ProvenanceAudit.App.Benchmarking;

/// <summary>Prints what was measured for people.</summary>
internal static class BenchmarkTable
{
    /// <summary>Prints.</summary>
    public static void Print(BenchmarkReport report, IAnsiConsole console)
    {
        (DataFigures data, BuildFigures build, ScanFigures scan) = (report.Data, report.Build, report.Scan);
        console.WriteLine(
            $"{data.Works:N0} works, {data.CatalogMb:N1} MB, {data.CatalogWords:N0} words; {data.OutputWords:N0} words of outputs"
            + (data.OutputRepeats > 1 ? $" (those of the file {data.OutputRepeats} times over)" : "") + $". Best of {report.Rounds} rounds, all in memory.");
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("").NoWrap()).AddColumn(Number("MB/s"))
            .AddColumn(Number("index/byte")).AddColumn(Number("words/s")).AddColumn(Number("words/cpu s"));
        void Row(string name, double mbPerS, double bytes, double wordsPerS, double? wordsPerCpuS) => table.AddRow(
            Cell(name), Cell($"{mbPerS:N2}"), Cell($"{bytes:N2}"), Cell($"{wordsPerS / 1e6:N2} M"),
            Cell(wordsPerCpuS is { } perCpu ? $"{perCpu / 1e6:N2} M" : ""));
        Row("this program, 1 thread", build.OneThreadMbPerS, build.IndexBytesPerCorpusByte, scan.OneThreadWordsPerS, scan.OneThreadWordsPerCpuS);
        if (build.Threads > 1)
            Row($"this program, {build.Threads} threads", build.MbPerS, build.IndexBytesPerCorpusByte, scan.WordsPerS, null);
        if (report.Peers is { } peers)
        {
            Row("Lucene.Net, shingles", peers.NaiveLucene.MbPerS, peers.NaiveLucene.IndexBytesPerCorpusByte, peers.NaiveLucene.WordsPerS,
                peers.NaiveLucene.WordsPerCpuS);
            Row("suffix array", peers.SuffixArray.MbPerS, peers.SuffixArray.IndexBytesPerCorpusByte, peers.SuffixArray.WordsPerS,
                peers.SuffixArray.WordsPerCpuS);
        }
        console.Write(table);
        if (build.Threads > 1)
            console.WriteLine($"{build.Threads} threads over 1: building x {build.ThreadsRatio:N2}, scanning x {scan.ThreadsRatio:N2}");
        if (report.Peers is { } others)
        {
            PeerFigure suffixes = others.SuffixArray, shingles = others.NaiveLucene;
            console.WriteLine(
                $"Scanning on 1 thread: x {suffixes.OneThreadScanRatio:N1} the suffix array (x {suffixes.OneThreadScanCpuRatio:N1} by processor time), "
                + $"x {shingles.OneThreadScanRatio:N1} Lucene.Net with 8-word shingles (x {shingles.OneThreadScanCpuRatio:N1})");
            console.WriteLine(
                $"Building over Lucene.Net with shingles: x {shingles.OneThreadBuildRatio:N1} on 1 thread (x {shingles.OneThreadBuildCpuRatio:N1} by "
                + $"processor time), x {shingles.BuildRatio:N1} on {build.Threads}");
        }
        if (report.Busy > 1.3)
            console.WriteLine($"The machine is busy (x {report.Busy:N1}): figures by the clock are too low, those by processor time hold.");
        console.WriteLine($"Opening the index {scan.OpenS:N2} s; the first scan {scan.FirstScanS:N2} s");
        string parts = scan.PeakPrivateMb is { } own ? $", private at most {own:N0}, code and index pages at most {scan.PeakMappedMb:N0}" : "";
        console.WriteLine($"Memory while scanning: {scan.PeakMb:N0} MB{parts}: {scan.PeakMeans}");
        console.WriteLine($"Filter: {scan.FilterBytesPerFingerprint:N2} bytes a fingerprint, {100 * scan.FilterFalsePositiveRate:N2} % of unknown ones pass");
    }

    private static TableColumn Number(string title) => new TableColumn(title).RightAligned().NoWrap();

    private static Spectre.Console.Text Cell(string text) => new(text);
}
