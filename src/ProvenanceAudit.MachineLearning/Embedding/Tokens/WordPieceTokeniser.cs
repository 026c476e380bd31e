using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>
/// WordPiece: a word is the longest token of the vocabulary that it begins with, then the longest that goes on, and so on; one that cannot be spelt so is unknown.
/// White space parts what can influence each other, so that stretches between it are looked up in a cache first.
/// </summary>
internal sealed class WordPieceTokeniser : ISubwordTokeniser
{
    private readonly Dictionary<string, int> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _first;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _following;
    private readonly int _longestToken;
    private readonly int _unknown;
    private readonly ConcurrentStack<Work> _works = new();
    private readonly IReadOnlyList<string> _vocabulary;

    /// <summary>Makes the tokeniser of a vocabulary, in which tokens have their numbers from 0.</summary>
    public WordPieceTokeniser(IReadOnlyList<string> vocabulary, int unknown, WordPieceSettings settings)
    {
        _vocabulary = vocabulary;
        _unknown = unknown;
        Settings = settings;
        var following = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < vocabulary.Count; i++)
        {
            string token = vocabulary[i];
            _tokens[token] = i;
            if (settings.Continuation.Length > 0 && token.StartsWith(settings.Continuation, StringComparison.Ordinal))
                following[token[settings.Continuation.Length..]] = i;
            _longestToken = Math.Max(_longestToken, token.Length);
        }
        _first = _tokens.GetAlternateLookup<ReadOnlySpan<char>>();
        _following = (settings.Continuation.Length > 0 ? following : _tokens).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>How text is treated.</summary>
    public WordPieceSettings Settings { get; }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<char> text, int most, List<int> tokens)
    {
        int end = (int)Math.Min((long)tokens.Count + most, int.MaxValue);
        if (!_works.TryPop(out Work? work))
            work = new Work();
        for (int at = 0; at < text.Length && tokens.Count < end;)
        {
            if (BertWords.IsSpace(text[at]))
            {
                at++;
                continue;
            }
            int start = at;
            while (at < text.Length && !BertWords.IsSpace(text[at]))
                at++;
            ReadOnlySpan<char> stretch = text[start..at];
            if (stretch.Length > WordCache.LongestStretch)
            {
                Cut(stretch, work);
                tokens.AddRange(CollectionsMarshal.AsSpan(work.Tokens));
            }
            else
            {
                if (!work.Cache.TryGet(stretch, out ReadOnlySpan<int> known))
                {
                    Cut(stretch, work);
                    known = CollectionsMarshal.AsSpan(work.Tokens);
                    work.Cache.Keep(stretch, known);
                }
                tokens.AddRange(known);
            }
        }
        if (tokens.Count > end)
            CollectionsMarshal.SetCount(tokens, end);
        _works.Push(work);
    }

    /// <inheritdoc/>
    public void AddTo(IncrementalHash hash)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"wordpiece {Settings.LowerCase} {Settings.StripAccents} {Settings.CleanText} {Settings.SeparateIdeographs} {Settings.LongestWord} {Settings.Continuation}\n")));
        foreach (string token in _vocabulary)
            hash.AppendData(Encoding.UTF8.GetBytes(token + "\n"));
    }

    private void Cut(ReadOnlySpan<char> stretch, Work work)
    {
        work.Tokens.Clear();
        string text = BertWords.Cut(stretch, Settings, work.Words);
        foreach ((int start, int length) in work.Words)
            CutWord(text.AsSpan(start, length), work.Tokens);
    }

    /// <summary>Appends the tokens of one word as it is.</summary>
    public void CutWord(ReadOnlySpan<char> word, List<int> tokens)
    {
        int before = tokens.Count;
        bool known = CodePoints(word) <= Settings.LongestWord;
        for (int start = 0; known && start < word.Length;)
        {
            Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup = start == 0 ? _first : _following;
            int length = Math.Min(word.Length - start, _longestToken), token = -1;
            while (length > 0 && !lookup.TryGetValue(word.Slice(start, length), out token))
                length--;
            known = length > 0;
            if (known)
                tokens.Add(token);
            start += length;
        }
        if (!known)
        {
            CollectionsMarshal.SetCount(tokens, before);
            tokens.Add(_unknown);
        }
    }

    private static int CodePoints(ReadOnlySpan<char> word)
    {
        int points = 0;
        foreach (char c in word)
            points += char.IsLowSurrogate(c) ? 0 : 1;
        return points;
    }

    /// <summary>What one call needs at a time, used again by later ones.</summary>
    private sealed class Work
    {
        public WordCache Cache { get; } = new();

        public List<(int Start, int Length)> Words { get; } = [];

        public List<int> Tokens { get; } = [];
    }
}
