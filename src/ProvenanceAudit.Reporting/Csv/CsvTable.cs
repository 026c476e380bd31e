using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Reporting.Csv;

/// <summary>
/// Writes a table as CSV (RFC 4180: commas, CRLF, quotes doubled), UTF-8 with a byte-order mark, without which spreadsheets take
/// it for another encoding. Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection").
/// </summary>
internal sealed class CsvTable : IDisposable
{
    /// <summary>Longest text of a cell, in UTF-16 code units: Excel takes 32,767.</summary>
    public const int LongestText = 32_000;

    private readonly StreamWriter _writer;

    /// <summary>Writes the mark and the names of the columns.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="columns">Names of the columns, of letters and underscores.</param>
    public CsvTable(Stream stream, params string[] columns)
    {
        _writer = new StreamWriter(
            stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 1 << 14, leaveOpen: true)
        {
            NewLine = "\r\n",
        };
        _writer.WriteLine(string.Join(',', columns));
    }

    /// <summary>Writes a row: texts from anywhere, numbers, truths; null is an empty cell.</summary>
    public void Row(params object?[] cells) => _writer.WriteLine(string.Join(',', cells.Select(Encode)));

    /// <summary>Writes what is left.</summary>
    public void Dispose() => _writer.Dispose();

    private static string Encode(object? cell) => cell switch
    {
        null => "",
        string text => EncodeText(text),
        bool truth => truth ? "true" : "false",
        double number => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture)
            : number > 0 ? "Infinity" : "NaN",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"a cell cannot be a {cell.GetType()}", nameof(cell)),
    };

    private static string EncodeText(string text)
    {
        // A character that would end the file for some readers tells nothing.
        text = text.Replace("\0", "\uFFFD", StringComparison.Ordinal);
        if (text.Length > LongestText)
            text = text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)] + "…";
        if (IsFormula(text))
            text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n'") || text.Length > 0 && (text[0] == ' ' || text[^1] == ' ')
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    // Spreadsheets pass over spaces before a formula, and take the wide forms of East Asian keyboards for the same signs.
    private static bool IsFormula(string text)
    {
        ReadOnlySpan<char> start = text.AsSpan().TrimStart([' ', '\u00A0', '\uFEFF']);
        return start.Length > 0 && start[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
    }
}
