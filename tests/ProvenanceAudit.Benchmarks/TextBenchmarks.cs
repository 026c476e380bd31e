using BenchmarkDotNet.Attributes;
using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Benchmarks;

/// <summary>What becomes of a text before anything is looked up: words, k-grams, winnowing. One text of 100,000 words.</summary>
[MemoryDiagnoser]
public class TextBenchmarks
{
    private const int Words = 100_000;

    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _tokens = new();
    private readonly ulong[] _kgrams = new ulong[Words];
    private readonly int[] _selected = new int[Words];
    private string _text = "";
    private string _accented = "";

    /// <summary>Makes the text.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _text = new SyntheticText(1).Next(Words);
        _accented = _text.Replace('a', 'ä').Replace("bo", "bﬁ", StringComparison.Ordinal);
        Tokenise();
        Kgrams();
    }

    /// <summary>ASCII text into words.</summary>
    [Benchmark]
    public int Tokenise()
    {
        _tokeniser.Tokenise(_text, _tokens);
        return _tokens.Count;
    }

    /// <summary>Text with accents and ligatures into words.</summary>
    [Benchmark]
    public int TokeniseAccented()
    {
        _tokeniser.Tokenise(_accented, _tokens);
        return _tokens.Count;
    }

    /// <summary>Words into hashes of 4 words.</summary>
    [Benchmark]
    public ulong Kgrams()
    {
        KgramHashes.Compute(_tokens.Hashes, 4, _kgrams);
        return _kgrams[0];
    }

    /// <summary>A selection of them.</summary>
    [Benchmark]
    public int Winnow() => Winnowing.Select(_kgrams.AsSpan(0, KgramHashes.Count(_tokens.Count, 4)), 5, _selected);
}
