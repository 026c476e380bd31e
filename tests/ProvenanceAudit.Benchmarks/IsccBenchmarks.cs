using System.IO.Hashing;
using System.Text;
using BenchmarkDotNet.Attributes;
using ProvenanceAudit.Catalogs.Iscc;

namespace ProvenanceAudit.Benchmarks;

/// <summary>The Text-Code of a novel of 500,000 characters, and its MinHash with and without vector instructions in one run.</summary>
[MemoryDiagnoser]
public class IsccBenchmarks
{
    private const int Characters = 500_000;

    private string _text = "";
    private uint[] _features = [];

    /// <summary>Makes the text and the hashes of its sequences of characters.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _text = new SyntheticText(1).Next(Characters / 4)[..Characters];
        List<uint> features = [];
        var windows = new Utf8Windows(TextCollapse.ToUtf8(_text), 13);
        while (windows.MoveNext())
            features.Add(XxHash32.HashToUInt32(windows.Current));
        _features = [.. features];
        Console.WriteLine($"// {Encoding.UTF8.GetByteCount(_text)} bytes of text, {_features.Length} sequences");
    }

    /// <summary>MinHash without vector instructions.</summary>
    [Benchmark(Baseline = true)]
    public uint MinHashOneByOne()
    {
        MinHash hash = new();
        hash.AddOneByOne(_features);
        return hash.Minima[0];
    }

    /// <summary>MinHash with vector instructions.</summary>
    [Benchmark]
    public uint MinHashVectors()
    {
        MinHash hash = new();
        hash.AddVectors(_features);
        return hash.Minima[0];
    }

    /// <summary>The whole way from text to Text-Code.</summary>
    [Benchmark]
    public IsccTextCode TextCode() => IsccTextCode.Of(_text, 256);

    /// <summary>The Meta-Code of a title and a description of 4,000 characters.</summary>
    [Benchmark]
    public IsccMetaCode MetaCode() => IsccMetaCode.Of("Moby-Dick; or, The Whale", _text[..4000]);
}
