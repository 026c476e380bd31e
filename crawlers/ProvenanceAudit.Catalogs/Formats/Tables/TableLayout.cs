namespace ProvenanceAudit.Catalogs.Formats.Tables;

/// <summary>How a table is written, told by how its file begins.</summary>
/// <param name="Delimiter">What stands between its cells.</param>
/// <param name="Skip">Characters before its first row: a line <c>sep=;</c>, as spreadsheets write it.</param>
/// <param name="IsEven">Whether nearly all of its first rows have as many cells as the first one.</param>
/// <param name="Rows">Its first rows, complete ones only; the header among them where there is one.</param>
internal sealed record TableLayout(char Delimiter, int Skip, bool IsEven, IReadOnlyList<TableRow> Rows)
{
    private const int RowsToLookAt = 30;

    private static readonly char[] Delimiters = ['\t', ';', ',', '|'];

    /// <summary>How many cells a row has.</summary>
    public int Width => Rows[0].Cells.Count;

    /// <summary>The delimiter in words.</summary>
    public string DelimiterName => Delimiter switch { '\t' => "tabs", ';' => "semicolons", ',' => "commas", _ => "vertical bars" };

    /// <summary>Tells the layout of a text; null where it is no table.</summary>
    /// <param name="text">How it begins.</param>
    /// <param name="isWhole">Whether that is all of it.</param>
    public static TableLayout? Of(string text, bool isWhole)
    {
        int skip = SeparatorLine(text, out char stated);
        string rest = text[skip..];
        TableLayout? best = null;
        foreach (char delimiter in stated == '\0' ? Delimiters : [stated])
        {
            if (FirstRows(rest, delimiter, isWhole) is not { Count: > 0 } rows || rows[0].Cells.Count < 2)
                continue;
            // Rows that are ragged are the reader's to tell of; where most are, it is prose.
            int wrong = rows.Count(r => r.Problem is not null || r.Cells.Count != rows[0].Cells.Count);
            if (wrong * 2 > rows.Count)
                continue;
            var layout = new TableLayout(delimiter, skip, wrong * 8 < rows.Count, [.. rows.Where(r => r.Cells.Count == rows[0].Cells.Count)]);
            if (best is null || (layout.IsEven, layout.Width).CompareTo((best.IsEven, best.Width)) > 0)
                best = layout;
        }
        return best;
    }

    private static List<TableRow> FirstRows(string text, char delimiter, bool isWhole)
    {
        var reader = DelimitedRows.Of(text, delimiter);
        var rows = new List<TableRow>();
        while (rows.Count < RowsToLookAt && reader.Read() is { } row)
        {
            // What was cut with the beginning tells nothing.
            if (reader.EndedWithText && !isWhole)
                break;
            if (!row.IsBlank)
                rows.Add(row);
        }
        return rows;
    }

    private static int SeparatorLine(string text, out char delimiter)
    {
        delimiter = '\0';
        if (!text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) || text.Length < 6 || text[5] is not ('\r' or '\n'))
            return 0;
        delimiter = text[4];
        return text[5] == '\r' && text.Length > 6 && text[6] == '\n' ? 7 : 6;
    }
}
