namespace ProvenanceAudit.Matching;

/// <summary>
/// The second, more sensitive pass: goes on from the ends of an alignment where <see cref="Extension"/> gave up, over words that were moved about and replaced
/// so heavily that no path of single edits pays. It runs only where an alignment ends, and there only when the rare words beyond the end stand in both texts.
/// </summary>
/// <remarks>
/// Common words stand everywhere; a third of the next rare words of an output do not stand within the next <see cref="WorkAhead"/> words of an unrelated work.
/// Where they do, a global alignment of the two stretches (Needleman, Wunsch 1970) with the words weighed by rarity says how far they run together.
/// </remarks>
internal sealed class SensitiveExtension(IPassageIndex index, WorkWindow work)
{
    // Words beyond the end that are looked at, in the output and in the work: an obfuscated sentence and its neighbour fit in.
    private const int OutputAhead = 48;
    private const int WorkAhead = 96;

    // A rare word is one in 500; of a novel's words a quarter.
    private const double RareBits = 9;
    private const int FewestShared = 3;
    private const double LeastShare = 0.35;

    // Each word passed over costs this, so that a common word far away is not worth going to.
    private const float SkipCost = 1;

    // Less than two rare words is nothing to go on for.
    private const float LeastGain = 20;

    private readonly ulong[] _ours = new ulong[OutputAhead];
    private readonly ulong[] _theirs = new ulong[WorkAhead];
    private readonly float[] _bits = new float[OutputAhead];
    private readonly float[] _scores = new float[(OutputAhead + 1) * (WorkAhead + 1)];
    private readonly List<WordRun> _pairs = [];
    private readonly List<WordRun> _left = [];
    private readonly List<WordRun> _right = [];
    private int _width;

    /// <summary>An alignment with what the sensitive pass adds to its ends; the same one when that is nothing.</summary>
    /// <param name="words">Hashes of the output's words.</param>
    /// <param name="alignment">The alignment; the window must stand near it.</param>
    public WordAlignment Extend(ReadOnlySpan<ulong> words, WordAlignment alignment)
    {
        _left.Clear();
        _right.Clear();
        double bits = Grow(words, alignment.Start - 1, alignment.WorkStart - 1, -1, _left)
            + Grow(words, alignment.End, alignment.WorkEnd, 1, _right);
        if (_left.Count + _right.Count == 0)
            return alignment;
        _left.Reverse();
        return WordAlignment.Of(alignment.Work, [.. _left, .. alignment.Runs, .. _right], alignment.Bits + bits);
    }

    /// <summary>Goes on from a place, stretch by stretch, and returns the bits gained.</summary>
    private double Grow(ReadOnlySpan<ulong> words, int word, int workWord, int step, List<WordRun> runs)
    {
        double gained = 0;
        while (true)
        {
            int ours = step > 0 ? Math.Min(OutputAhead, words.Length - word) : Math.Min(OutputAhead, word + 1);
            if (ours < FewestShared)
                return gained;
            ReadOnlySpan<ulong> theirs = step > 0 ? work.Words(workWord, workWord + WorkAhead) : work.Words(workWord + 1 - WorkAhead, workWord + 1);
            ReadOnlySpan<ulong> stretch = step > 0 ? words.Slice(word, ours) : words[(word + 1 - ours)..(word + 1)];
            if (!ShareRareWords(stretch, theirs))
                return gained;
            stretch.CopyTo(_ours);
            theirs.CopyTo(_theirs);
            if (step < 0)
            {
                Array.Reverse(_ours, 0, ours);
                Array.Reverse(_theirs, 0, theirs.Length);
                Array.Reverse(_bits, 0, ours);
            }
            float gain = Align(ours, theirs.Length, out int end, out int workEnd);
            if (gain < LeastGain)
                return gained;
            gained += gain;
            Trace(end, workEnd);
            AddRuns(word, workWord, step, runs);
            word += step * end;
            workWord += step * workEnd;
        }
    }

    /// <summary>Whether enough of the output's rare words stand in the work too; weighs all of its words on the way.</summary>
    private bool ShareRareWords(ReadOnlySpan<ulong> ours, ReadOnlySpan<ulong> theirs)
    {
        // Most stretches share no rare word at all. A small Bloom filter tells so before any word's rarity is looked up.
        const int FilterWords = 32;
        Span<ulong> filter = stackalloc ulong[FilterWords];
        filter.Clear();
        foreach (ulong word in theirs)
            filter[(int)(word >> 6) & (FilterWords - 1)] |= 1UL << (int)word;
        BackgroundModel background = index.Background;
        int shared = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            if ((filter[(int)(ours[i] >> 6) & (FilterWords - 1)] >> (int)ours[i] & 1) != 0 && IsRareAndNew(background, ours, i) && theirs.Contains(ours[i]))
                shared++;
        }
        if (shared < FewestShared)
            return false;
        int rare = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            if (IsRareAndNew(background, ours, i))
                rare++;
            _bits[i] = (float)background.BitsOf(ours[i]);
        }
        return shared >= LeastShare * rare;
    }

    /// <summary>A word said three times tells no more than once.</summary>
    private static bool IsRareAndNew(BackgroundModel background, ReadOnlySpan<ulong> words, int i) =>
        background.BitsOf(words[i]) >= RareBits && !words[..i].Contains(words[i]);

    /// <summary>Fills the table of scores and returns the best with its place.</summary>
    private float Align(int ours, int theirs, out int end, out int workEnd)
    {
        int width = _width = theirs + 1;
        float best = 0;
        (end, workEnd) = (0, 0);
        for (int j = 0; j <= theirs; j++)
            _scores[j] = -SkipCost * j;
        for (int i = 1; i <= ours; i++)
        {
            Span<float> above = _scores.AsSpan((i - 1) * width, width), row = _scores.AsSpan(i * width, width);
            ulong word = _ours[i - 1];
            float bits = _bits[i - 1];
            row[0] = above[0] - SkipCost;
            for (int j = 1; j <= theirs; j++)
            {
                float score = Math.Max(above[j], row[j - 1]) - SkipCost;
                if (word == _theirs[j - 1])
                    score = Math.Max(score, above[j - 1] + bits);
                row[j] = score;
                if (score > best)
                    (best, end, workEnd) = (score, i, j);
            }
        }
        return best;
    }

    /// <summary>Collects the pairs of identical words on the way to a place, nearest first.</summary>
    private void Trace(int end, int workEnd)
    {
        _pairs.Clear();
        int width = _width;
        for (int i = end, j = workEnd; i > 0 && j > 0;)
        {
            float score = _scores[i * width + j];
            if (_ours[i - 1] == _theirs[j - 1] && score == _scores[(i - 1) * width + j - 1] + _bits[i - 1])
                _pairs.Add(new WordRun(--i, --j, 1));
            else if (score == _scores[(i - 1) * width + j] - SkipCost)
                i--;
            else
                j--;
        }
        _pairs.Reverse();
    }

    private void AddRuns(int word, int workWord, int step, List<WordRun> runs)
    {
        foreach (WordRun pair in _pairs)
        {
            var run = new WordRun(word + step * pair.Word, workWord + step * pair.WorkWord, 1);
            bool follows = runs.Count > 0 && (step > 0
                ? runs[^1].End == run.Word && runs[^1].WorkEnd == run.WorkWord
                : run.End == runs[^1].Word && run.WorkEnd == runs[^1].WorkWord);
            if (!follows)
                runs.Add(run);
            else if (step > 0)
                runs[^1] = runs[^1] with { Length = runs[^1].Length + 1 };
            else
                runs[^1] = new WordRun(run.Word, run.WorkWord, runs[^1].Length + 1);
        }
    }
}
