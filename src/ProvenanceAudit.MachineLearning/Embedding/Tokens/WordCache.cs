using System.Runtime.InteropServices;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>The tokens of stretches of text that were cut before, bounded; for one caller at a time.</summary>
internal sealed class WordCache
{
    /// <summary>Longest stretch that is kept, UTF-16 code units.</summary>
    public const int LongestStretch = 48;

    private const int Stretches = 1 << 16;
    private const int TokensInAll = 1 << 18;

    private readonly Dictionary<string, (int Start, int Length)> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Start, int Length)>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<int> _tokens = [];

    /// <summary>Makes an empty cache.</summary>
    public WordCache() => _bySpan = _places.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The tokens of a stretch; the span is good until the next call.</summary>
    public bool TryGet(ReadOnlySpan<char> stretch, out ReadOnlySpan<int> tokens)
    {
        bool known = _bySpan.TryGetValue(stretch, out (int Start, int Length) place);
        tokens = known ? CollectionsMarshal.AsSpan(_tokens).Slice(place.Start, place.Length) : default;
        return known;
    }

    /// <summary>Keeps the tokens of a stretch that is not kept yet.</summary>
    public void Keep(ReadOnlySpan<char> stretch, ReadOnlySpan<int> tokens)
    {
        if (_places.Count == Stretches || _tokens.Count + tokens.Length > TokensInAll)
        {
            // Most words come again soon: beginning anew costs less than telling old ones from new ones.
            _places.Clear();
            _tokens.Clear();
        }
        _bySpan[stretch] = (_tokens.Count, tokens.Length);
        _tokens.AddRange(tokens);
    }
}
