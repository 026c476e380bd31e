namespace ProvenanceAudit.Catalogs.Formats.Pdf;

/// <summary>A column of lines, from its top.</summary>
/// <param name="Lines">Its lines.</param>
internal sealed record PdfColumn(IReadOnlyList<PdfSegment> Lines)
{
    /// <summary>Where its lines begin, but for those that are indented.</summary>
    public double Left { get; } = Lines.Select(l => l.Left).Order().ElementAt(Lines.Count / 10);

    /// <summary>Where its full lines end.</summary>
    public double Right { get; } = Lines.Select(l => l.Right).Order().ElementAt(Lines.Count - 1 - Lines.Count / 10);

    /// <summary>Distance from line to line.</summary>
    public double Pitch { get; } = PitchOf(Lines);

    private static double PitchOf(IReadOnlyList<PdfSegment> lines)
    {
        double[] steps = [.. lines.Zip(lines.Skip(1), (a, b) => a.Baseline - b.Baseline).Where(s => s > 0).Order()];
        return steps.Length > 0 ? steps[steps.Length / 2] : lines[0].Size * 1.2;
    }
}

/// <summary>
/// Finds the columns of a page in reading order: a strip that few lines cross, with lines on both sides that fill their width, which those of
/// tables do not. Lines that cross it, as titles do, part what stands above from what stands below. A page may go on with the columns of the
/// one before, however little stands in them.
/// </summary>
internal sealed class PdfColumns
{
    private const int Bins = 400;
    private const int LeastLines = 3;
    private const int MostColumns = 8;

    private List<(double From, double To)> _before = [];
    private List<(double From, double To)> _found = [];

    /// <summary>The columns of the next page.</summary>
    public List<PdfColumn> Of(List<PdfSegment> segments)
    {
        var columns = new List<PdfColumn>();
        if (segments.Count == 0)
            return columns;
        double size = segments.OrderBy(s => s.Size).ElementAt(segments.Count / 2).Size;
        List<List<PdfSegment>> rows = PdfSegment.Rows(segments);
        // Lines that keep their distance at the top and the bottom are in no column.
        int top = 0, bottom = rows.Count;
        while (top < 2 && top + 1 < bottom && IsApart(rows[top], rows[top + 1], size))
            columns.Add(new PdfColumn([PdfSegment.Join(rows[top++])]));
        var feet = new List<PdfColumn>();
        while (feet.Count < 2 && bottom - 2 >= top && IsApart(rows[bottom - 2], rows[bottom - 1], size))
            feet.Insert(0, new PdfColumn([PdfSegment.Join(rows[--bottom])]));
        Cut([.. rows[top..bottom].SelectMany(r => r)], size, columns, 0);
        columns.AddRange(feet);
        if (_found.Count > 0)
            (_before, _found) = (_found, []);
        return columns;
    }

    private static bool IsApart(List<PdfSegment> row, List<PdfSegment> next, double size) => row[0].Baseline - next[0].Baseline > 1.8 * size;

    private void Cut(List<PdfSegment> segments, double size, List<PdfColumn> to, int depth)
    {
        if (depth == MostColumns || (Gutter(segments, size) ?? GutterOfBefore(segments, size)) is not { } gutter)
        {
            to.Add(new PdfColumn([.. PdfSegment.Rows(segments).Select(PdfSegment.Join)]));
            return;
        }
        _found.Add(gutter);
        var left = new List<PdfSegment>();
        var right = new List<PdfSegment>();
        var across = new List<PdfSegment>();
        void Sides()
        {
            foreach (List<PdfSegment> side in new[] { left, right })
            {
                if (side.Count > 0)
                    Cut([.. side], size, to, depth + 1);
                side.Clear();
            }
        }
        foreach (List<PdfSegment> row in PdfSegment.Rows(segments))
        {
            if (row.Exists(s => s.Left < gutter.From && s.Right > gutter.To))
            {
                Sides();
                across.AddRange(row);
                continue;
            }
            if (across.Count > 0)
            {
                to.Add(new PdfColumn([.. PdfSegment.Rows(across).Select(PdfSegment.Join)]));
                across.Clear();
            }
            foreach (PdfSegment segment in row)
                (segment.Left + segment.Right < gutter.From + gutter.To ? left : right).Add(segment);
        }
        Sides();
        if (across.Count > 0)
            to.Add(new PdfColumn([.. PdfSegment.Rows(across).Select(PdfSegment.Join)]));
    }

    private static (double From, double To)? Gutter(List<PdfSegment> segments, double size)
    {
        double from = segments.Min(s => s.Left), to = segments.Max(s => s.Right), width = (to - from) / Bins;
        if (segments.Count < 2 * LeastLines || to - from < 20 * size)
            return null;
        int[] crossing = new int[Bins + 1];
        foreach (PdfSegment segment in segments)
        {
            crossing[Math.Clamp((int)((segment.Left - from) / width), 0, Bins)]++;
            crossing[Math.Clamp((int)((segment.Right - from) / width) + 1, 0, Bins)]--;
        }
        for (int i = 1; i <= Bins; i++)
            crossing[i] += crossing[i - 1];
        // Not at the edge, where every ragged line leaves room.
        int first = Bins / 6, last = Bins - Bins / 6;
        int fewest = crossing[first..last].Min();
        (int Start, int Length) best = (0, 0);
        for (int i = first; i < last; i++)
        {
            int start = i;
            while (i < last && crossing[i] == fewest)
                i++;
            if (i - start > best.Length)
                best = (start, i - start);
        }
        double a = from + best.Start * width, b = from + (best.Start + best.Length) * width;
        if (b - a < 0.5 * size)
            return null;
        PdfSegment[] left = [.. segments.Where(s => s.Right <= b && s.Left < a)], right = [.. segments.Where(s => s.Left >= a && s.Right > b)];
        int across = segments.Count - left.Length - right.Length;
        return left.Length >= LeastLines && right.Length >= LeastLines && across < left.Length + right.Length
            && AreFull(left, size) && AreFull(right, size) ? (a, b) : null;
    }

    private (double From, double To)? GutterOfBefore(List<PdfSegment> segments, double size)
    {
        foreach ((double from, double to) in _before)
        {
            int left = segments.Count(s => s.Right <= to), right = segments.Count(s => s.Left >= from && Math.Abs(s.Left - to) < 2 * size);
            int crossing = segments.Count(s => s.Left < from && s.Right > to);
            if (left > 0 && right > 0 && crossing < left + right)
                return (from, to);
        }
        return null;
    }

    private static bool AreFull(PdfSegment[] side, double size)
    {
        List<PdfSegment> lines = [.. PdfSegment.Rows(side).Select(PdfSegment.Join)];
        double width = lines.Max(l => l.Right) - lines.Min(l => l.Left);
        double[] widths = [.. lines.Select(l => l.Right - l.Left).Order()];
        return lines.Count >= LeastLines && width >= 8 * size && widths[widths.Length / 2] >= 0.6 * width;
    }
}
