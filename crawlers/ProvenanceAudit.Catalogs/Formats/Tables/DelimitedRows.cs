using System.Text;

namespace ProvenanceAudit.Catalogs.Formats.Tables;

/// <summary>Reads characters, as many as there are at hand; 0 at the end. Room for at least 4 is given.</summary>
internal delegate int CharacterSource(Span<char> characters);

/// <summary>
/// Rows of delimiter-separated values (RFC 4180), streaming, of any delimiter. Cells in quotation marks may hold line ends. A quotation mark
/// that is not closed costs the row that it stands in: reading goes on in the line after it, not behind the next mark that there is.
/// </summary>
internal sealed class DelimitedRows
{
    // What may be read a second time before it was read a first time: beyond, time would not be linear.
    private const int ReadAgainFreely = 1 << 20;

    private readonly CharacterSource _source;
    private readonly char _delimiter;
    private readonly int _longest;
    private readonly List<string> _cells = [];
    private readonly StringBuilder _cell = new();
    private char[] _buffer = new char[1 << 14];
    private int _start;
    private int _end;
    private bool _ended;
    private long _line = 1;
    private long _read;
    private long _readAgain;

    // Of the row under way, from its start: where reading is, where the last cell in quotation marks opened, and where the first one did
    // behind whose closing mark something stands.
    private int _at;
    private int _opened;
    private int _bad;
    private bool _isOpen;

    /// <summary>Prepares to read.</summary>
    /// <param name="source">The characters.</param>
    /// <param name="delimiter">What stands between cells.</param>
    /// <param name="longest">Longest row, in UTF-16 code units.</param>
    public DelimitedRows(CharacterSource source, char delimiter, int longest) => (_source, _delimiter, _longest) = (source, delimiter, longest);

    /// <summary>Reads rows of a text that is at hand.</summary>
    public static DelimitedRows Of(string text, char delimiter)
    {
        int at = 0;
        return new DelimitedRows(Next, delimiter, int.MaxValue);

        int Next(Span<char> characters)
        {
            int length = Math.Min(characters.Length, text.Length - at);
            text.AsSpan(at, length).CopyTo(characters);
            at += length;
            return length;
        }
    }

    /// <summary>Whether the last row ended with the text, not with a line end.</summary>
    public bool EndedWithText { get; private set; }

    /// <summary>Characters of the text that come before the next row.</summary>
    public long Position => _read - (_end - _start);

    /// <summary>Reads the next row; null after the last.</summary>
    public TableRow? Read()
    {
        if (_start == _end && !Fill())
            return null;
        bool isComplete = Parse();
        bool spansLines = _bad >= 0 && LineEnd(_bad) is > 0 and int end && end < _at;
        if (!isComplete || spansLines)
            return Refuse(isComplete);
        var row = new TableRow(_line, [.. _cells], null, _bad >= 0);
        Pass(_at);
        return row;
    }

    // Reads cells up to the end of the row; false where it is too long, or the text ends inside of quotation marks.
    private bool Parse()
    {
        _cells.Clear();
        _cell.Clear();
        (_at, _opened, _bad, _isOpen, EndedWithText) = (0, -1, -1, false, false);
        bool isAtStart = true, wasQuoted = false;
        while (true)
        {
            if (_at > _longest)
                return false;
            if (_start + _at == _end && !Fill())
            {
                EndedWithText = true;
                _cells.Add(Value(_cell));
                return !_isOpen;
            }
            ReadOnlySpan<char> rest = _buffer.AsSpan(_start + _at, _end - _start - _at);
            char c = rest[0];
            if (_isOpen)
            {
                int close = rest.IndexOf('"');
                if (close != 0)
                    Append(rest[..(close < 0 ? rest.Length : close)]);
                else if (NextIs('"'))
                {
                    _cell.Append('"');
                    _at += 2;
                }
                else
                {
                    _isOpen = false;
                    _at++;
                }
            }
            else if (c == '"' && isAtStart)
            {
                (_isOpen, _opened, isAtStart, wasQuoted) = (true, _at++, false, true);
            }
            else if (c == _delimiter || c is '\n' or '\r')
            {
                _cells.Add(Value(_cell));
                _cell.Clear();
                (isAtStart, wasQuoted) = (true, false);
                _at += c == '\r' && NextIs('\n') ? 2 : 1;
                if (c != _delimiter)
                    return true;
            }
            else
            {
                int end = rest.IndexOfAny(_delimiter, '\n', '\r');
                ReadOnlySpan<char> text = end < 0 ? rest : rest[..end];
                if (wasQuoted && _bad < 0 && !text.IsWhiteSpace())
                    _bad = _opened;
                isAtStart = false;
                Append(text);
            }
        }
    }

    private void Append(ReadOnlySpan<char> text)
    {
        _cell.Append(text);
        _at += text.Length;
    }

    private bool NextIs(char c) => (_start + _at + 1 < _end || Fill()) && _buffer[_start + _at + 1] == c;

    private TableRow Refuse(bool isComplete)
    {
        long line = _line;
        int from = isComplete ? _bad : _isOpen ? _opened : -1;
        if (from < 0)
        {
            SkipLine();
            return new TableRow(line, [], $"the row is longer than {_longest} characters; split it, or send its text in a file of its own");
        }
        long openLine = line + Lines(from);
        string how = isComplete ? $"closed in line {line + Lines(_at) - 1} with more behind the mark"
            : EndedWithText ? "not closed before the file ends" : $"not closed within {_longest} characters";
        int end = LineEnd(from);
        if (end > 0 && end < _at && _readAgain + _at - end <= ReadAgainFreely + Position)
        {
            _readAgain += _at - end;
            Pass(end);
        }
        else if (isComplete || EndedWithText)
        {
            Pass(_at);
        }
        else
        {
            SkipLine();
        }
        return new TableRow(
            line, [], $"a quotation mark that opens a cell in line {openLine} is {how}; close it, and double marks within cells");
    }

    private void SkipLine()
    {
        Pass(_at);
        while (_start < _end || Fill())
        {
            int end = LineEnd(0);
            Pass(end > 0 ? end : _end - _start);
            if (end > 0)
                return;
        }
    }

    // Place behind the line end that comes next, 0 where none was read yet.
    private int LineEnd(int from)
    {
        ReadOnlySpan<char> row = _buffer.AsSpan(_start, _end - _start);
        int found = row[from..].IndexOfAny('\n', '\r');
        if (found < 0)
            return 0;
        int end = from + found + 1;
        return row[end - 1] == '\r' && end < row.Length && row[end] == '\n' ? end + 1 : end;
    }

    // Line ends of the row before a place.
    private long Lines(int before)
    {
        ReadOnlySpan<char> text = _buffer.AsSpan(_start, before);
        long lines = text.Count('\n');
        for (int i = text.IndexOf('\r'); i >= 0 && i < text.Length; i++)
        {
            if (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
                lines++;
        }
        return lines;
    }

    private void Pass(int length)
    {
        _line += Lines(length);
        _start += length;
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        if (_start > 0 && _end - _start < _buffer.Length / 2)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_buffer.Length - _end < 4)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = _source(_buffer.AsSpan(_end));
        _end += read;
        _read += read;
        _ended = read == 0;
        return read > 0;
    }

    // Spreadsheets keep leading zeros of a number by a formula that is nothing but the number.
    private static string Value(StringBuilder cell) => cell.Length > 3 && cell[0] == '=' && cell[1] == '"' && cell[^1] == '"'
        && cell.ToString(2, cell.Length - 3) is var inner && !inner.Contains('"', StringComparison.Ordinal) ? inner : cell.ToString();
}
