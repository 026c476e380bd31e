using System.Buffers;

namespace ProvenanceAudit.Catalogs.Formats.Crossref;

/// <summary>One object that was cut out of JSON.</summary>
/// <param name="Line">Line where it begins, from 1.</param>
/// <param name="Json">Its bytes; valid until the next one is asked for. Empty where there is a problem.</param>
/// <param name="Problem">Why it cannot be read, and what to do about it; null where it can.</param>
internal readonly record struct JsonObjectCut(long Line, ReadOnlyMemory<byte> Json, string? Problem);

/// <summary>
/// Cuts the objects that stand at one place out of JSON of any size, one at a time: of an array of thousands each is in memory alone, and
/// what is wrong within one costs no other as long as its brackets are closed, or the next begins a line.
/// </summary>
internal sealed class CrossrefObjects(Stream content, string path, IntakeSettings settings)
{
    /// <summary>Most objects and arrays that may stand in one another.</summary>
    public const int Depth = 64;

    private static readonly SearchValues<byte> Structure = SearchValues.Create("{}[]\"\n"u8);
    private static readonly SearchValues<byte> Between = SearchValues.Create([(byte)' ', (byte)'\t', (byte)'\r', (byte)',', 0xEF, 0xBB, 0xBF]);
    private static readonly SearchValues<byte> InText = SearchValues.Create("\"\\\n"u8);

    // Brackets that are open outside of the object, as far as the path is long; deeper ones are counted.
    private readonly List<byte> _open = [];
    private byte[] _buffer = new byte[1 << 16];
    private int _at;
    private int _end;
    private int _start = -1;
    private int _depth;
    private long _line = 1;
    private long _startLine;
    private ulong _arrays;
    private bool _inText;
    private bool _isTooLong;
    private bool _hasOther;

    /// <summary>Line up to which was read, from 1.</summary>
    public long Line => _line;

    /// <summary>Whether brackets are open at the end, once all was read.</summary>
    public bool IsCut => _open.Count > 0 || _inText;

    /// <summary>Cuts all of them.</summary>
    public IEnumerable<JsonObjectCut> Read()
    {
        while (Step() is { } step)
        {
            settings.Cancellation.ThrowIfCancellationRequested();
            if (step.Line > 0)
                yield return step;
        }
        if (_hasOther)
            yield return Other(_line);
        if (_start >= 0 || _isTooLong)
        {
            _start = -1;
            yield return new JsonObjectCut(_startLine, default, "the file ends inside the record, which was not closed; send the whole file again");
        }
    }

    // Goes to the next thing that counts. Null at the end; a line of 0 where nothing is to be told.
    private JsonObjectCut? Step()
    {
        int found = _buffer.AsSpan(_at, _end - _at).IndexOfAny(_inText ? InText : Structure);
        NoteOther(_buffer.AsSpan(_at, found < 0 ? _end - _at : found));
        if (found < 0)
        {
            _at = _end;
            return More() ? default(JsonObjectCut) : null;
        }
        _at += found;
        byte c = _buffer[_at];
        if (c == (byte)'\\')
        {
            // What follows is part of the text, and may not be at hand yet.
            if (_at + 1 >= _end && !More())
            {
                _at = _end;
                return default(JsonObjectCut);
            }
            // A line end is none of it.
            _at += _buffer[_at + 1] == (byte)'\n' ? 1 : 2;
            return default(JsonObjectCut);
        }
        _at++;
        switch (c)
        {
            case (byte)'"':
                _inText = !_inText;
                _hasOther |= IsBetweenLines;
                return default(JsonObjectCut);
            case (byte)'\n':
                _line++;
                // No text of JSON goes on in the next line.
                bool wasInText = _inText;
                _inText = false;
                if (IsBetweenLines)
                {
                    _open.Clear();
                    return _hasOther ? Other(_line - 1) : default;
                }
                return BeginsAnew(wasInText) ? Broken("the record is not closed before the next one begins; close its brackets and quotation marks") : default(JsonObjectCut);
            case (byte)'{' or (byte)'[':
                return Opened(c);
            default:
                return Closed();
        }
    }

    // Where each line is a record, what stands between them is one that cannot be read.
    private bool IsBetweenLines => path.Length == 0 && _start < 0 && !_isTooLong;

    private void NoteOther(ReadOnlySpan<byte> skipped) => _hasOther |= IsBetweenLines && skipped.ContainsAnyExcept(Between);

    private JsonObjectCut Other(long line)
    {
        _hasOther = false;
        return new JsonObjectCut(line, default, "the line is no JSON object, of which each is to be a work; mend it");
    }

    // In JSON Lines, and in what is laid out for reading, a record begins a line with a bracket. So may an object of an array within a
    // record: it follows a comma or the array's own bracket.
    private bool BeginsAnew(bool wasInText)
    {
        if (path.Length > 1 || (_start < 0 && !_isTooLong) || !((_at < _end || More()) && _buffer[_at] == (byte)'{'))
            return false;
        if (wasInText || _isTooLong)
            return wasInText || !IsInArray;
        ReadOnlySpan<byte> before = _buffer.AsSpan(_start, _at - _start).TrimEnd(" \t\r\n"u8);
        return before[^1] != (byte)':' && !(IsInArray && before[^1] is (byte)',' or (byte)'[');
    }

    // Of the brackets that are open within the record, the innermost is the lowest bit.
    private bool IsInArray => (_arrays & 1) != 0;

    private JsonObjectCut Broken(string reason)
    {
        (_start, _depth, _isTooLong) = (-1, 0, false);
        return new JsonObjectCut(_startLine, default, reason);
    }

    private JsonObjectCut Opened(byte bracket)
    {
        if (_start >= 0 || _isTooLong)
        {
            _depth++;
            _arrays = (_arrays << 1) | (bracket == (byte)'[' ? 1u : 0u);
        }
        else if (bracket == (byte)'{' && IsAtPath())
        {
            (_start, _startLine, _depth, _arrays) = (_at - 1, _line, 1, 0);
        }
        else
        {
            if (_open.Count > 2 * Depth)
                throw new InvalidDataException($"more than {2 * Depth} objects and arrays stand in one another before the first record; it is no file of Crossref");
            _open.Add(bracket);
            _hasOther |= IsBetweenLines;
        }
        return default;
    }

    private JsonObjectCut Closed()
    {
        if (_start < 0 && !_isTooLong)
        {
            if (_open.Count > 0)
                _open.RemoveAt(_open.Count - 1);
            _hasOther |= IsBetweenLines;
            return default;
        }
        _arrays >>= 1;
        if (--_depth > 0)
            return default;
        if (_isTooLong)
        {
            return Broken($"the record is longer than {settings.Limits.RecordCharacters:N0} bytes; leave its list of references out");
        }
        var cut = new JsonObjectCut(_startLine, _buffer.AsMemory(_start, _at - _start), null);
        _start = -1;
        return cut;
    }

    private bool IsAtPath()
    {
        if (_open.Count != path.Length)
            return false;
        for (int i = 0; i < path.Length; i++)
        {
            if (_open[i] != path[i])
                return false;
        }
        return true;
    }

    private bool More()
    {
        if (_start >= 0 && _end - _start > settings.Limits.RecordCharacters)
            (_start, _isTooLong) = (-1, true);
        int kept = _start >= 0 ? _start : _at;
        if (kept > 0)
        {
            _buffer.AsSpan(kept, _end - kept).CopyTo(_buffer);
            _at -= kept;
            _end -= kept;
            if (_start >= 0)
                _start = 0;
        }
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = content.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
