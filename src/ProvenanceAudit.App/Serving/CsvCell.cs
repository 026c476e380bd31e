namespace ProvenanceAudit.App.Serving;

/// <summary>A cell of a table for spreadsheets (RFC 4180).</summary>
internal static class CsvCell
{
    /// <summary>
    /// The cell, in quotes where there is something in it. A stranger's that begins as formulas do would be run by the spreadsheet: it
    /// gets an apostrophe before it, and is text.
    /// </summary>
    public static string Of(string? text) => text is null or "" ? ""
        : $"\"{(text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
