using System.Diagnostics;
using System.Globalization;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Scanning;

namespace ProvenanceAudit.Benchmarks;

/// <summary>
/// How speed and memory change with the size of the catalog: text without repeats, one thread, half a million words of outputs that copy nothing. All
/// sizes are scanned in turns, so that a machine that is busy for a while is busy for all of them; the best round of each counts.
/// </summary>
internal static class Growth
{
    private const int Rounds = 40;

    /// <summary>Prints a line for each size.</summary>
    /// <param name="megabytes">Sizes of catalogs, MB of UTF-8.</param>
    public static void Run(int[] megabytes)
    {
        List<ModelOutput> outputs = SampleData.Outputs(1000);
        int textLength = new SyntheticText(1000).Next(SampleData.WorkWords).Length;
        List<OpenIndex> indexes = [.. megabytes.Select(size => new OpenIndex(SampleData.Index(SampleData.Works((int)(size * 1e6 / textLength)))))];
        // The first rounds warm up.
        for (int round = -5; round < Rounds; round++)
            indexes.ForEach(index => index.Scan(outputs, counts: round >= 0));
        Console.WriteLine("   MB |      words | fingerprints | index bytes/byte | filter bytes/fingerprint | other MB held | M words/s | s to open");
        foreach (OpenIndex index in indexes)
        {
            Console.WriteLine(index.Line());
            index.Dispose();
        }
    }

    private sealed class OpenIndex : IDisposable
    {
        private readonly string _folder;
        private readonly FingerprintIndexReader _index;
        private readonly double _openSeconds;
        private readonly long _managed;
        private double _bestRate;

        public OpenIndex(string folder)
        {
            _folder = folder;
            long before = GC.GetTotalMemory(forceFullCollection: true);
            long start = Stopwatch.GetTimestamp();
            _index = FingerprintIndexReader.Open(folder);
            _openSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            _managed = GC.GetTotalMemory(forceFullCollection: true) - before;
        }

        public void Scan(List<ModelOutput> outputs, bool counts)
        {
            var scanner = new OutputScanner(_index, new MatchSettings { Threads = 1 });
            long start = Stopwatch.GetTimestamp();
            long words = scanner.Scan(outputs).ScannedWords;
            double rate = words / Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (counts)
                _bestRate = Math.Max(_bestRate, rate);
        }

        public string Line()
        {
            IndexStatistics size = _index.Statistics;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{size.TextLength / 1e6,5:N0} | {size.Words,10:N0} | {size.Fingerprints,12:N0} | {size.BytesOnDisk / (double)size.TextLength,16:N3} | "
                + $"{_index.FilterBytes / (double)size.Fingerprints,24:N3} | {_managed / 1e6,13:N1} | {_bestRate / 1e6,9:N1} | {_openSeconds,9:N2}");
        }

        public void Dispose()
        {
            _index.Dispose();
            SampleData.Delete(_folder);
        }
    }
}
