using BenchmarkDotNet.Attributes;
using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Benchmarks;

/// <summary>Looking k-grams up: 100,000 of them, in the filter alone and in the index of 3 million words behind it.</summary>
[MemoryDiagnoser]
public class LookupBenchmarks
{
    private const int Words = 100_000;
    private const int Works = 50;

    private readonly WordTokens _tokens = new();
    private readonly ulong[] _kgrams = new ulong[Words];
    private readonly List<Seed> _seeds = [];
    private MembershipFilter? _filter;
    private string _folder = "";
    private FingerprintIndexReader? _index;

    /// <summary>Builds the index and fills the filter.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _folder = SampleData.Index(SampleData.Works(Works));
        _index = FingerprintIndexReader.Open(_folder);
        new Tokeniser().Tokenise(new SyntheticText(2).Next(Words), _tokens);
        KgramHashes.Compute(_tokens.Hashes, 4, _kgrams);
        _filter = FilterOf(1_000_000);
    }

    /// <summary>Deletes the index.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _index?.Dispose();
        _filter?.Dispose();
        SampleData.Delete(_folder);
    }

    /// <summary>The filter, each key asked for 24 keys ahead.</summary>
    [Benchmark]
    public int Filter()
    {
        int passed = 0;
        MembershipFilter filter = _filter!;
        for (int i = 0; i < _kgrams.Length; i++)
        {
            filter.Prefetch((uint)(_kgrams[Math.Min(i + 24, _kgrams.Length - 1)] >> 32));
            if (filter.MayContain((uint)(_kgrams[i] >> 32)))
                passed++;
        }
        return passed;
    }

    /// <summary>Filter and tables.</summary>
    [Benchmark]
    public int Seeds()
    {
        _seeds.Clear();
        _index!.FindSeeds(_kgrams.AsSpan(0, KgramHashes.Count(_tokens.Count, 4)), _tokens.Hashes, _seeds);
        return _seeds.Count;
    }

    private static MembershipFilter FilterOf(int keys)
    {
        var filter = new MembershipFilter(keys);
        var random = new Random(3);
        for (int i = 0; i < keys; i++)
            filter.Add((uint)random.NextInt64(1L << 32));
        return filter;
    }
}
