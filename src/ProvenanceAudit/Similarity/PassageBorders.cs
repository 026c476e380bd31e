namespace ProvenanceAudit.Similarity;

/// <summary>
/// Finds the borders of passages that were made from one another: of all stretches of words near a passage, the one whose evidence sums highest (Bentley 1984),
/// which may not fall too far on its way; by turns on both sides until nothing moves. Counts what it walks over, so that hostile texts can be given up.
/// </summary>
internal sealed class PassageBorders(SentenceText output, SentenceText work, SharedStems stems, AlignmentSettings settings)
{
    private const int Turns = 6;

    private readonly PassageEvidence _ofOutput = new(stems, stems.Output, settings);
    private readonly PassageEvidence _ofWork = new(stems, stems.Work, settings);

    /// <summary>Words walked over so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Finds the borders about a rectangle.</summary>
    public WordRectangle Settle(WordRectangle about)
    {
        WordRectangle wide = Settle(about, settings.Margin, settings.SoughtShare);
        return Settle(wide, 0, settings.KeptShare);
    }

    private WordRectangle Settle(WordRectangle about, int margin, double share)
    {
        for (int turn = 0; turn < Turns && !about.IsEmpty; turn++)
        {
            WordRectangle before = about;
            Take(_ofWork, about.WorkStart - margin, about.WorkEnd + margin, stems.Work, share);
            (int start, int end) = Highest(_ofWork.Bits, stems.Output, about.Start, about.End);
            about = about with { Start = start, End = end };
            Take(_ofOutput, start - margin, end + margin, stems.Output, share);
            (start, end) = Highest(_ofOutput.Bits, stems.Work, about.WorkStart, about.WorkEnd);
            about = about with { WorkStart = start, WorkEnd = end };
            if (about == before)
                break;
        }
        return about;
    }

    /// <summary>Bits of a rectangle, mean of both directions.</summary>
    public double BitsOf(WordRectangle rectangle)
    {
        Take(_ofWork, rectangle.WorkStart, rectangle.WorkEnd, stems.Work, settings.KeptShare);
        double bits = _ofWork.Sum(stems.Output.AsSpan(rectangle.Start..rectangle.End));
        Take(_ofOutput, rectangle.Start, rectangle.End, stems.Output, settings.KeptShare);
        return (bits + _ofOutput.Sum(stems.Work.AsSpan(rectangle.WorkStart..rectangle.WorkEnd))) / 2;
    }

    /// <summary>Moves borders to ends of sentences where that costs little.</summary>
    public WordRectangle Snap(WordRectangle rectangle)
    {
        Take(_ofWork, rectangle.WorkStart, rectangle.WorkEnd, stems.Work, settings.KeptShare);
        (int start, int end) = Snap(output, _ofWork, stems.Output, rectangle.Start, rectangle.End);
        Take(_ofOutput, rectangle.Start, rectangle.End, stems.Output, settings.KeptShare);
        (int workStart, int workEnd) = Snap(work, _ofOutput, stems.Work, rectangle.WorkStart, rectangle.WorkEnd);
        return new WordRectangle(start, end, workStart, workEnd);
    }

    private void Take(PassageEvidence evidence, int start, int end, int[] words, double share)
    {
        (start, end) = (Math.Max(0, start), Math.Min(words.Length, end));
        Steps += end - start + stems.Count;
        evidence.Take(start, end, share);
    }

    private (int Start, int End) Highest(ReadOnlySpan<float> bits, int[] words, int from, int to)
    {
        (from, to) = (Math.Max(0, from - settings.Reach), Math.Min(words.Length, to + settings.Reach));
        Steps += to - from;
        double sum = 0, top = 0, best = double.NegativeInfinity;
        int start = from, bestStart = from, bestEnd = from;
        for (int i = from; i < to; i++)
        {
            if (sum <= 0 || sum < top - settings.Drop)
                (sum, top, start) = (0, 0, i);
            sum += bits[words[i]];
            top = Math.Max(top, sum);
            if (sum > best)
                (best, bestStart, bestEnd) = (sum, start, i + 1);
        }
        return (bestStart, bestEnd);
    }

    private (int Start, int End) Snap(SentenceText text, PassageEvidence evidence, int[] words, int start, int end)
    {
        int first = text.SentenceOf[start], last = text.SentenceOf[end - 1];
        double cost = settings.SnapBits;
        int newStart = start, newEnd = end;
        foreach (int border in (ReadOnlySpan<int>)[text.FirstWords[first], text.FirstWords[first + 1]])
        {
            double costs = border < start ? -evidence.Sum(words.AsSpan(border..start)) : border < end ? evidence.Sum(words.AsSpan(start..border)) : cost;
            if (costs < cost)
                (cost, newStart) = (costs, border);
        }
        cost = settings.SnapBits;
        foreach (int border in (ReadOnlySpan<int>)[text.FirstWords[last], text.FirstWords[last + 1]])
        {
            double costs = border > end ? -evidence.Sum(words.AsSpan(end..border)) : border > newStart ? evidence.Sum(words.AsSpan(border..end)) : cost;
            if (costs < cost)
                (cost, newEnd) = (costs, border);
        }
        Steps += text.FirstWords[first + 1] - text.FirstWords[first] + text.FirstWords[last + 1] - text.FirstWords[last];
        return (newStart, newEnd);
    }
}
