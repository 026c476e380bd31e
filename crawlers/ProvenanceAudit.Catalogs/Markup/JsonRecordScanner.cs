using System.Text;
using System.Text.Json;

namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>One object of a JSON file, or the reason why it cannot be read.</summary>
/// <param name="Line">Line where it begins, from 1.</param>
/// <param name="Document">The object; null when it cannot be read. The caller disposes of it.</param>
/// <param name="Problem">Why it cannot be read, and what to do about it; null when it can.</param>
internal sealed record JsonRecord(long Line, JsonDocument? Document, string? Problem);

/// <summary>
/// Cuts objects out of a JSON file of any size, one at a time: of an array of them, of one a line, or one alone. Each is parsed by itself,
/// so that one that is ill-formed costs no other where its brackets, or its line, tell its end.
/// </summary>
internal sealed class JsonRecordScanner
{
    private readonly DecodedText _text;
    private readonly IntakeSettings _settings;
    private readonly StringBuilder _record = new();
    private readonly char[] _buffer = new char[1 << 14];
    private int _at;
    private int _end;
    private long _line = 1;
    private bool _afterReturn;

    // Whether records are lines, which the first of them tells.
    private bool? _isLines;

    /// <summary>Prepares to read.</summary>
    /// <param name="content">The file's bytes, from the first; the stream stays the caller's.</param>
    /// <param name="settings">Limits.</param>
    public JsonRecordScanner(Stream content, IntakeSettings settings) => (_text, _settings) = (new DecodedText(content), settings);

    /// <summary>Reads all records.</summary>
    public IEnumerable<JsonRecord> Read()
    {
        while (Next() is { } c)
        {
            _settings.Cancellation.ThrowIfCancellationRequested();
            _text.Replaced.Clear();
            if (c == '{')
                yield return ReadObject();
            else if (!char.IsWhiteSpace(c) && c is not ('[' or ']' or ',' or '\u001E'))
                yield return SkipJunk();
        }
    }

    private JsonRecord ReadObject()
    {
        long start = _line;
        int depth = 1;
        bool isInString = false, isEscaped = false, isTooLong = false, isAtLineStart = false;
        char last = '{';
        _record.Clear().Append('{');
        while (depth > 0)
        {
            if (Next() is not { } c)
                return new JsonRecord(start, null, "the file ends inside the object, which is not closed; send the whole file again");
            if (c is '\n' or '\r' && _isLines == true)
                return new JsonRecord(start, null, "the JSON object is not closed at the end of the line; mend it and send it again");
            if (c == '{' && isAtLineStart && !isInString && last is not (':' or ',' or '[' or '{'))
            {
                // Within an object, none can begin here: it is the next record.
                _at--;
                return new JsonRecord(start, null, "the JSON object is not closed before the next one begins; mend it and send it again");
            }
            isAtLineStart = c is '\n' or '\r';
            if (!char.IsWhiteSpace(c))
                last = c;
            isTooLong |= _record.Length > _settings.Limits.RecordCharacters;
            if (!isTooLong)
                _record.Append(c);
            if (isEscaped)
                isEscaped = false;
            else if (c == '\\' && isInString)
                isEscaped = true;
            else if (c == '"')
                isInString = !isInString;
            else if (c is '\n' or '\r')
                isInString = false; // No string holds a line end: one that seems to was not closed.
            else if (c is '{' or '[' && !isInString)
                depth++;
            else if (c is '}' or ']' && !isInString)
                depth--;
        }
        _isLines ??= _line == start && IsFollowedByLine();
        if (isTooLong)
            return new JsonRecord(start, null, $"the object is longer than {_settings.Limits.RecordCharacters} characters; split it");
        try
        {
            return new JsonRecord(start, JsonDocument.Parse(
                WithoutHalves(_record.ToString()), new JsonDocumentOptions { MaxDepth = _settings.Limits.Depth }), null);
        }
        catch (JsonException e)
        {
            long line = start + (e.LineNumber ?? 0);
            return new JsonRecord(start, null, $"it is not valid JSON in line {line}; mend it and send it again");
        }
    }

    // What stands between objects and is none: up to the line's end, or the next object.
    private JsonRecord SkipJunk()
    {
        long line = _line;
        while (Next() is { } c)
        {
            if (c == '{')
                _at--;
            if (c is '{' or '\n' or '\r')
                break;
        }
        return new JsonRecord(line, null, "what stands here is no JSON object; mend it and send it again");
    }

    private bool IsFollowedByLine() => Peek() is '\n' or '\r';

    private char? Peek()
    {
        if (_at == _end && !Fill())
            return null;
        return _buffer[_at];
    }

    private char? Next()
    {
        if (_at == _end && !Fill())
            return null;
        char c = _buffer[_at++];
        if (c == '\n' ? !_afterReturn : c == '\r')
            _line++;
        _afterReturn = c == '\r';
        return c;
    }

    private bool Fill()
    {
        (_at, _end) = (0, _text.Read(_buffer));
        return _end > 0;
    }

    // Half a character, which JSON can escape and no text can hold, becomes U+FFFD.
    private static string WithoutHalves(string json)
    {
        if (!json.Contains("\\u", StringComparison.Ordinal))
            return json;
        char[]? mended = null;
        for (int at = json.IndexOf('\\', StringComparison.Ordinal); at >= 0 && at + 1 < json.Length; at = json.IndexOf('\\', at))
        {
            int length = json[at + 1] == 'u' ? 6 : 2;
            char unit = Unit(json, at);
            if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(Unit(json, at + 6)))
            {
                length = 12;
            }
            else if (char.IsSurrogate(unit))
            {
                mended ??= json.ToCharArray();
                "\\ufffd".CopyTo(mended.AsSpan(at));
            }
            at = Math.Min(json.Length, at + length);
        }
        return mended is null ? json : new string(mended);
    }

    private static char Unit(string json, int at) => at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out ushort unit)
        ? (char)unit : '\0';
}
