namespace MemorizingModel;

/// <summary>
/// A backoff model of word n-grams up to order 6 with Witten-Bell smoothing (Witten, Bell 1991; the interpolated form of Chen,
/// Goodman 1999). What it says is learnt from its texts alone: after five words that stand once in them, the sixth is nearly
/// certain, so that it recites; after words it never saw, it rambles.
/// </summary>
public sealed class NgramModel
{
    private const int ContextWords = 5;

    private readonly Vocabulary _vocabulary = new();
    private readonly int[] _tokens;
    private readonly int[] _words;
    private readonly int[] _byContext;
    private readonly double[] _unigrams;

    /// <summary>Learns from texts.</summary>
    public NgramModel(IEnumerable<string> texts)
    {
        var tokens = new List<int> { Vocabulary.End };
        foreach (string text in texts)
        {
            tokens.AddRange(_vocabulary.Learn(text));
            tokens.Add(Vocabulary.End);
        }
        _tokens = [.. tokens];
        _words = [.. tokens.Select(_vocabulary.WordOf)];
        // All places, sorted by the words before them, the nearest first: the places after a context are one range.
        _byContext = [.. Enumerable.Range(1, _tokens.Length - 1)];
        Array.Sort(_byContext, CompareContexts);
        _unigrams = new double[_vocabulary.Count];
        foreach (int place in _byContext)
            _unigrams[_tokens[place]] += 1.0 / _byContext.Length;
    }

    /// <summary>Number of tokens of a text.</summary>
    public int CountTokens(string text) => _vocabulary.Read(text).Count;

    /// <summary>Text of a token of <see cref="Generate"/>.</summary>
    public string TextOf(int token) => _vocabulary.TextOf(token);

    /// <summary>Goes on after a prompt, token by token without end, until it says that the text is over.</summary>
    /// <param name="prompt">What to go on after.</param>
    /// <param name="temperature">0 takes the most likely token, 1 samples as learnt.</param>
    /// <param name="topP">Share of probability to sample from.</param>
    /// <param name="random">Where chance comes from.</param>
    /// <returns>Tokens, with the natural logarithm of the probability of each as learnt.</returns>
    public IEnumerable<(int Token, double LogProbability)> Generate(string prompt, double temperature, double topP, Random random)
    {
        List<int> context = _vocabulary.Read(prompt);
        while (true)
        {
            double[] probabilities = Next(context);
            int token = Sampling.Choose(probabilities, temperature, topP, random);
            if (token == Vocabulary.End)
                yield break;
            yield return (token, Math.Min(0, Math.Log(probabilities[token])));
            context.Add(_vocabulary.WordOf(token));
        }
    }

    /// <summary>Probability of every token after a text; they sum to 1.</summary>
    internal double[] NextAfter(string text) => Next(_vocabulary.Read(text));

    private double[] Next(List<int> context)
    {
        double[] probabilities = new double[_vocabulary.Count];
        double rest = 1;
        foreach ((int start, int end) in LongestFirst(context))
        {
            var counts = new Dictionary<int, int>();
            for (int i = start; i < end; i++)
                counts[_tokens[_byContext[i]]] = counts.GetValueOrDefault(_tokens[_byContext[i]]) + 1;
            double seen = end - start, kinds = counts.Count;
            foreach ((int token, int count) in counts)
                probabilities[token] += rest * count / (seen + kinds);
            rest *= kinds / (seen + kinds);
        }
        for (int token = 0; token < probabilities.Length; token++)
            probabilities[token] += rest * _unigrams[token];
        return probabilities;
    }

    /// <summary>The ranges of places after the last words of a context, for as many words as are known together.</summary>
    private Stack<(int Start, int End)> LongestFirst(List<int> context)
    {
        var ranges = new Stack<(int Start, int End)>();
        (int start, int end) = (0, _byContext.Length);
        for (int depth = 1; depth <= Math.Min(ContextWords, context.Count); depth++)
        {
            int word = context[^depth];
            (int first, int behind) = (Bound(start, end, depth, word), Bound(start, end, depth, word + 1));
            if (first == behind)
                break;
            (start, end) = (first, behind);
            ranges.Push((start, end));
        }
        return ranges;
    }

    private int Bound(int start, int end, int depth, int word)
    {
        while (start < end)
        {
            int middle = (start + end) / 2;
            if (WordBefore(_byContext[middle], depth) < word)
                start = middle + 1;
            else
                end = middle;
        }
        return start;
    }

    private int CompareContexts(int a, int b)
    {
        for (int depth = 1; depth <= ContextWords; depth++)
        {
            int order = WordBefore(a, depth).CompareTo(WordBefore(b, depth));
            if (order != 0)
                return order;
        }
        return a.CompareTo(b);
    }

    private int WordBefore(int place, int depth) => place >= depth ? _words[place - depth] : Vocabulary.End;
}
