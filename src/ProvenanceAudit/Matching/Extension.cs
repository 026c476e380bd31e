namespace ProvenanceAudit.Matching;

/// <summary>
/// Extends a run of identical words over substituted, inserted and deleted words, as far as that pays: furthest-reaching alignment by number of
/// edits (Ukkonen 1985, Myers 1986) that gives up where the score falls too far below the best, as Zhang, Schwartz, Wagner, Miller, "A greedy algorithm for aligning
/// DNA sequences" (2000) do. The cost grows with the edits, not with the length: identical words are walked over once.
/// </summary>
internal sealed class Extension(WorkWindow work)
{
    // Half a word's score for each word of either text, minus this for each edit: a substitution costs 1 in all, an insertion or a deletion 1.5.
    // With a fifth of the words edited a passage still gains half a point a word, while unrelated text loses as much.
    private const double EditCost = 2;

    // Ten unrelated words in a row end the extension. At one edit in five, that many edits in a row come once in ten million words.
    private const double DropLimit = 10;

    // A place that no path reaches: it stays below 0 whatever few edits are added.
    private const int Unreached = int.MinValue / 2;

    // Furthest words of the output reached, one row a number of edits; rows are narrowed to the diagonals still in reach.
    private readonly List<int[]> _rows = [];
    private readonly List<(int Low, int High)> _ranges = [];

    /// <summary>Extends from a place in both texts.</summary>
    /// <param name="output">Hashes of the output's words.</param>
    /// <param name="word">Place in the output: the first word to compare.</param>
    /// <param name="workWord">Place in the work: the first word to compare.</param>
    /// <param name="step">1 to the right, -1 to the left.</param>
    /// <param name="runs">Receives the runs of identical words, nearest first, in terms of the texts whatever the direction.</param>
    public void Extend(ReadOnlySpan<ulong> output, int word, int workWord, int step, List<WordRun> runs)
    {
        int outputRoom = step > 0 ? output.Length - word : word + 1;
        int workRoom = step > 0 ? work.WorkWords - workWord : workWord + 1;
        if (outputRoom <= 0 || workRoom <= 0 || !MayPay(output, word, workWord, step))
            return;
        double best = 0;
        int bestEdits = -1, bestDiagonal = 0;
        int low = 0, high = 0;
        for (int edits = 0; ; edits++)
        {
            // A row holds one place for each diagonal and two more on both sides, so that neighbours are read without tests.
            Span<int> row = Row(edits, high - low + 5);
            ReadOnlySpan<int> before = edits == 0 ? default : _rows[edits - 1].AsSpan(0, _ranges[edits - 1].High - _ranges[edits - 1].Low + 5);
            int shift = edits == 0 ? 0 : 2 - _ranges[edits - 1].Low;
            _ranges[edits] = (low, high);
            row[0] = row[1] = row[^2] = row[^1] = Unreached;
            int keptLow = int.MaxValue, keptHigh = int.MinValue;
            for (int diagonal = low; diagonal <= high; diagonal++)
            {
                int x = 0;
                if (edits > 0)
                {
                    ReadOnlySpan<int> near = before.Slice(diagonal + shift - 1, 3);
                    x = Math.Max(Math.Max(near[1], near[2]) + 1, near[0]);
                }
                int y = x + diagonal;
                if (x < 0 || y < 0 || x > outputRoom || y > workRoom)
                {
                    row[diagonal - low + 2] = Unreached;
                    continue;
                }
                while (x < outputRoom && y < workRoom && work.TryGet(workWord + step * y, out ulong theirs) && output[word + step * x] == theirs)
                {
                    x++;
                    y++;
                }
                row[diagonal - low + 2] = x;
                double score = (x + y) * 0.5 - EditCost * edits;
                if (score > best)
                {
                    best = score;
                    bestEdits = edits;
                    bestDiagonal = diagonal;
                }
                if (score < best - DropLimit)
                {
                    row[diagonal - low + 2] = Unreached;
                    continue;
                }
                keptLow = Math.Min(keptLow, diagonal);
                keptHigh = diagonal;
            }
            if (keptLow > keptHigh)
                break;
            low = keptLow - 1;
            high = keptHigh + 1;
        }
        if (bestEdits >= 0)
            Trace(word, workWord, step, bestEdits, bestDiagonal, runs);
    }

    private bool MayPay(ReadOnlySpan<ulong> output, int word, int workWord, int step)
    {
        ReadOnlySpan<ulong> ours = step > 0
            ? output[word..Math.Min(output.Length, word + Prospect.Words)] : output[Math.Max(0, word + 1 - Prospect.Words)..(word + 1)];
        ReadOnlySpan<ulong> theirs = step > 0
            ? work.Words(workWord, workWord + Prospect.Words) : work.Words(workWord + 1 - Prospect.Words, workWord + 1);
        // A run that does not end here is nothing that the reckoning of prospects knows.
        bool runsOn = step > 0 ? ours[0] == theirs[0] : ours[^1] == theirs[^1];
        return runsOn || Prospect.MayPay(ours, theirs, step);
    }

    /// <summary>Furthest word of the output that one more edit reaches on a diagonal, before identical words are walked over.</summary>
    private int Furthest(int edits, int diagonal)
    {
        int substituted = At(edits, diagonal) + 1;
        int inserted = At(edits, diagonal + 1) + 1;
        int deleted = At(edits, diagonal - 1);
        return Math.Max(substituted, Math.Max(inserted, deleted));
    }

    private int At(int edits, int diagonal)
    {
        (int low, int high) = _ranges[edits];
        return diagonal < low || diagonal > high ? Unreached : _rows[edits][diagonal - low + 2];
    }

    private void Trace(int word, int workWord, int step, int edits, int diagonal, List<WordRun> runs)
    {
        int first = runs.Count;
        while (true)
        {
            int end = At(edits, diagonal);
            int start = edits == 0 ? 0 : Furthest(edits - 1, diagonal);
            if (end > start)
            {
                int length = end - start;
                int nearest = step > 0 ? start : -(end - 1);
                int nearestWork = step > 0 ? start + diagonal : -(end - 1 + diagonal);
                runs.Add(new WordRun(word + nearest, workWord + nearestWork, length));
            }
            if (edits == 0)
                break;
            edits--;
            // The order of Furthest: whichever reached the start.
            if (At(edits, diagonal) + 1 == start)
                continue;
            diagonal += At(edits, diagonal + 1) + 1 == start ? 1 : -1;
        }
        runs.Reverse(first, runs.Count - first);
    }

    private Span<int> Row(int edits, int length)
    {
        if (edits == _rows.Count)
        {
            _rows.Add(new int[Math.Max(32, 2 * length)]);
            _ranges.Add(default);
        }
        else if (_rows[edits].Length < length)
        {
            _rows[edits] = new int[2 * length];
        }
        return _rows[edits].AsSpan(0, length);
    }
}
