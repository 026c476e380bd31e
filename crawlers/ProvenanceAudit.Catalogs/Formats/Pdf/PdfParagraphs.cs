using System.Text;

namespace ProvenanceAudit.Catalogs.Formats.Pdf;

/// <summary>
/// Makes paragraphs of lines, over the ends of columns and pages, and puts words together that were hyphenated at the end of a line: where
/// the document has the word without its hyphen elsewhere, or neither with it nor as two words. Notes in small type at the foot of a page do not part the
/// paragraph that goes on behind them.
/// </summary>
internal sealed class PdfParagraphs
{
    private readonly HashSet<string> _words = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Paragraph> _paragraphs = [];
    private readonly double _body;
    private int _softEnds;
    private int _hardEnds;

    /// <summary>Prepares to read a document.</summary>
    /// <param name="pages">All its pages, by columns.</param>
    public PdfParagraphs(IReadOnlyList<List<PdfColumn>> pages)
    {
        var sizes = new Dictionary<double, long>();
        foreach (PdfSegment line in pages.SelectMany(p => p).SelectMany(c => c.Lines))
        {
            double size = Math.Round(line.Size * 2) / 2;
            sizes[size] = sizes.GetValueOrDefault(size) + line.Text.Length;
            Learn(line.Text);
        }
        _body = sizes.Count > 0 ? sizes.MaxBy(s => s.Value).Key : 10;
    }

    /// <summary>Adds a page.</summary>
    /// <param name="columns">Its columns in reading order.</param>
    /// <param name="turned">Text on it that runs in another direction.</param>
    public void Add(List<PdfColumn> columns, IEnumerable<string> turned)
    {
        foreach (PdfColumn column in columns)
            Add(column);
        foreach (string text in turned)
            _paragraphs.Add(new Paragraph(text, _body, isAside: true));
    }

    /// <summary>The text, paragraphs a blank line apart.</summary>
    public override string ToString() => string.Join("\n\n", _paragraphs.Select(p => p.Text.ToString()));

    private void Add(PdfColumn column)
    {
        for (int i = 0; i < column.Lines.Count; i++)
        {
            PdfSegment line = column.Lines[i];
            PdfSegment? before = i > 0 ? column.Lines[i - 1] : null;
            bool isFull = line.Right > column.Right - 0.12 * (column.Right - column.Left);
            Paragraph? to = before is null ? Continued(column, line) : Begins(column, before, line) ? null : _paragraphs[^1];
            if (to is null)
                _paragraphs.Add(to = new Paragraph("", line.Size, isAside: false));
            Append(to.Text, line.Text);
            to.IsFull = isFull;
        }
    }

    private static bool Begins(PdfColumn column, PdfSegment before, PdfSegment line)
    {
        double size = Math.Max(before.Size, line.Size), step = before.Baseline - line.Baseline;
        if (step > 1.3 * Math.Max(column.Pitch, size) || size > 1.2 * Math.Min(before.Size, line.Size))
            return true;
        if (EndsInHyphen(before.Text))
            return false;
        bool isIndented = line.Left - column.Left > 0.7 * size, wasIndented = before.Left - column.Left > 0.7 * size;
        bool wasShort = before.Right < column.Right - 0.15 * (column.Right - column.Left);
        if (isIndented && (!wasIndented || wasShort))
            return true;
        return wasShort && (EndsSentence(before.Text) || !char.IsLower(line.Text[0]));
    }

    // The paragraph that a new column goes on with, if it does.
    private Paragraph? Continued(PdfColumn column, PdfSegment line)
    {
        int last = _paragraphs.Count - 1;
        // Behind notes and what stands aside.
        while (last >= 0 && (_paragraphs[last].IsAside || (_paragraphs[last].Size < 0.93 * line.Size && line.Size > 0.93 * _body && last > 0)))
            last--;
        if (last < 0 || _paragraphs[last] is not { IsAside: false } open || Math.Abs(open.Size - line.Size) > 0.07 * line.Size)
            return null;
        string text = open.Text.ToString(Math.Max(0, open.Text.Length - 8), Math.Min(8, open.Text.Length));
        bool isIndented = line.Left - column.Left > 0.7 * line.Size;
        bool isLower = char.IsLower(line.Text[0]);
        return EndsInHyphen(text) || (!EndsSentence(text) && (isLower || (open.IsFull && !isIndented))) || (isLower && !isIndented) ? open : null;
    }

    private void Append(StringBuilder text, string line)
    {
        if (text.Length > 0)
        {
            char last = text[^1];
            if (last == '\u00AD')
                text.Length--;
            else if (EndsInHyphen(text.ToString(Math.Max(0, text.Length - 2), Math.Min(2, text.Length))))
                JoinHyphen(text, line);
            else if (!(IsIdeographic(last) && IsIdeographic(line[0])))
                text.Append(' ');
        }
        text.Append(line.Replace("\u00AD", line[^1] == '\u00AD' ? "\u00AD" : "", StringComparison.Ordinal));
    }

    private void JoinHyphen(StringBuilder text, string line)
    {
        int start = text.Length - 1;
        while (start > 0 && (char.IsLetter(text[start - 1]) || text[start - 1] is '-' or '\'' or '’'))
            start--;
        int end = 0;
        while (end < line.Length && (char.IsLetter(line[end]) || line[end] is '\'' or '’'))
            end++;
        string first = text.ToString(start, text.Length - 1 - start), second = line[..end];
        if (end == 0 || first.Length == 0)
            return;
        bool isWhole = _words.Contains(first + second), isParted = _words.Contains($"{first}-{second}");
        // Two words that the document has alone are a compound of its own.
        bool isCompound = isParted || first.Contains('-', StringComparison.Ordinal) || (text[^1] == '-' && _softEnds > _hardEnds)
            || (_words.Contains(first) && _words.Contains(second));
        if (isWhole || (!isCompound && char.IsLower(line[0])))
            text.Length--;
    }

    // Words but those at the ends of a line, which may be parts of one.
    private void Learn(string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            if (i == words.Length - 1 && EndsInHyphen(words[i]))
            {
                // Programs that part words themselves may mark it by another character than that of compounds.
                _softEnds += words[i][^1] == '\u2010' ? 1 : 0;
                _hardEnds += words[i][^1] == '-' ? 1 : 0;
                break;
            }
            string word = words[i].Trim('.', ',', ';', ':', '!', '?', '"', '\'', '“', '”', '‘', '’', '«', '»', '(', ')', '[', ']', '—', '–');
            if (i > 0 && word.Length is > 1 and <= 40)
                _words.Add(word.Replace('\u2010', '-'));
        }
    }

    private static bool EndsInHyphen(string text) =>
        text.Length > 1 && (text[^1] == '\u00AD' || (text[^1] is '-' or '\u2010' && char.IsLetter(text[^2])));

    private static bool EndsSentence(string text)
    {
        int at = text.Length - 1;
        while (at > 0 && text[at] is '"' or '”' or '’' or '»' or ')' or '\'' or '“' or ']' or ' ')
            at--;
        return at >= 0 && text[at] is '.' or '!' or '?' or ':' or '…' or '。';
    }

    private static bool IsIdeographic(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFFEF';

    private sealed class Paragraph(string text, double size, bool isAside)
    {
        public StringBuilder Text { get; } = new(text);

        public double Size { get; } = size;

        public bool IsAside { get; } = isAside;

        /// <summary>Whether its last line reaches the end of the column.</summary>
        public bool IsFull { get; set; }
    }
}
