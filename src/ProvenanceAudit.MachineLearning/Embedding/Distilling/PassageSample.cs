using System.Runtime.InteropServices;
using ProvenanceAudit.MachineLearning.Embedding.Tokens;

namespace ProvenanceAudit.MachineLearning.Embedding.Distilling;

/// <summary>Counts the tokens of texts and keeps a sample of their passages, each as likely as any other (Vitter's reservoir, 1985), the same every time.</summary>
internal sealed class PassageSample
{
    private readonly ModelTokeniser _tokeniser;
    private readonly int _most;
    private readonly Random _random = new(1);
    private readonly List<string> _passages = [];
    private readonly List<int> _tokens = [];
    private long _seen;

    /// <summary>Begins a sample.</summary>
    /// <param name="tokeniser">The model's.</param>
    /// <param name="most">Passages to keep, at most.</param>
    public PassageSample(ModelTokeniser tokeniser, int most)
    {
        _tokeniser = tokeniser;
        _most = most;
        Counts = new TokenCounts(tokeniser.Vocabulary.Count);
    }

    /// <summary>How often each token stood in the texts.</summary>
    public TokenCounts Counts { get; }

    /// <summary>Passages that were kept.</summary>
    public IReadOnlyList<string> Passages => _passages;

    /// <summary>Takes in a text.</summary>
    public void Add(string text)
    {
        foreach (string passage in PassageCutting.Cut(text))
        {
            List<int> tokens = TokensOf(passage);
            Counts.Add(tokens);
            if (tokens.Count == 0)
                continue;
            _seen++;
            if (_passages.Count < _most)
                _passages.Add(passage);
            else if (_most > 0 && _random.NextInt64(_seen) is var place && place < _most)
                _passages[(int)place] = passage;
        }
    }

    /// <summary>The tokens of a passage, without unknown ones; good until the next call.</summary>
    public List<int> TokensOf(string passage)
    {
        _tokens.Clear();
        _tokeniser.Subwords.Append(passage, int.MaxValue, _tokens);
        int kept = 0;
        Span<int> all = CollectionsMarshal.AsSpan(_tokens);
        foreach (int token in all)
        {
            if (token != _tokeniser.Unknown)
                all[kept++] = token;
        }
        CollectionsMarshal.SetCount(_tokens, kept);
        return _tokens;
    }
}
