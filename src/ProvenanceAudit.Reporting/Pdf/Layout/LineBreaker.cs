using System.Globalization;
using System.Text;
using ProvenanceAudit.Reporting.Pdf.Type;

namespace ProvenanceAudit.Reporting.Pdf.Layout;

/// <summary>
/// Sets text in lines of a width, ragged right: lines end at spaces, after hyphens and dashes, and at line ends of the text. A
/// word that is wider than a line is broken between characters, without a hyphen, which evidence does not have.
/// </summary>
internal sealed class LineBreaker
{
    private readonly double _width;
    private readonly List<TextLine> _lines = [];
    private readonly List<LinePiece> _line = [];
    private readonly List<StyledText> _word = [];
    private readonly List<StyledText> _spaces = [];
    private double _x;
    private double _wordWidth;

    private LineBreaker(double width) => _width = width;

    /// <summary>Sets a text; an empty text has no line.</summary>
    /// <param name="text">Its parts; words may run on from one to the next.</param>
    /// <param name="width">Width of the lines, in points.</param>
    public static List<TextLine> Break(IEnumerable<StyledText> text, double width)
    {
        var breaker = new LineBreaker(width);
        foreach (StyledText part in text)
            breaker.Add(part);
        breaker.EndWord();
        if (breaker._line.Count > 0)
            breaker.EndLine();
        while (breaker._lines is [.., { Pieces.Count: 0 }])
            breaker._lines.RemoveAt(breaker._lines.Count - 1);
        return breaker._lines;
    }

    private void Add(StyledText part)
    {
        string text = part.Text;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is not (' ' or '\n' or '-' or '‐' or '–' or '—' or '/'))
                continue;
            // Two hyphens are one dash.
            if (i + 1 < text.Length && text[i + 1] == c && c is not (' ' or '\n'))
                continue;
            bool isSpace = c is ' ' or '\n';
            AddToWord(text[start..(isSpace ? i : i + 1)], part.Style);
            // A dash at the start of a word or number belongs to it.
            if (isSpace || _word.Count > 1 || i > start)
                EndWord();
            if (c == ' ')
                _spaces.Add(new StyledText(" ", part.Style));
            if (c == '\n')
                EndLine();
            start = i + 1;
        }
        AddToWord(text[start..], part.Style);
    }

    private void AddToWord(string text, TextStyle style)
    {
        if (text.Length == 0)
            return;
        _word.Add(new StyledText(text, style));
        _wordWidth += style.WidthOf(text);
    }

    private void EndWord()
    {
        if (_word.Count == 0)
            return;
        double spaces = _spaces.Sum(s => s.Style.WidthOf(s.Text));
        if (_line.Count > 0 && _x + spaces + _wordWidth > _width)
            EndLine();
        if (_x + spaces > _width)
            _spaces.Clear();
        foreach (StyledText space in _spaces)
            Place(space);
        _spaces.Clear();
        foreach (StyledText part in _word)
        {
            if (_x + part.Style.WidthOf(part.Text) <= _width)
                Place(part);
            else
                PlaceByCharacters(part);
        }
        _word.Clear();
        _wordWidth = 0;
    }

    private void PlaceByCharacters(StyledText part)
    {
        var taken = new StringBuilder();
        double width = 0;
        TextElementEnumerator characters = StringInfo.GetTextElementEnumerator(part.Text);
        while (characters.MoveNext())
        {
            string character = characters.GetTextElement();
            double next = part.Style.WidthOf(character);
            if (_x + width + next > _width && (_line.Count > 0 || taken.Length > 0))
            {
                if (taken.Length > 0)
                    Place(new StyledText(taken.ToString(), part.Style));
                EndLine();
                taken.Clear();
                width = 0;
            }
            taken.Append(character);
            width += next;
        }
        if (taken.Length > 0)
            Place(new StyledText(taken.ToString(), part.Style));
    }

    private void Place(StyledText part)
    {
        double width = part.Style.WidthOf(part.Text);
        if (_line is [.., LinePiece last] && ReferenceEquals(last.Style, part.Style))
            _line[^1] = last with { Text = last.Text + part.Text, Width = last.Width + width };
        else
            _line.Add(new LinePiece(part.Text, part.Style, _x, width));
        _x += width;
    }

    private void EndLine()
    {
        _spaces.Clear();
        // More than one empty line says no more than one.
        if (_line.Count > 0 || _lines is [.., { Pieces.Count: > 0 }])
            _lines.Add(new TextLine([.. _line], _x));
        _line.Clear();
        _x = 0;
    }
}
