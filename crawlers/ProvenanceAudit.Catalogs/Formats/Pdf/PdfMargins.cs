using System.Text;

namespace ProvenanceAudit.Catalogs.Formats.Pdf;

/// <summary>
/// Takes running heads, running feet and page numbers off: lines at the top or the bottom that pages nearby have at the same height, but for
/// their numbers; heads may differ between left and right pages and from chapter to chapter.
/// </summary>
internal static class PdfMargins
{
    private const int MostLines = 4;
    private const int Nearby = 6;

    // Lines of two pages are at one height within this, in 1/72 inch.
    private const double Tolerance = 4;

    /// <summary>The segments of each page without those in its margins.</summary>
    public static List<List<PdfSegment>> Without(IReadOnlyList<PdfPageContent> pages)
    {
        List<List<List<PdfSegment>>> rows = [.. pages.Select(p => PdfSegment.Rows(p.Segments))];
        Peel(rows, fromTop: true);
        Peel(rows, fromTop: false);
        return [.. rows.Select(r => r.SelectMany(row => row).ToList())];
    }

    private static void Peel(List<List<List<PdfSegment>>> pages, bool fromTop)
    {
        for (int round = 0; round < MostLines; round++)
        {
            Edge?[] edges = [.. pages.Select(rows => Edge.Of(rows, fromTop))];
            bool[] repeats = new bool[pages.Count];
            int? first = FirstNumber(edges);
            for (int i = 0; i < pages.Count; i++)
                repeats[i] = edges[i] is { } edge && (Repeats(edges, i, edge) || (first is not null && edge.IsApart && edge.Numbers.Contains(first.Value + i)));
            // Where heads were found, one that stands alone, of a short chapter, is one too if it keeps its distance from the text.
            double[] heights = [.. edges.Where((_, i) => repeats[i]).Select(e => e!.Value.Height)];
            for (int i = 0; i < pages.Count; i++)
            {
                if (edges[i] is not { } edge || (!repeats[i] && !(edge.IsApart && heights.Length * 2 > pages.Count
                    && heights.Count(h => Math.Abs(h - edge.Height) <= Tolerance) * 2 > pages.Count)))
                    continue;
                pages[i].RemoveAt(fromTop ? 0 : pages[i].Count - 1);
            }
            if (!repeats.Contains(true))
                return;
        }
    }

    // Lines that count up from page to page, whatever else they say, hold their numbers. The number of the first page; null where nothing counts.
    private static int? FirstNumber(Edge?[] edges)
    {
        var votes = new Dictionary<int, int>();
        for (int i = 0; i < edges.Length; i++)
        {
            foreach (int number in edges[i]?.Numbers ?? [])
                votes[number - i] = votes.GetValueOrDefault(number - i) + 1;
        }
        if (votes.Count == 0)
            return null;
        (int first, int count) = votes.MaxBy(v => v.Value);
        return count > 1 && count * 2 > edges.Count(e => e is not null) ? first : null;
    }

    private static bool Repeats(Edge?[] edges, int page, Edge edge)
    {
        int same = 0;
        for (int other = Math.Max(0, page - Nearby); other <= Math.Min(edges.Length - 1, page + Nearby); other++)
        {
            if (other != page && edges[other] is { } there && there.Key == edge.Key && Math.Abs(there.Height - edge.Height) <= Tolerance)
                same += edge.IsApart && there.IsApart && edge.Numbers.Exists(n => there.Numbers.Contains(n + other - page)) ? 2 : 1;
        }
        return same >= (edges.Length <= 3 ? 1 : 2);
    }

    /// <summary>The outermost line of a page.</summary>
    /// <param name="Key">What it says, numbers aside.</param>
    /// <param name="Height">Where it stands.</param>
    /// <param name="IsApart">Whether it keeps more distance from the next line than lines of text do.</param>
    /// <param name="Numbers">The numbers in it.</param>
    private readonly record struct Edge(string Key, double Height, bool IsApart, List<int> Numbers)
    {
        public static Edge? Of(List<List<PdfSegment>> rows, bool fromTop)
        {
            if (rows.Count == 0)
                return null;
            List<PdfSegment> row = rows[fromTop ? 0 : ^1];
            string text = string.Join(' ', row.Select(s => s.Text));
            if (text.Length > 200)
                return null;
            double size = row.Max(s => s.Size);
            bool isApart = rows.Count == 1 || Math.Abs(row[0].Baseline - rows[fromTop ? 1 : ^2][0].Baseline) > 1.6 * size;
            var numbers = new List<int>();
            return new Edge(KeyOf(text, numbers), row[0].Baseline, isApart && text.Length < 100, numbers);
        }

        // Numbers of pages are digits, or Roman ones that stand alone.
        private static string KeyOf(string text, List<int> numbers)
        {
            var key = new StringBuilder(text.Length);
            foreach (string word in text.Split(' '))
            {
                string number = word.Length <= 8 ? word.Trim('-', '–', '—', '.', '[', ']', '|', '·') : "";
                bool isNumber = number.Length > 0 && number.All(char.IsAsciiDigit);
                if (isNumber)
                    numbers.Add(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture));
                if (isNumber || (number.Length > 0 && number.All(c => "ivxlcIVXLC".Contains(c, StringComparison.Ordinal))))
                    key.Append('#');
                else
                    key.Append(word.ToLowerInvariant()).Append(' ');
            }
            return key.ToString();
        }
    }
}
