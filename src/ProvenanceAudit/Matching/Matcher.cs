using System.Runtime.InteropServices;
using ProvenanceAudit.Fingerprints;

namespace ProvenanceAudit.Matching;

/// <summary>
/// Finds where one output and the works run together: seeds, runs, extension. One instance a thread; its buffers are reused
/// from output to output, so that an output without copies allocates nothing.
/// </summary>
internal sealed class Matcher
{
    // Seeds that stand this near one another, on diagonals this near, speak for each other; ten edits shift a diagonal by ten
    // at most.
    private const int CompanyWords = 64;
    private const int CompanyDiagonals = 24;

    // A k-gram that stands in more places than this, alone, is a common phrase: extending it over edits at every place would
    // cost more than it can find.
    private const int RareOccurrences = 8;

    // Words that finding and extending the runs of one work may walk over, and that many more for each word of the output.
    // Ordinary texts need a few for each word; when this is used up, the texts repeat themselves, and every run of one meets
    // every run of the other.
    private const int WalkedWords = 1 << 20;
    private const int WalkedWordsEach = 32;

    private readonly IPassageIndex _index;
    private readonly MatchSettings _settings;
    private readonly WorkWindow _window;
    private readonly Extension _extension;
    private readonly SensitiveExtension _sensitive;
    private readonly List<Seed> _seeds = [];
    private readonly List<WordRun> _runs = [];
    private readonly List<WordRun> _path = [];
    private readonly List<WordRun> _side = [];
    private readonly List<WordAlignment> _ofWork = [];
    private ulong[] _kgrams = new ulong[1024];
    private long _steps;

    public Matcher(IPassageIndex index, MatchSettings settings)
    {
        _index = index;
        _settings = settings;
        _window = new WorkWindow(index);
        _extension = new Extension(_window);
        _sensitive = new SensitiveExtension(index, _window);
    }

    /// <summary>Appends all alignments that are long enough to be reported, work by work.</summary>
    /// <param name="words">Hashes of the output's words.</param>
    /// <param name="found">Receives the alignments.</param>
    public void Find(ReadOnlySpan<ulong> words, List<WordAlignment> found)
    {
        int k = _index.Scheme.KgramWords;
        int count = KgramHashes.Count(words.Length, k);
        if (_kgrams.Length < count)
            _kgrams = new ulong[2 * count];
        KgramHashes.Compute(words, k, _kgrams);
        _seeds.Clear();
        _index.FindSeeds(_kgrams.AsSpan(0, count), words, _seeds);
        if (_seeds.Count == 0)
            return;
        Span<Seed> seeds = CollectionsMarshal.AsSpan(_seeds);
        seeds.Sort();
        for (int start = 0, end; start < seeds.Length; start = end)
        {
            end = start + 1;
            while (end < seeds.Length && seeds[end].Work == seeds[start].Work)
                end++;
            FindInWork(words, seeds[start..end], found);
        }
    }

    private void FindInWork(ReadOnlySpan<ulong> words, ReadOnlySpan<Seed> seeds, List<WordAlignment> found)
    {
        _ofWork.Clear();
        _steps = WalkedWords + (long)WalkedWordsEach * words.Length;
        if (!CollectRuns(words, seeds) || !AlignRuns(words, seeds[0].Work))
        {
            _ofWork.Clear();
            _steps = WalkedWords + (long)WalkedWordsEach * words.Length;
            FindInRepetitions(words, seeds);
        }
        found.AddRange(_ofWork);
    }

    /// <summary>Extends the runs.</summary>
    /// <returns>False when there is no end to it.</returns>
    private bool AlignRuns(ReadOnlySpan<ulong> words, int work)
    {
        // The longest first: what it extends over needs no extension of its own.
        if (_runs.Count > 1)
            CollectionsMarshal.AsSpan(_runs).Sort(LongestFirst);
        foreach (WordRun run in _runs)
        {
            // Comparing with an alignment is a small part of walking over a word.
            _steps -= _ofWork.Count / 16;
            if (_steps < 0)
                return false;
            if (IsCovered(run))
                continue;
            WalkAlong(words, work, run, out int origin);
            if (WordsOfPath() < _settings.MinimumWords)
                continue;
            WordAlignment alignment = MostTelling(words, work, origin);
            if (IsLongEnough(alignment))
                _ofWork.Add(Furthest(words, alignment));
        }
        return true;
    }

    private static int LongestFirst(WordRun a, WordRun b)
    {
        int order = b.Length.CompareTo(a.Length);
        if (order == 0)
            order = a.Word.CompareTo(b.Word);
        return order != 0 ? order : a.WorkWord.CompareTo(b.WorkWord);
    }

    /// <summary>
    /// Finds alignments where the output repeats one phrase and the work does too, so that there are as many runs as places of
    /// the one times places of the other: the diagonals with the most seeds first, and only runs that are new for the most
    /// part. When even extending these has no end, runs stand as they are.
    /// </summary>
    private void FindInRepetitions(ReadOnlySpan<ulong> words, ReadOnlySpan<Seed> seeds)
    {
        var diagonals = new List<(int First, int Count)>();
        for (int start = 0, end; start < seeds.Length; start = end)
        {
            end = start + 1;
            while (end < seeds.Length && seeds[end].Diagonal == seeds[start].Diagonal)
                end++;
            diagonals.Add((start, end - start));
        }
        // Sorting keeps no order of equals by itself; the place does.
        diagonals.Sort(static (a, b) => b.Count != a.Count ? b.Count.CompareTo(a.Count) : b.First.CompareTo(a.First));
        bool[] covered = new bool[words.Length];
        foreach ((int first, int count) in diagonals)
        {
            int lastEnd = -1;
            foreach (Seed seed in seeds.Slice(first, count))
            {
                if (seed.Word < lastEnd || covered[seed.Word])
                    continue;
                WordRun run = ExactRun(words, seed);
                lastEnd = run.End;
                if (run.Length < _settings.MinimumWords || covered.AsSpan(run.Word, run.Length).Count(false) * 2 < run.Length)
                    continue;
                WordAlignment alignment = _steps >= 0
                    ? Align(words, seed.Work, run)
                    : WordAlignment.Of(seed.Work, [run], BitsOf(words, run));
                _ofWork.Add(alignment);
                covered.AsSpan(alignment.Start, alignment.End - alignment.Start).Fill(true);
            }
        }
    }

    /// <summary>Turns seeds into maximal runs of identical words, one for all seeds of a run.</summary>
    /// <returns>False when there is no end to them.</returns>
    private bool CollectRuns(ReadOnlySpan<ulong> words, ReadOnlySpan<Seed> seeds)
    {
        _runs.Clear();
        int lastEnd = -1, lastDiagonal = int.MinValue;
        for (int i = 0; i < seeds.Length; i++)
        {
            Seed seed = seeds[i];
            if (seed.Diagonal == lastDiagonal && seed.Word < lastEnd)
                continue;
            bool alone = !HasCompany(seeds, i);
            if (alone && !seed.MayExtend && _settings.MinimumWords > _index.Scheme.KgramWords)
                continue;
            bool promising = !alone || seed.Occurrences <= RareOccurrences;
            WordRun run = ExactRun(words, seed);
            if ((_steps -= run.Length) < 0)
                return false;
            (lastEnd, lastDiagonal) = (run.End, run.Diagonal);
            if (run.Length < _index.Scheme.KgramWords || (!promising && run.Length < _settings.MinimumWords))
            {
                // Two k-grams with one hash, or a phrase too common and too short to go on from.
                lastDiagonal = int.MinValue;
                continue;
            }
            _runs.Add(run);
        }
        return true;
    }

    private static bool HasCompany(ReadOnlySpan<Seed> seeds, int i)
    {
        Seed seed = seeds[i];
        for (int j = i - 1; j >= 0 && seed.Diagonal - seeds[j].Diagonal <= CompanyDiagonals && i - j <= 64; j--)
        {
            if (Math.Abs(seeds[j].Word - seed.Word) <= CompanyWords && seeds[j].Word != seed.Word)
                return true;
        }
        for (int j = i + 1; j < seeds.Length && seeds[j].Diagonal - seed.Diagonal <= CompanyDiagonals && j - i <= 64; j++)
        {
            if (Math.Abs(seeds[j].Word - seed.Word) <= CompanyWords && seeds[j].Word != seed.Word)
                return true;
        }
        return false;
    }

    private WordRun ExactRun(ReadOnlySpan<ulong> words, Seed seed)
    {
        _window.MoveTo(seed.Work, seed.WorkWord);
        int start = seed.Word, end = seed.Word, diagonal = seed.Diagonal;
        while (end < words.Length && _window.TryGet(end + diagonal, out ulong theirs) && theirs == words[end])
            end++;
        while (start > 0 && _window.TryGet(start - 1 + diagonal, out ulong theirs) && theirs == words[start - 1])
            start--;
        return new WordRun(start, start + diagonal, end - start);
    }

    private bool IsCovered(WordRun run)
    {
        foreach (WordAlignment alignment in _ofWork)
        {
            if (run.Word >= alignment.Start && run.End <= alignment.End && run.WorkWord >= alignment.WorkStart && run.WorkEnd <= alignment.WorkEnd)
                return true;
        }
        return false;
    }

    private WordAlignment Align(ReadOnlySpan<ulong> words, int work, WordRun run)
    {
        WalkAlong(words, work, run, out int origin);
        return MostTelling(words, work, origin);
    }

    /// <summary>Extends a run to both sides into the path.</summary>
    /// <param name="words">Hashes of the output's words.</param>
    /// <param name="work">Number of the work.</param>
    /// <param name="run">The run.</param>
    /// <param name="origin">Place of the run in the path.</param>
    private void WalkAlong(ReadOnlySpan<ulong> words, int work, WordRun run, out int origin)
    {
        _window.MoveTo(work, run.WorkWord);
        _path.Clear();
        _side.Clear();
        _extension.Extend(words, run.Word - 1, run.WorkWord - 1, -1, _side);
        for (int i = _side.Count - 1; i >= 0; i--)
            _path.Add(_side[i]);
        origin = _path.Count;
        _path.Add(run);
        _extension.Extend(words, run.End, run.WorkEnd, 1, _path);
        _steps -= _path[^1].End - _path[0].Word;
    }

    /// <summary>What the sensitive pass makes of an alignment, unless too little of it would be identical words.</summary>
    private WordAlignment Furthest(ReadOnlySpan<ulong> words, WordAlignment alignment)
    {
        WordAlignment further = _sensitive.Extend(words, alignment);
        // What was walked over and given up again was walked over all the same.
        _steps -= further.End - further.Start;
        return IsLongEnough(further) ? further : alignment;
    }

    private int WordsOfPath()
    {
        int sum = 0;
        foreach (WordRun run in _path)
            sum += run.Length;
        return sum;
    }

    /// <summary>
    /// The part of the path about the run it started from whose identical words tell most beyond what its edits hide. That run
    /// is never cut off: a long run of common words is a copy, however little it tells beside what follows.
    /// </summary>
    /// <param name="words">Hashes of the output's words.</param>
    /// <param name="work">Number of the work.</param>
    /// <param name="origin">Place of that run in the path.</param>
    private WordAlignment MostTelling(ReadOnlySpan<ulong> words, int work, int origin)
    {
        double bits = BitsOf(words, _path[origin]);
        int first = origin, end = origin + 1;
        double sum = 0, best = 0;
        for (int i = origin - 1; i >= 0; i--)
        {
            sum += BitsOf(words, _path[i]) - Significance.EditBits * _path[i].EditsTo(_path[i + 1]);
            if (sum > best)
                (best, first) = (sum, i);
        }
        bits += best;
        sum = best = 0;
        for (int i = origin + 1; i < _path.Count; i++)
        {
            sum += BitsOf(words, _path[i]) - Significance.EditBits * _path[i - 1].EditsTo(_path[i]);
            if (sum > best)
                (best, end) = (sum, i + 1);
        }
        return WordAlignment.Of(work, CollectionsMarshal.AsSpan(_path)[first..end], bits + best);
    }

    private double BitsOf(ReadOnlySpan<ulong> words, WordRun run)
    {
        BackgroundModel background = _index.Background;
        double bits = 0;
        foreach (ulong word in words[run.Word..run.End])
            bits += background.BitsOf(word);
        return bits;
    }

    private bool IsLongEnough(WordAlignment alignment) =>
        alignment.LongestRun >= _settings.MinimumWords
        || (alignment.Words >= _settings.MinimumWords && alignment.Identity >= _settings.MinimumIdentity);
}
