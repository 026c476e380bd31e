using System.IO.Compression;
using System.Text;
using BenchmarkDotNet.Attributes;
using ProvenanceAudit.Crawlers.Warc;

namespace ProvenanceAudit.Benchmarks;

/// <summary>
/// A WARC.gz file of 2,000 pages of 4,000 words, each with its request: 51 MB unpacked. Reading its pages beside what only
/// unpacking it costs.
/// </summary>
[MemoryDiagnoser]
public class WarcBenchmarks
{
    private const int Pages = 2000;

    private string _folder = "";
    private string _packed = "";
    private string _plain = "";

    /// <summary>Writes the file, and an unpacked copy.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("provenance-benchmark-").FullName;
        Write(_folder);
        _packed = Directory.GetFiles(_folder, "*.gz").Single();
        _plain = Path.Combine(_folder, "plain.warc");
        using (var gzip = new GZipStream(File.OpenRead(_packed), CompressionMode.Decompress))
        using (FileStream plain = File.Create(_plain))
            gzip.CopyTo(plain);
        Console.WriteLine($"// {new FileInfo(_packed).Length} bytes packed, {new FileInfo(_plain).Length} unpacked");
    }

    /// <summary>Deletes the files.</summary>
    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    /// <summary>Unpacks the file and throws the bytes away: what no reader can go below.</summary>
    [Benchmark(Baseline = true)]
    public long Unpack()
    {
        using var gzip = new GZipStream(File.OpenRead(_packed), CompressionMode.Decompress);
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        while (gzip.Read(buffer) is > 0 and int read)
            length += read;
        return length;
    }

    /// <summary>Every record, its content skipped.</summary>
    [Benchmark]
    public long ReadRecords() => Records(_packed);

    /// <summary>Every page, its body in memory.</summary>
    [Benchmark]
    public long ReadPages()
    {
        using WarcReader reader = WarcReader.Open(_packed, problem => throw new InvalidDataException(problem.ToString()));
        return new WarcPages(reader, _packed, _ => { }).Read().Sum(page => (long)page.Body.Length);
    }

    /// <summary>Every record of the unpacked file, its content skipped.</summary>
    [Benchmark]
    public long ReadRecordsUnpacked() => Records(_plain);

    /// <summary>The file written anew.</summary>
    [Benchmark]
    public void Write() => Write(Path.Combine(_folder, "again"));

    private static long Records(string path)
    {
        using WarcReader reader = WarcReader.Open(path, problem => throw new InvalidDataException(problem.ToString()));
        long records = 0;
        while (reader.Read() is not null)
            records++;
        return records;
    }

    private static void Write(string folder)
    {
        var text = new SyntheticText(5);
        using var writer = WarcWriter.Open(new WarcSettings { Folder = folder, Prefix = "benchmark" });
        for (int i = 0; i < Pages; i++)
        {
            writer.Write(new WarcExchange
            {
                TargetUri = $"http://example.org/{i}",
                Date = DateTimeOffset.UnixEpoch,
                RequestHead = HttpHead.Request("GET", $"/{i}", [new("Host", "example.org")]),
                ResponseHead = HttpHead.Response(200, "OK", [new("Content-Type", "text/html; charset=utf-8")]),
                Body = Encoding.UTF8.GetBytes($"<html><body><p>{text.Next(4000)}</p></body></html>"),
            });
        }
    }
}
