using System.Xml;
using System.Xml.Linq;

namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>
/// Cuts the records out of an XML file of any size, one at a time. Each is parsed by itself, so that one that is ill-formed costs no
/// other. Document types are passed over: nothing that they declare expands, and nothing is fetched. Entities by name are those of HTML,
/// which the document types of publishers declare too.
/// </summary>
internal sealed class XmlRecordScanner
{
    private readonly DecodedText _text;
    private readonly IntakeSettings _settings;
    private readonly string[] _names;
    private readonly bool _nests;
    private readonly List<(int Depth, string Prefix, string Uri)> _spaces = [];
    private char[] _buffer = new char[1 << 16];
    private int _at;
    private int _end;
    private bool _ended;
    private long _dropped;
    private long _line = 1;
    private int _counted;
    private int _depth;

    // The record under way: where it begins in the buffer, -1 outside of one.
    private int _recordStart = -1;
    private long _recordLine;
    private long _recordOffset;
    private int _recordDepth;
    private string _recordTag = "";
    private bool _isTooLong;
    private bool _isTooDeep;

    /// <summary>Prepares to read.</summary>
    /// <param name="content">The file's bytes, from the first; the stream stays the caller's.</param>
    /// <param name="settings">Limits.</param>
    /// <param name="nests">
    /// Whether a record may hold another of its name; if not, one that begins inside another tells that the other was not closed.
    /// </param>
    /// <param name="names">Names of the elements that are records, without prefixes.</param>
    public XmlRecordScanner(Stream content, IntakeSettings settings, bool nests, params string[] names)
    {
        _text = new DecodedText(content);
        _settings = settings;
        _names = names;
        _nests = nests;
    }

    /// <summary>The outermost element without what it contains; null before the first record was read, and where it is a record itself.</summary>
    public XElement? Root { get; private set; }

    /// <summary>Line up to which was read, from 1.</summary>
    public long Line => _line;

    /// <summary>Whether elements are open at the end that were not closed, once all was read.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads all records.</summary>
    /// <exception cref="InvalidDataException">The document type declares entities.</exception>
    /// <exception cref="IOException">The stream breaks.</exception>
    public IEnumerable<XmlRecord> Read()
    {
        while (FindTag(out XmlRecord? record))
        {
            _settings.Cancellation.ThrowIfCancellationRequested();
            if (record is not null)
                yield return record;
        }
        if (_recordStart >= 0)
        {
            yield return Refused($"the file ends inside the record, which was not closed; send the whole file again");
            _recordStart = -1;
        }
        IsCut = _depth > 0;
    }

    // Goes past one piece of markup. False at the end of the file.
    private bool FindTag(out XmlRecord? record)
    {
        record = null;
        int found = _buffer.AsSpan(_at, _end - _at).IndexOf('<');
        if (found < 0)
        {
            _at = _end;
            return More();
        }
        _at += found;
        while (_end - _at < 9 && More())
        {
        }
        ReadOnlySpan<char> rest = _buffer.AsSpan(_at, _end - _at);
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
            return SkipPast("-->", 4);
        if (rest.StartsWith("<![CDATA[", StringComparison.Ordinal))
            return SkipPast("]]>", 9);
        if (rest.StartsWith("<?", StringComparison.Ordinal))
            return SkipPast("?>", 2);
        if (rest.StartsWith("<!", StringComparison.Ordinal))
            return SkipDeclaration();
        if (rest.Length < 2 || !(rest[1] == '/' || XmlTags.IsNameStart(rest[1])))
        {
            _at++;
            return true;
        }
        int end;
        while ((end = XmlTags.EndOfTag(_buffer.AsSpan(_at, _end - _at), 0)) < 0)
        {
            // A tag that never ends is text; what follows may still be read.
            if (_end - _at > 1 << 20 || !More())
            {
                _at++;
                return true;
            }
        }
        ReadOnlySpan<char> tag = _buffer.AsSpan(_at, end);
        if (tag[1] == '/')
            record = Close(tag, end);
        else
            record = Open(tag, end);
        return true;
    }

    private XmlRecord? Open(ReadOnlySpan<char> tag, int length)
    {
        XmlRecord? before = null;
        bool isEmpty = tag.Length > 2 && tag[^2] == '/';
        ReadOnlySpan<char> name = XmlTags.NameOf(tag);
        ReadOnlySpan<char> local = name[(name.IndexOf(':') + 1)..];
        bool isRecord = IsRecord(local);
        if (_recordStart >= 0 && isRecord && !_nests && name.SequenceEqual(_recordTag))
        {
            before = Refused($"the record is not closed before the next one begins; close its <{_recordTag}>");
            _depth = _recordDepth;
            _recordStart = -1;
        }
        if (_recordStart < 0)
        {
            if (isRecord)
            {
                CountLines(_at);
                (_recordStart, _recordLine, _recordOffset, _recordDepth, _recordTag) = (_at, _line, _dropped + _at, _depth, name.ToString());
                (_isTooLong, _isTooDeep) = (false, false);
            }
            else
            {
                OpenAncestor(tag, local);
            }
        }
        _at += length;
        if (!isEmpty)
        {
            _depth++;
            _isTooDeep |= _recordStart >= 0 && _depth - _recordDepth > _settings.Limits.Depth;
        }
        else if (_recordStart >= 0 && _depth == _recordDepth)
        {
            // An empty record; a problem with the one before it has been told by then.
            XmlRecord whole = Take();
            return before ?? whole;
        }
        return before;
    }

    private XmlRecord? Close(ReadOnlySpan<char> tag, int length)
    {
        bool endsRecord = _recordStart >= 0 && XmlTags.NameOf(tag).SequenceEqual(_recordTag) && (!_nests || _depth == _recordDepth + 1);
        _at += length;
        if (endsRecord)
        {
            _depth = _recordDepth;
            return Take();
        }
        if (_depth > (_recordStart >= 0 ? _recordDepth + 1 : 0))
            _depth--;
        if (_recordStart < 0)
            _spaces.RemoveAll(s => s.Depth >= _depth && _depth > 0);
        return null;
    }

    private bool IsRecord(ReadOnlySpan<char> local)
    {
        foreach (string name in _names)
        {
            if (local.SequenceEqual(name))
                return true;
        }
        return false;
    }

    private void OpenAncestor(ReadOnlySpan<char> tag, ReadOnlySpan<char> local)
    {
        Dictionary<string, string> attributes = XmlTags.AttributesOf(tag);
        foreach ((string name, string value) in attributes)
        {
            if (name == "xmlns" || name.StartsWith("xmlns:", StringComparison.Ordinal))
                _spaces.Add((_depth, name.Length > 6 ? name[6..] : "", value));
        }
        if (Root is not null)
            return;
        Root = new XElement(XmlConvert.EncodeLocalName(local.ToString()));
        foreach ((string name, string value) in attributes)
        {
            if (!name.Contains(':', StringComparison.Ordinal) && name != "xmlns" && name.Length > 0)
                Root.SetAttributeValue(XmlConvert.EncodeLocalName(name), XmlText.WithoutControls(value));
        }
    }

    private XmlRecord Take()
    {
        int length = _at - _recordStart;
        List<string> warnings = [];
        int replaced = 0;
        while (_text.Replaced.TryPeek(out long place) && place < _dropped + _at)
        {
            _text.Replaced.Dequeue();
            replaced += place >= _recordOffset ? 1 : 0;
        }
        if (replaced > 0)
        {
            warnings.Add($"{(replaced == 1 ? "a byte that is" : $"{replaced} bytes that are")} not {_text.Encoding.WebName.ToUpperInvariant()}"
                + ", as the file is said to be, was read as Windows-1252");
        }
        string name = _recordTag[(_recordTag.IndexOf(':', StringComparison.Ordinal) + 1)..];
        string? problem = _isTooLong ? $"the record is longer than {_settings.Limits.RecordCharacters >> 20} million characters"
            : _isTooDeep ? $"more than {_settings.Limits.Depth} elements stand in one another"
            : null;
        XElement? element = problem is null
            ? XmlText.Parse(new string(_buffer, _recordStart, length), _recordLine, SpacesInScope(), warnings, out problem) : null;
        var record = new XmlRecord(name, _recordLine, element, problem, warnings);
        _recordStart = -1;
        return record;
    }

    private Dictionary<string, string> SpacesInScope()
    {
        var spaces = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((_, string prefix, string uri) in _spaces)
            spaces[prefix] = uri;
        return spaces;
    }

    private XmlRecord Refused(string reason) =>
        new(_recordTag[(_recordTag.IndexOf(':', StringComparison.Ordinal) + 1)..], _recordLine, null, reason, []);

    private bool SkipDeclaration()
    {
        int end;
        while ((end = XmlTags.EndOfDeclaration(_buffer.AsSpan(_at, _end - _at), 0)) < 0)
        {
            if (_end - _at > 1 << 20)
                throw new InvalidDataException("its document type is longer than a million characters, or not closed; send it without one");
            if (!More())
            {
                _at++;
                return true;
            }
        }
        if (XmlTags.DeclaresEntities(_buffer.AsSpan(_at, end)))
        {
            throw new InvalidDataException(
                "its document type declares entities, which can expand without end or fetch other files; send it with their characters instead");
        }
        _at += end;
        return true;
    }

    private bool SkipPast(string end, int from)
    {
        int looked = from;
        while (true)
        {
            int found = _buffer.AsSpan(_at + looked, _end - _at - looked).IndexOf(end);
            if (found >= 0)
            {
                _at += looked + found + end.Length;
                return true;
            }
            looked = Math.Max(from, _end - _at - end.Length + 1);
            if (looked > _settings.Limits.RecordCharacters)
            {
                // What is passed over need not be kept.
                Shorten(_end - end.Length + 1);
                looked = 0;
            }
            if (!More())
            {
                _at = _end;
                return true;
            }
        }
    }

    // Gives up the record's text, so that one that is too long can be read past in bounded memory.
    private void Shorten(int to)
    {
        _isTooLong = true;
        CountLines(to);
        _at = to;
        if (_recordStart >= 0)
            _recordStart = to;
    }

    private bool More()
    {
        if (_ended)
            return false;
        if (_recordStart >= 0 && _at - _recordStart > _settings.Limits.RecordCharacters)
            Shorten(_at);
        int keep = _recordStart >= 0 ? _recordStart : _at;
        if (keep > 0 && _end - keep < _buffer.Length / 2)
        {
            CountLines(keep);
            _buffer.AsSpan(keep, _end - keep).CopyTo(_buffer);
            (_at, _end, _counted, _dropped) = (_at - keep, _end - keep, _counted - keep, _dropped + keep);
            _recordStart -= _recordStart >= 0 ? keep : 0;
        }
        if (_buffer.Length - _end < 4)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = _text.Read(_buffer.AsSpan(_end));
        _end += read;
        _ended = read == 0;
        return !_ended;
    }

    // Lines are counted up to a place in the buffer, never twice.
    private void CountLines(int to)
    {
        if (to > _counted)
        {
            _line += _buffer.AsSpan(_counted, to - _counted).Count('\n');
            _counted = to;
        }
    }
}
