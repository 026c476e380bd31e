namespace ProvenanceAudit.Similarity;

/// <summary>
/// Finds the borders of passages that were made from one another: of all stretches of words near a passage, the one whose evidence sums highest (Bentley 1984)
/// and does not fall too far on its way, as extensions in sequence search may not (Altschul et al. 1990); by turns on both sides until nothing moves. Counts what
/// it walks over, so that hostile texts can be given up.
/// </summary>
internal sealed class PassageBorders(SentenceText output, SentenceText work, SharedStems stems, SentenceMeaning? meaning, AlignmentSettings settings)
{
    private const int Turns = 6;

    private readonly PassageEvidence _ofOutput = new(stems, stems.Output, settings);
    private readonly PassageEvidence _ofWork = new(stems, stems.Work, settings);
    private float[] _bits = new float[1024];
    private (int Start, int End) _taken;

    /// <summary>Words walked over so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Finds the borders about a rectangle: by the first search until nothing moves, then by the next, and so on.</summary>
    public WordRectangle Settle(WordRectangle about, params ReadOnlySpan<BorderSearch> searches)
    {
        foreach (BorderSearch search in searches)
            about = Settle(about, search);
        return about;
    }

    private WordRectangle Settle(WordRectangle about, BorderSearch search)
    {
        for (int turn = 0; turn < Turns && !about.IsEmpty; turn++)
        {
            WordRectangle before = about;
            Take(_ofWork, about.WorkStart - search.WorkMargin, about.WorkEnd + search.WorkMargin, stems.Work, search.Share);
            (int start, int end) = Highest(_ofWork, stems.Output, about.Start, about.End, settings.Reach, settings.Drop, false);
            Take(_ofOutput, start - search.Margin, end + search.Margin, stems.Output, search.WorkShare);
            (int workStart, int workEnd) = Highest(_ofOutput, stems.Work, about.WorkStart, about.WorkEnd, search.WorkReach, search.WorkDrop, search.Shortens);
            about = new WordRectangle(start, end, workStart, workEnd);
            if (about == before)
                break;
        }
        return about;
    }

    /// <summary>Bits of a rectangle, mean of both directions.</summary>
    public double BitsOf(WordRectangle rectangle, BorderSearch search)
    {
        Take(_ofWork, rectangle.WorkStart, rectangle.WorkEnd, stems.Work, search.Share);
        double bits = Sum(Bits(_ofWork, stems.Output, rectangle.Start, rectangle.End, rectangle.Start, rectangle.End, false));
        Take(_ofOutput, rectangle.Start, rectangle.End, stems.Output, search.WorkShare);
        return (bits + Sum(Bits(_ofOutput, stems.Work, rectangle.WorkStart, rectangle.WorkEnd, rectangle.WorkStart, rectangle.WorkEnd, search.Shortens))) / 2;
    }

    /// <summary>Moves borders to ends of sentences where that costs little.</summary>
    public WordRectangle Snap(WordRectangle rectangle, BorderSearch search)
    {
        Take(_ofWork, rectangle.WorkStart, rectangle.WorkEnd, stems.Work, search.Share);
        (int start, int end) = Snap(output, _ofWork, stems.Output, rectangle.Start, rectangle.End, false);
        Take(_ofOutput, rectangle.Start, rectangle.End, stems.Output, search.WorkShare);
        (int workStart, int workEnd) = Snap(work, _ofOutput, stems.Work, rectangle.WorkStart, rectangle.WorkEnd, search.Shortens);
        return new WordRectangle(start, end, workStart, workEnd);
    }

    private void Take(PassageEvidence evidence, int start, int end, int[] words, double share)
    {
        (start, end) = (Math.Max(0, start), Math.Min(words.Length, end));
        Steps += end - start;
        _taken = (start, end);
        evidence.Take(start, end, share);
    }

    /// <summary>Bits of the words <c>[from, to)</c>, counted from the middle of <c>[start, end)</c>.</summary>
    private ReadOnlySpan<float> Bits(PassageEvidence evidence, int[] words, int from, int to, int start, int end, bool again)
    {
        if (_bits.Length < to - from)
            _bits = new float[2 * (to - from)];
        Steps += to - from;
        Span<float> bits = _bits.AsSpan(0, to - from);
        evidence.Write(words.AsSpan(from..to), (start + end) / 2 - from, again, bits);
        if (meaning is not null)
            AddMeaning(evidence == _ofWork, from, bits);
        return bits;
    }

    /// <summary>Deals out what sentences tell to their words.</summary>
    private void AddMeaning(bool toOutput, int from, Span<float> bits)
    {
        SentenceText text = toOutput ? output : work, other = toOutput ? work : output;
        if (bits.IsEmpty || _taken.Start >= _taken.End)
            return;
        int first = other.SentenceOf[_taken.Start], last = other.SentenceOf[_taken.End - 1];
        for (int i = 0; i < bits.Length;)
        {
            int sentence = text.SentenceOf[from + i], start = text.FirstWords[sentence], end = text.FirstWords[sentence + 1];
            double told = toOutput ? meaning!.BitsOfOutput(sentence, first, last) : meaning!.BitsOfWork(sentence, first, last);
            float each = (float)(told / Math.Max(settings.MeaningWords, end - start));
            Steps += last - first + 1;
            for (; i < bits.Length && from + i < end; i++)
                bits[i] += each;
        }
    }

    private (int Start, int End) Highest(PassageEvidence evidence, int[] words, int start, int end, int reach, double drop, bool again)
    {
        int from = Math.Max(0, start - reach), to = Math.Min(words.Length, end + reach);
        ReadOnlySpan<float> bits = Bits(evidence, words, from, to, start, end, again);
        double sum = 0, top = 0, best = double.NegativeInfinity;
        int begin = 0, bestStart = 0, bestEnd = 0;
        for (int i = 0; i < bits.Length; i++)
        {
            if (sum <= 0 || sum < top - drop)
                (sum, top, begin) = (0, 0, i);
            sum += bits[i];
            top = Math.Max(top, sum);
            if (sum > best)
                (best, bestStart, bestEnd) = (sum, begin, i + 1);
        }
        return (from + bestStart, from + bestEnd);
    }

    private (int Start, int End) Snap(SentenceText text, PassageEvidence evidence, int[] words, int start, int end, bool again)
    {
        int first = text.SentenceOf[start], last = text.SentenceOf[end - 1];
        int from = text.FirstWords[first], to = text.FirstWords[last + 1];
        ReadOnlySpan<float> bits = Bits(evidence, words, from, to, start, end, again);
        int newStart = start, newEnd = end;
        double least = settings.SnapBits;
        foreach (int border in (ReadOnlySpan<int>)[from, text.FirstWords[first + 1]])
        {
            double cost = border <= start ? -Sum(bits[(border - from)..(start - from)]) : border < end ? Sum(bits[(start - from)..(border - from)]) : least;
            if (cost < least)
                (least, newStart) = (cost, border);
        }
        least = settings.SnapBits;
        foreach (int border in (ReadOnlySpan<int>)[to, text.FirstWords[last]])
        {
            double cost = border >= end ? -Sum(bits[(end - from)..(border - from)]) : border > newStart ? Sum(bits[(border - from)..(end - from)]) : least;
            if (cost < least)
                (least, newEnd) = (cost, border);
        }
        return (newStart, newEnd);
    }

    private static double Sum(ReadOnlySpan<float> bits)
    {
        double sum = 0;
        foreach (float one in bits)
            sum += one;
        return sum;
    }
}
