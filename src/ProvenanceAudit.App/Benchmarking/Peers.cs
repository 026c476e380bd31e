using ProvenanceAudit.Lucene.Peers;

namespace ProvenanceAudit.App.Benchmarking;

/// <summary>Both peers on the data of a benchmark, each on one thread.</summary>
internal sealed class Peers(BenchmarkData data, string folder) : IDisposable
{
    private ShinglePeer? _shingles;
    private SuffixArrayPeer? _suffixes;
    private Timing _shingleBuild;
    private Timing _suffixBuild;
    private long _shingleMatches;
    private long _suffixMatches;

    /// <summary>Builds both: the suffix array best of three after a warm-up, the shingles once, since they take half a minute, after a small part to warm up.</summary>
    public void Build()
    {
        _suffixBuild = Rounds.Best(3, CancellationToken.None, () => _suffixes = SuffixArrayPeer.Build(data.Works))[0];
        string warm = folder + "-warm";
        ShinglePeer.Build([.. data.Works.Take(Math.Max(1, data.Works.Count / 20))], warm).Dispose();
        Directory.Delete(warm, recursive: true);
        _shingleBuild = Rounds.Time(() => _shingles = ShinglePeer.Build(data.Works, folder));
    }

    /// <summary>Scans all outputs with the shingles.</summary>
    public void ScanWithShingles() => _shingleMatches = data.Outputs.Sum(o => (long)_shingles!.CountSpans(o.Text));

    /// <summary>Scans all outputs with the suffix array.</summary>
    public void ScanWithSuffixes() => _suffixMatches = data.Outputs.Sum(o => (long)_suffixes!.CountSpans(o.Text));

    /// <summary>What was measured.</summary>
    /// <param name="build">This program's builds.</param>
    /// <param name="scan">This program's scans.</param>
    /// <param name="scans">Best times of the peers' scans: shingles, suffixes.</param>
    public PeerFigures Figures(BuildFigures build, ScanFigures scan, ReadOnlySpan<Timing> scans)
    {
        double mb = data.CatalogBytes / 1e6, words = data.Words;
        PeerFigure Of(Timing built, long bytes, Timing scanned, long matches) => new(
            mb / built.Seconds, bytes / (double)data.CatalogBytes, words / scanned.Seconds, words / scanned.CpuSeconds, matches,
            scan.OneThreadWordsPerS / (words / scanned.Seconds), scan.OneThreadWordsPerCpuS / (words / scanned.CpuSeconds),
            build.OneThreadMbPerS / (mb / built.Seconds), build.OneThreadMbPerCpuS / (mb / built.CpuSeconds), build.MbPerS / (mb / built.Seconds));
        return new PeerFigures(
            Of(_shingleBuild, _shingles!.BytesOnDisk, scans[0], _shingleMatches), Of(_suffixBuild, _suffixes!.Bytes, scans[1], _suffixMatches));
    }

    /// <inheritdoc/>
    public void Dispose() => _shingles?.Dispose();
}
