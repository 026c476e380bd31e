using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.App.Wiring;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Scanning;
using Spectre.Console;

namespace ProvenanceAudit.App.Benchmarking;

/// <summary>The whole measurement: builds, memory, scans, and the peers beside them.</summary>
internal static class Benchmark
{
    private const int BuildRounds = 3;
    private const int ScanRounds = 7;

    /// <summary>Measures.</summary>
    /// <param name="data">What to work on.</param>
    /// <param name="threads">Threads of the second measurement of each kind; the first is on one.</param>
    /// <param name="withPeers">Whether the peers are measured too.</param>
    /// <param name="cancellation">Stops between two runs.</param>
    public static BenchmarkReport Run(BenchmarkData data, int threads, bool withPeers, CancellationToken cancellation)
    {
        using IndexFolder folder = IndexFolder.For(null);
        string kept = Path.Combine(folder.Path, "index");
        Say($"building {data.CatalogBytes / 1e6:N1} MB, {BuildRounds} rounds on 1 and {threads} threads");
        Timing[] builds = Rounds.Best(BuildRounds, cancellation, () => Build(data, folder, 1), () => Build(data, folder, threads));
        BuildAt(data, kept, threads);
        using var peers = withPeers ? new Peers(data, Path.Combine(folder.Path, "peer")) : null;
        if (peers is not null)
        {
            Say("building the peers");
            peers.Build();
        }
        Say("scanning in a process of its own, for its memory");
        MemoryFigures memory = ScanMemory.MeasureInChild(kept, data, threads);
        FingerprintIndexReader? opened = null;
        Timing open = Rounds.Time(() => opened = FingerprintIndexReader.Open(kept));
        using FingerprintIndexReader index = opened!;
        Say($"scanning {data.Words / 1e6:N2} M words, {ScanRounds} rounds on 1 and {threads} threads");
        long matches = 0;
        void Scan(int n) => matches = Matches(new OutputScanner(index, new MatchSettings { Threads = n }).Scan(data.Outputs, null, cancellation));
        Action one = () => Scan(1), many = () => Scan(threads);
        Timing first = Rounds.Time(one);
        Timing[] scans = peers is null
            ? Rounds.Best(ScanRounds, cancellation, one, many)
            : Rounds.Best(ScanRounds, cancellation, one, many, peers.ScanWithShingles, peers.ScanWithSuffixes);
        double mb = data.CatalogBytes / 1e6;
        IndexStatistics size = index.Statistics;
        var build = new BuildFigures(
            mb / builds[1].Seconds, size.BytesOnDisk / (double)data.CatalogBytes, threads, mb / builds[0].Seconds, mb / builds[0].CpuSeconds,
            builds[0].Seconds / builds[1].Seconds, size.BytesOnDisk / 1e6, size.Fingerprints);
        var scan = new ScanFigures(
            data.Words / scans[1].Seconds, threads, memory.PeakMb, memory.PrivateMb, memory.MappedMb, memory.Means, data.Words / scans[0].Seconds,
            data.Words / scans[0].CpuSeconds, scans[0].Seconds / scans[1].Seconds, first.Seconds, open.Seconds, matches,
            index.FilterBytes / (double)Math.Max(1, size.Fingerprints), index.FilterFalsePositiveRate);
        return new BenchmarkReport(
            new DataFigures(data.CatalogName, size.Works, mb, size.Words, data.OutputsName, data.Repeats, data.Words), ScanRounds,
            scans[0].Seconds / scans[0].CpuSeconds, build, scan, peers?.Figures(build, scan, scans.AsSpan(2)));
    }

    private static long Matches(ScanResult scan) => scan.Significance.SignificantMatches + scan.Significance.InsignificantMatches;

    private static void Build(BenchmarkData data, IndexFolder folder, int threads)
    {
        string path = Path.Combine(folder.Path, Path.GetRandomFileName());
        BuildAt(data, path, threads);
        Directory.Delete(path, recursive: true);
    }

    private static void BuildAt(BenchmarkData data, string path, int threads)
    {
        using FingerprintIndexWriter writer = FingerprintIndexWriter.Open(path);
        IndexBuilding.Add(writer, data.Works, data.CatalogName, threads, new ProblemList(), CancellationToken.None);
    }

    private static void Say(string stage) => Terminals.Error.WriteLine($"bench: {stage}");
}
