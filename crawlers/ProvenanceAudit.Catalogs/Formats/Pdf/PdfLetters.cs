using System.Text;
using ProvenanceAudit.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace ProvenanceAudit.Catalogs.Formats.Pdf;

/// <summary>Puts the letters of a page together to segments of lines, and counts those that are no characters.</summary>
internal sealed class PdfLetters
{
    // A page of the densest newspaper has some 30,000.
    private const int MostLetters = 300_000;

    // Parts of the font's size: what sets words apart where a page has spaces of its own, where it has none, and what ends a segment.
    private const double WideGap = 0.32, NarrowGap = 0.17, SegmentGap = 0.75;

    private readonly StringBuilder _text = new();
    private long _known;
    private long _unknown;

    /// <summary>Characters that were read.</summary>
    public long Known => _known;

    /// <summary>Letters whose character the file does not tell.</summary>
    public long Unknown => _unknown;

    /// <summary>Reads a page.</summary>
    /// <exception cref="InvalidDataException">It has too many letters.</exception>
    public PdfPageContent Read(Page page)
    {
        IReadOnlyList<Letter> letters = page.Letters;
        if (letters.Count > MostLetters)
            throw new InvalidDataException($"it has {letters.Count:N0} letters, of which a page may have {MostLetters:N0}");
        bool hasPictures = page.NumberOfImages > 0;
        // A page is turned where nearly all of it is.
        TextOrientation main = letters.Count(l => l.TextOrientation == TextOrientation.Horizontal) * 3 >= letters.Count ? TextOrientation.Horizontal
            : letters.GroupBy(l => l.TextOrientation).OrderByDescending(g => g.Count()).First().Key;
        List<PdfSegment> segments = InReadingDirection(Merge(Segments(letters.Where(l => l.TextOrientation == main))));
        var turned = new List<string>();
        foreach (IGrouping<TextOrientation, Letter> other in letters.Where(l => l.TextOrientation != main).GroupBy(l => l.TextOrientation))
            turned.AddRange(PdfSegment.Rows(InReadingDirection(Merge(Segments(other)))).Select(row => PdfSegment.Join(row).Text));
        return new PdfPageContent(page.Number, segments, turned, hasPictures);
    }

    // A page that is read from right to left is laid out like one in a mirror: so it is looked at in one.
    private static List<PdfSegment> InReadingDirection(List<PdfSegment> segments)
    {
        bool isMirrored = segments.Sum(s => (long)PdfWritingDirection.Balance(s.Text)) > 0;
        return [.. segments.Select(s => s with
        {
            Text = PdfWritingDirection.Read(s.Text, isMirrored),
            Left = isMirrored ? -s.Right : s.Left,
            Right = isMirrored ? -s.Left : s.Right,
        })];
    }

    // In the order of the file, which is that of the lines in most.
    private List<PdfSegment> Segments(IEnumerable<Letter> letters)
    {
        Glyph[] glyphs = [.. Glyphs(letters)];
        double wordGap = glyphs.Count(g => g.Text == " ") * 20 > glyphs.Length ? WideGap : NarrowGap;
        var segments = new List<PdfSegment>();
        int start = 0;
        double baseline = 0, size = 0;
        for (int i = 0; i < glyphs.Length; i++)
        {
            Glyph glyph = glyphs[i];
            if (i > start)
            {
                Glyph before = glyphs[i - 1];
                double gap = glyph.Left - before.Right, largest = Math.Max(size, glyph.Size);
                if (Math.Abs(glyph.Baseline - baseline) > 0.5 * largest || gap > SegmentGap * largest || gap < -0.75 * largest
                    || largest > 2.2 * Math.Min(size, glyph.Size))
                {
                    Take(glyphs.AsSpan(start..i), wordGap, segments);
                    start = i;
                }
            }
            if (i == start || glyph.Size > size)
                (baseline, size) = (glyph.Baseline, glyph.Size);
        }
        Take(glyphs.AsSpan(start), wordGap, segments);
        return segments;
    }

    private IEnumerable<Glyph> Glyphs(IEnumerable<Letter> letters)
    {
        var seen = new HashSet<(string, long, long)>();
        double dx = 0, dy = 0;
        foreach (Letter letter in letters)
        {
            PdfPoint from = letter.StartBaseLine, to = letter.EndBaseLine;
            double width = Math.Sqrt((to.X - from.X) * (to.X - from.X) + (to.Y - from.Y) * (to.Y - from.Y));
            if (dx == 0 && dy == 0 && width > 0)
                (dx, dy) = ((to.X - from.X) / width, (to.Y - from.Y) / width);
            double left = from.X * dx + from.Y * dy, baseline = from.Y * dx - from.X * dy;
            double size = letter.PointSize > 0.5 ? letter.PointSize : Math.Max(letter.FontSize, letter.BoundingBox.Height);
            // Places without end, and beyond any page.
            if (!(Math.Abs(left) <= 1e6 && Math.Abs(baseline) <= 1e6 && width <= 1e6 && double.IsFinite(size)))
                continue;
            size = Math.Clamp(size, 0.5, 1000);
            string text = Characters(letter.Value);
            // Bold type is made by some programs by printing twice, a little apart.
            if (text.Length == 0 || IsPrintedAgain(text, left / (0.05 * size), baseline / (0.05 * size), seen))
                continue;
            yield return new Glyph(text, left, left + width, baseline, size);
        }
    }

    private static bool IsPrintedAgain(string text, double x, double y, HashSet<(string, long, long)> seen)
    {
        long column = (long)Math.Floor(x), row = (long)Math.Floor(y);
        for (long c = column - 1; c <= column + 1; c++)
        {
            for (long r = row - 1; r <= row + 1; r++)
            {
                if (seen.Contains((text, c, r)))
                    return true;
            }
        }
        seen.Add((text, column, row));
        return false;
    }

    /// <summary>A letter's characters: ligatures as their letters, no-break spaces kept, other spaces as one; empty where it is none.</summary>
    private string Characters(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            _unknown++;
            return "";
        }
        if (value.Length == 1 && value[0] is > ' ' and < '\u007F')
        {
            _known++;
            return value;
        }
        _text.Clear();
        foreach (Rune rune in value.EnumerateRunes())
        {
            int c = rune.Value;
            if (c == 0xFFFD || c < 0x20 && c is not (9 or 10 or 13) || c is >= 0xE000 and <= 0xF8FF or >= 0xF0000 or >= 0x7F and < 0xA0)
                _unknown++;
            else if (c is 9 or 10 or 13 or 0x20)
                _text.Append(' ');
            else if (c is >= 0xFB00 and <= 0xFB06)
                _text.Append(rune.ToString().Normalize(NormalizationForm.FormKC));
            else
                _text.Append(rune.ToString());
        }
        _known += _text.Length > 0 && _text[0] != ' ' ? 1 : 0;
        string text = _text.ToString();
        if (text.Length > 1 && string.IsNullOrWhiteSpace(text))
            return " ";
        // A ligature of several letters stands where one does, and they are put in order as those of the line are.
        return text.Length > 1 && PdfWritingDirection.Balance(text) > 1 ? string.Concat(text.EnumerateRunes().Reverse()) : text;
    }

    // Lines that a program set otherwise than the rest of the page. Where most letters are set apart, it is by the design of the line.
    private static bool HasWordsWithoutSpaces(ReadOnlySpan<Glyph> glyphs)
    {
        int wide = 0;
        for (int i = 1; i < glyphs.Length; i++)
        {
            if (glyphs[i].Text == " ")
                return false;
            wide += glyphs[i].Left - glyphs[i - 1].Right > 0.06 * glyphs[i].Size ? 1 : 0;
        }
        return glyphs.Length > 10 && wide * 3 < glyphs.Length;
    }

    private static bool GoesBack(ReadOnlySpan<Glyph> glyphs)
    {
        for (int i = 1; i < glyphs.Length; i++)
        {
            if (glyphs[i].Left < glyphs[i - 1].Left - 0.05 * glyphs[i].Size && glyphs[i].Text != " " && PdfWritingDirection.Balance(glyphs[i].Text) > 0)
                return true;
        }
        return false;
    }

    private void Take(ReadOnlySpan<Glyph> glyphs, double wordGap, List<PdfSegment> to)
    {
        _text.Clear();
        // Letters from right to left come in either order, and narrow ones stand too close to one another to be parted by it.
        if (GoesBack(glyphs))
            glyphs = glyphs.ToArray().OrderBy(g => g.Left).ToArray();
        if (HasWordsWithoutSpaces(glyphs))
            wordGap = NarrowGap;
        double left = double.MaxValue, right = double.MinValue, size = 0, baseline = 0;
        foreach (Glyph glyph in glyphs)
        {
            if (glyph.Size > size && glyph.Text != " ")
                (size, baseline) = (glyph.Size, glyph.Baseline);
        }
        bool wasRaised = false;
        foreach (Glyph glyph in glyphs)
        {
            if (glyph.Text == " ")
            {
                Space();
                continue;
            }
            bool isRaised = glyph.Size < 0.85 * size && glyph.Baseline > baseline + 0.15 * size;
            // The mark of a note is no part of the word before it; an exponent is one of its number.
            bool isMark = isRaised != wasRaised && _text.Length > 0 && !char.IsDigit(_text[^1]);
            if (right > double.MinValue && (glyph.Left - right > wordGap * Math.Max(glyph.Size, 0.7 * size) || isMark))
                Space();
            _text.Append(glyph.Text);
            (left, right, wasRaised) = (Math.Min(left, glyph.Left), Math.Max(right, glyph.Right), isRaised);
        }
        string text = _text.ToString().Trim(' ');
        if (text.Length > 0)
            to.Add(new PdfSegment(WellFormedText.Of(text), left, right, baseline, size));
    }

    private void Space()
    {
        if (_text.Length > 0 && _text[^1] != ' ')
            _text.Append(' ');
    }

    // Segments that the file gave in pieces, or letter by letter in any order.
    private static List<PdfSegment> Merge(List<PdfSegment> segments)
    {
        var merged = new List<PdfSegment>();
        foreach (List<PdfSegment> row in PdfSegment.Rows(DropCaps(segments)))
        {
            row.Sort((a, b) => a.Left.CompareTo(b.Left));
            PdfSegment at = row[0];
            foreach (PdfSegment next in row.Skip(1))
            {
                double size = Math.Max(at.Size, next.Size), gap = next.Left - at.Right;
                if (gap <= SegmentGap * size && gap > -0.3 * size && size < 2.2 * Math.Min(at.Size, next.Size))
                {
                    string space = gap > NarrowGap * size ? " " : "";
                    at = new PdfSegment(at.Text + space + next.Text, at.Left, next.Right, at.Baseline, size);
                }
                else
                {
                    merged.Add(at);
                    at = next;
                }
            }
            merged.Add(at);
        }
        return merged;
    }

    // A first letter as high as several lines belongs to the uppermost of them.
    private static List<PdfSegment> DropCaps(List<PdfSegment> segments)
    {
        if (segments.Count < 3)
            return segments;
        double body = segments.OrderBy(s => s.Size).ElementAt(segments.Count / 2).Size;
        foreach (PdfSegment cap in segments.Where(s => s.Text.Length <= 2 && s.Size > 1.8 * body && char.IsLetter(s.Text[0])).Take(20).ToList())
        {
            PdfSegment? first = segments.Where(s => s.Size < 1.3 * body && s.Left > cap.Left && s.Left - cap.Right < 1.2 * body
                && s.Baseline >= cap.Baseline - 0.1 * body && s.Baseline < cap.Baseline + cap.Size).MaxBy(s => s.Baseline);
            if (first is null)
                continue;
            segments.Remove(cap);
            segments[segments.IndexOf(first)] = first with { Text = cap.Text + first.Text };
        }
        return segments;
    }

    private readonly record struct Glyph(string Text, double Left, double Right, double Baseline, double Size);
}
