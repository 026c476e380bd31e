namespace ProvenanceAudit.Catalogs.Formats.Pdf;

/// <summary>Characters that stand side by side on one line of a page. Units are those of the page, 1/72 inch; y goes up.</summary>
/// <param name="Text">The characters, words set apart by one space.</param>
/// <param name="Left">Where it begins.</param>
/// <param name="Right">Where it ends.</param>
/// <param name="Baseline">Height of its baseline.</param>
/// <param name="Size">Size of its font.</param>
internal sealed record PdfSegment(string Text, double Left, double Right, double Baseline, double Size)
{
    /// <summary>Whether another one stands on the same line.</summary>
    public bool IsBeside(PdfSegment other) => Math.Abs(Baseline - other.Baseline) <= 0.4 * Math.Max(Size, other.Size);

    /// <summary>Segments of one line as one, from left to right.</summary>
    public static PdfSegment Join(IReadOnlyList<PdfSegment> line)
    {
        if (line.Count == 1)
            return line[0];
        PdfSegment widest = line.MaxBy(s => s.Right - s.Left)!;
        return new PdfSegment(string.Join(' ', line.OrderBy(s => s.Left).Select(s => s.Text)), line.Min(s => s.Left), line.Max(s => s.Right),
            widest.Baseline, widest.Size);
    }

    /// <summary>Segments by lines from the top, each from left to right.</summary>
    public static List<List<PdfSegment>> Rows(IEnumerable<PdfSegment> segments)
    {
        var rows = new List<List<PdfSegment>>();
        foreach (PdfSegment segment in segments.OrderByDescending(s => s.Baseline).ThenBy(s => s.Left))
        {
            if (rows.Count > 0 && rows[^1][0].IsBeside(segment))
                rows[^1].Add(segment);
            else
                rows.Add([segment]);
        }
        return rows;
    }
}

/// <summary>What was taken from one page.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Segments">Its text in the main direction of the page.</param>
/// <param name="Turned">Text in other directions: of tables that were turned, stamps across the page.</param>
/// <param name="HasPictures">Whether it shows pictures.</param>
internal sealed record PdfPageContent(int Number, List<PdfSegment> Segments, List<string> Turned, bool HasPictures)
{
    /// <summary>Whether there is no character on it.</summary>
    public bool IsEmpty => Segments.Count == 0 && Turned.Count == 0;
}
