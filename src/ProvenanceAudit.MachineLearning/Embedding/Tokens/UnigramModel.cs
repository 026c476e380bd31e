namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>
/// SentencePiece's unigram model (Kudo 2018): of all ways to spell a piece in tokens, the one whose scores add up to most (Viterbi). What no token spells is unknown, at ten
/// less than the worst token, and neighbouring unknowns are one, as in Hugging Face's tokenizers.
/// </summary>
internal sealed class UnigramModel : IPieceModel
{
    private const double UnknownPenalty = 10;
    private const int LongestAtOnce = 1 << 16;

    private readonly string[] _sorted;
    private readonly int[] _numbers;
    private readonly double[] _scores;
    private readonly int _unknown;
    private readonly double _unknownScore;

    /// <summary>Makes the model.</summary>
    /// <param name="tokens">Tokens and scores by number.</param>
    /// <param name="unknown">Number of the unknown token.</param>
    /// <param name="left">Tokens that stand for no text: special ones.</param>
    public UnigramModel(IReadOnlyList<(string Token, double Score)> tokens, int unknown, IReadOnlySet<int> left)
    {
        _unknown = unknown;
        _numbers = [.. Enumerable.Range(0, tokens.Count).Where(i => i != unknown && !left.Contains(i) && tokens[i].Token.Length > 0)];
        _sorted = [.. _numbers.Select(i => tokens[i].Token)];
        Array.Sort(_sorted, _numbers, StringComparer.Ordinal);
        _scores = [.. _numbers.Select(i => tokens[i].Score)];
        _unknownScore = tokens.Min(t => t.Score) - UnknownPenalty;
    }

    /// <inheritdoc/>
    public void Append(string piece, List<int> tokens)
    {
        // Memory stays bounded where somebody writes without end and without a space.
        for (int at = 0; at < piece.Length; at += LongestAtOnce)
            AppendBounded(piece.AsSpan(at, Math.Min(LongestAtOnce, piece.Length - at)), tokens);
    }

    private void AppendBounded(ReadOnlySpan<char> piece, List<int> tokens)
    {
        double[] best = new double[piece.Length + 1];
        int[] from = new int[piece.Length + 1], by = new int[piece.Length + 1];
        best.AsSpan(1).Fill(double.NegativeInfinity);
        for (int at = 0; at < piece.Length;)
        {
            int width = char.IsHighSurrogate(piece[at]) && at + 1 < piece.Length && char.IsLowSurrogate(piece[at + 1]) ? 2 : 1;
            bool spelt = false;
            int low = 0, high = _sorted.Length;
            for (int end = at + 1; end <= piece.Length && Narrow(piece[end - 1], end - at - 1, ref low, ref high); end++)
            {
                if (_sorted[low].Length != end - at)
                    continue;
                spelt |= end - at == width;
                Offer(at, end, best[at] + _scores[low], _numbers[low]);
            }
            if (!spelt)
                Offer(at, at + width, best[at] + _unknownScore, _unknown);
            at += width;
        }
        int start = tokens.Count;
        for (int at = piece.Length; at > 0; at = from[at])
        {
            if (by[at] != _unknown || tokens.Count == start || tokens[^1] != _unknown)
                tokens.Add(by[at]);
        }
        tokens.Reverse(start, tokens.Count - start);

        void Offer(int at, int end, double score, int token)
        {
            if (score > best[end])
                (best[end], from[end], by[end]) = (score, at, token);
        }
    }

    /// <summary>Narrows a range of sorted tokens to those with a character at a place; false where there is none.</summary>
    private bool Narrow(char c, int place, ref int low, ref int high)
    {
        int start = Bound(c, place, low, high);
        int end = c == char.MaxValue ? high : Bound((char)(c + 1), place, start, high);
        (low, high) = (start, end);
        return start < end;
    }

    private int Bound(char c, int place, int low, int high)
    {
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            string token = _sorted[middle];
            if (token.Length <= place || token[place] < c)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
