using BenchmarkDotNet.Attributes;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Reporting;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks;

/// <summary>Whole scans of 400 outputs, 200,000 words, with an index of 3 million words, and the report of one.</summary>
[MemoryDiagnoser]
public class ScanBenchmarks
{
    private const int Works = 50;
    private const int Outputs = 400;

    private List<ModelOutput> _unrelated = [];
    private List<ModelOutput> _copying = [];
    private string _folder = "";
    private string _report = "";
    private FingerprintIndexReader? _index;
    private ScanResult? _scan;

    /// <summary>Threads of the scan.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Builds the index and makes the outputs.</summary>
    [GlobalSetup]
    public void Setup()
    {
        List<WorkText> works = [.. SampleData.Works(Works)];
        _folder = SampleData.Index(works);
        _index = FingerprintIndexReader.Open(_folder);
        _unrelated = SampleData.Outputs(Outputs);
        _copying = SampleData.OutputsWithCopies(Outputs, works);
        _scan = WithCopies();
        _report = Directory.CreateTempSubdirectory("provenance-benchmark-").FullName;
    }

    /// <summary>Deletes index and report.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _index?.Dispose();
        SampleData.Delete(_folder);
        Directory.Delete(_report, recursive: true);
    }

    /// <summary>No output copies anything: what most scans are made of.</summary>
    [Benchmark]
    public ScanResult WithoutCopies() => Scan(_unrelated);

    /// <summary>Every second output holds a passage with edits.</summary>
    [Benchmark]
    public ScanResult WithCopies() => Scan(_copying);

    /// <summary>HTML, JSON and JSON Lines of the scan with copies, flushed to disk.</summary>
    [Benchmark]
    public ReportPaths WriteReport()
    {
        var frame = new ReportFrame("catalog", "outputs", "0", DateTimeOffset.UnixEpoch, []);
        AuditReport report = new ReportCompiler(_index!, new MatchSettings { Threads = Threads }).Compile(_scan!, frame);
        return ReportFolder.Write(report, _scan!.Outputs, _report);
    }

    private ScanResult Scan(List<ModelOutput> outputs) => new OutputScanner(_index!, new MatchSettings { Threads = Threads }).Scan(outputs);
}
