using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>A tokeniser as a <c>tokenizer.json</c> describes it: text is normalised, split into pieces, and each piece is cut by a model.</summary>
/// <param name="Normalise">Steps from text to normalised text, in order.</param>
/// <param name="Split">Steps from pieces to finer pieces, in order.</param>
/// <param name="Model">Cuts pieces.</param>
/// <param name="Hash">SHA-256 of the file.</param>
internal sealed record PipelineTokeniser(
    IReadOnlyList<Func<string, string>> Normalise, IReadOnlyList<Func<string, IEnumerable<string>>> Split, IPieceModel Model, byte[] Hash) : ISubwordTokeniser
{
    private readonly ConcurrentStack<WordCache> _caches = new();

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<char> text, int most, List<int> tokens)
    {
        int end = (int)Math.Min((long)tokens.Count + most, int.MaxValue);
        string normal = WithoutLoneSurrogates(text);
        foreach (Func<string, string> step in Normalise)
            normal = step(normal);
        IEnumerable<string> pieces = normal.Length == 0 ? [] : [normal];
        foreach (Func<string, IEnumerable<string>> step in Split)
            pieces = pieces.SelectMany(step);
        if (!_caches.TryPop(out WordCache? cache))
            cache = new WordCache();
        var cut = new List<int>();
        foreach (string piece in pieces)
        {
            if (tokens.Count >= end)
                break;
            if (cache.TryGet(piece, out ReadOnlySpan<int> known))
            {
                tokens.AddRange(known);
                continue;
            }
            cut.Clear();
            Model.Append(piece, cut);
            tokens.AddRange(CollectionsMarshal.AsSpan(cut));
            if (piece.Length <= WordCache.LongestStretch)
                cache.Keep(piece, CollectionsMarshal.AsSpan(cut));
        }
        if (tokens.Count > end)
            CollectionsMarshal.SetCount(tokens, end);
        _caches.Push(cache);
    }

    /// <inheritdoc/>
    public void AddTo(IncrementalHash hash) => hash.AppendData(Hash);

    private static string WithoutLoneSurrogates(ReadOnlySpan<char> text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            builder.Append(rune);
        return builder.ToString();
    }
}
