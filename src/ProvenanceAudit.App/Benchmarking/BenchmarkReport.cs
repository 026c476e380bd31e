namespace ProvenanceAudit.App.Benchmarking;

/// <summary>What a benchmark measured; times are the best of <see cref="Rounds"/> after a warm-up.</summary>
/// <param name="Data">What was worked on.</param>
/// <param name="Rounds">Timed rounds of the scans; what takes long, builds among it, has fewer.</param>
/// <param name="Busy">
/// Seconds by the clock over seconds of the processor in the best rounds of scanning on one thread: 1 on an idle machine. Well above it, figures per
/// second say more about the other programs, and those per second of the processor are the ones to read.
/// </param>
/// <param name="Build">Indexing.</param>
/// <param name="Scan">Scanning.</param>
/// <param name="Peers">Plain ways to do the same; null when not asked for.</param>
internal sealed record BenchmarkReport(DataFigures Data, int Rounds, double Busy, BuildFigures Build, ScanFigures Scan, PeerFigures? Peers);

/// <summary>What was worked on.</summary>
/// <param name="Catalog">Path of the catalog.</param>
/// <param name="Works">Number of works.</param>
/// <param name="CatalogMb">Size of their texts in UTF-8, in MB of 10^6 bytes.</param>
/// <param name="CatalogWords">Their words.</param>
/// <param name="Outputs">Path of the outputs.</param>
/// <param name="OutputRepeats">How often the file's outputs were repeated in memory.</param>
/// <param name="OutputWords">Words of one scan, repetitions included.</param>
internal sealed record DataFigures(
    string Catalog, int Works, double CatalogMb, long CatalogWords, string Outputs, int OutputRepeats, long OutputWords);

/// <summary>Indexing, from works in memory to a committed index on disk.</summary>
/// <param name="MbPerS">MB of UTF-8 a second, on <paramref name="Threads"/> threads.</param>
/// <param name="IndexBytesPerCorpusByte">Size of the index, passages and strings included, over that of the texts in UTF-8.</param>
/// <param name="Threads">Threads.</param>
/// <param name="OneThreadMbPerS">The same on one thread.</param>
/// <param name="OneThreadMbPerCpuS">MB a second of the processor on one thread.</param>
/// <param name="ThreadsRatio">Many threads over one, by the clock.</param>
/// <param name="IndexMb">Size of the index.</param>
/// <param name="Fingerprints">Fingerprints in it.</param>
internal sealed record BuildFigures(
    double MbPerS, double IndexBytesPerCorpusByte, int Threads, double OneThreadMbPerS, double OneThreadMbPerCpuS, double ThreadsRatio,
    double IndexMb, long Fingerprints);

/// <summary>Scanning outputs in memory, alignment and statistics included.</summary>
/// <param name="WordsPerS">Words a second on <paramref name="Threads"/> threads.</param>
/// <param name="Threads">Threads.</param>
/// <param name="PeakMb">
/// Peak resident memory of a process that opens the index and scans the outputs from their file: private memory, the program's code, and the pages of
/// the index that it touched.
/// </param>
/// <param name="PeakPrivateMb">Of it memory that only this process has; null where the system does not tell.</param>
/// <param name="PeakMappedMb">Of it pages of files, code and index, that the system drops when it needs memory; null likewise.</param>
/// <param name="PeakMeans">What the peak was taken from.</param>
/// <param name="OneThreadWordsPerS">Words a second on one thread.</param>
/// <param name="OneThreadWordsPerCpuS">Words a second of the processor on one thread.</param>
/// <param name="ThreadsRatio">Many threads over one, by the clock.</param>
/// <param name="FirstScanS">Seconds of the first scan after opening the index, on one thread: it learns what is common in the catalog, once an index.</param>
/// <param name="OpenS">Seconds to open the index.</param>
/// <param name="Matches">Matches found, repetitions included.</param>
/// <param name="FilterBytesPerFingerprint">Memory of the membership filter.</param>
/// <param name="FilterFalsePositiveRate">Share of fingerprints in no work that it lets pass.</param>
internal sealed record ScanFigures(
    double WordsPerS, int Threads, double PeakMb, double? PeakPrivateMb, double? PeakMappedMb, string PeakMeans, double OneThreadWordsPerS,
    double OneThreadWordsPerCpuS, double ThreadsRatio, double FirstScanS, double OpenS, long Matches, double FilterBytesPerFingerprint, double FilterFalsePositiveRate);

/// <summary>The peers, each on one thread, and what this program's figures are over theirs.</summary>
/// <param name="NaiveLucene">Lucene.Net with a term for every 8 consecutive words, looked up shingle by shingle.</param>
/// <param name="SuffixArray">A suffix array over word ids in memory, one binary search a place.</param>
internal sealed record PeerFigures(PeerFigure NaiveLucene, PeerFigure SuffixArray);

/// <summary>One peer, on one thread.</summary>
/// <param name="MbPerS">MB of UTF-8 indexed a second.</param>
/// <param name="IndexBytesPerCorpusByte">Size of its index over that of the texts.</param>
/// <param name="WordsPerS">Words scanned a second.</param>
/// <param name="WordsPerCpuS">Words scanned a second of the processor.</param>
/// <param name="Matches">Maximal spans of at least 8 words that it found.</param>
/// <param name="OneThreadScanRatio">This program's words a second on one thread over the peer's, by the clock.</param>
/// <param name="OneThreadScanCpuRatio">The same by the processor.</param>
/// <param name="OneThreadBuildRatio">This program's MB a second on one thread over the peer's, by the clock.</param>
/// <param name="OneThreadBuildCpuRatio">The same by the processor.</param>
/// <param name="BuildRatio">This program's MB a second on many threads over the peer's, by the clock.</param>
internal sealed record PeerFigure(
    double MbPerS, double IndexBytesPerCorpusByte, double WordsPerS, double WordsPerCpuS, long Matches, double OneThreadScanRatio,
    double OneThreadScanCpuRatio, double OneThreadBuildRatio, double OneThreadBuildCpuRatio, double BuildRatio);
