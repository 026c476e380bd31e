using System.Globalization;
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
    // A tag or a document type that is longer was never closed.
    private const int LongestTag = 1 << 20;

    private const int LongestName = 100;

    // Documents declare a dozen; each record is told all of them.
    private const int MostSpaces = 256;

    private readonly DecodedText _text;
    private readonly IntakeSettings _settings;
    private readonly string[] _names;
    private readonly bool _nests;
    private readonly List<(string Name, int Spaces)> _ancestors = [];
    private readonly List<(string Prefix, string Uri)> _spaces = [];
    private char[] _buffer = new char[1 << 16];
    private int _at;
    private int _end;
    private bool _ended;
    private long _dropped;
    private long _line = 1;
    private int _counted;
    private bool _countedReturn;
    private bool _isOpenAtEnd;

    // The record under way: where it begins in the buffer, -1 outside of one.
    private int _recordStart = -1;
    private long _recordLine;
    private long _recordOffset;
    private string _recordTag = "";
    private int _depth;
    private int _sameOpen;
    private int _parentOpen;
    private XmlRecord? _next;
    private bool _isTooLong;
    private bool _isTooDeep;
    private bool _isTagTooLong;
    private string? _beginning;

    /// <summary>Prepares to read.</summary>
    /// <param name="content">The file's bytes, from the first; the stream stays the caller's.</param>
    /// <param name="settings">Limits.</param>
    /// <param name="nests">
    /// Whether a record may hold another of its name; if not, one that begins inside another tells that the other was not closed.
    /// </param>
    /// <param name="names">
    /// Names of the elements that are records, without prefixes. Of records that do not nest, one ends another in which it begins where its
    /// name stands before the other's or is the same.
    /// </param>
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
    public long Line
    {
        get
        {
            CountLines(_at);
            return _line;
        }
    }

    /// <summary>Whether elements are open at the end that were not closed, once all was read, and no record told of it.</summary>
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
            if (_next is not null)
                yield return _next;
            _next = null;
        }
        if (_recordStart >= 0)
        {
            yield return Refused($"the file ends inside the record, which was not closed; send the whole file again");
            _recordStart = -1;
            yield break;
        }
        IsCut = _isOpenAtEnd || _ancestors.Count > 0;
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
        // Elsewhere a declaration is none: what looks like one is the record's own fault.
        if (rest.StartsWith("<!", StringComparison.Ordinal) && _recordStart < 0 && _ancestors.Count == 0)
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
            if (_end - _at > LongestTag || !More(_end - _at))
            {
                OpenUnended();
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
        bool isEmpty = tag.Length > 2 && tag[^1] == '>' && tag[^2] == '/';
        ReadOnlySpan<char> name = XmlTags.NameOf(tag);
        ReadOnlySpan<char> local = LocalOf(name);
        int rank = RankOf(local);
        if (_recordStart >= 0 && rank >= 0 && !_nests && rank <= RankOf(LocalOf(_recordTag)))
        {
            before = Refused($"the record is not closed before the next one begins; close its <{_recordTag}>");
            _recordStart = -1;
        }
        if (_recordStart < 0)
        {
            if (rank < 0)
            {
                OpenAncestor(tag, name, isEmpty);
                _at += length;
                return before;
            }
            Begin(name);
        }
        _at += length;
        if (isEmpty)
        {
            if (_depth == 0)
                _next = Take();
            return before;
        }
        _depth++;
        _isTooDeep |= _depth > _settings.Limits.Depth;
        if (name.SequenceEqual(_recordTag))
            _sameOpen++;
        else if (_ancestors.Count > 0 && name.SequenceEqual(_ancestors[^1].Name))
            _parentOpen++;
        return before;
    }

    private void Begin(ReadOnlySpan<char> name)
    {
        CountLines(_at);
        (_recordStart, _recordLine, _recordOffset, _recordTag) = (_at, _line, _dropped + _at, name.ToString());
        (_isTooLong, _isTooDeep, _isTagTooLong, _depth, _sameOpen, _parentOpen, _beginning) = (false, false, false, 0, 0, 0, null);
    }

    // A start tag that does not end begins a record all the same, which is told of.
    private void OpenUnended()
    {
        ReadOnlySpan<char> name = XmlTags.NameOf(_buffer.AsSpan(_at, _end - _at));
        if (_recordStart >= 0 || name.Length > LongestName || RankOf(LocalOf(name)) < 0)
            return;
        Begin(name);
        (_isTagTooLong, _depth, _sameOpen) = (true, 1, 1);
    }

    private XmlRecord? Close(ReadOnlySpan<char> tag, int length)
    {
        ReadOnlySpan<char> name = XmlTags.NameOf(tag);
        XmlRecord? record = null;
        if (_recordStart >= 0)
        {
            // Elements that were opened and not closed within the record do not keep it from ending.
            if (name.SequenceEqual(_recordTag))
            {
                if (--_sameOpen == 0)
                {
                    _at += length;
                    return Take();
                }
            }
            else if (_ancestors.Count > 0 && name.SequenceEqual(_ancestors[^1].Name) && --_parentOpen < 0)
            {
                record = Refused($"the record is not closed before the <{_ancestors[^1].Name}> about it is; close its <{_recordTag}>");
                _recordStart = -1;
            }
            _depth = Math.Max(1, _depth - 1);
        }
        if (_recordStart < 0)
            CloseAncestor(name);
        _at += length;
        return record;
    }

    private static ReadOnlySpan<char> LocalOf(ReadOnlySpan<char> name) => name[(name.IndexOf(':') + 1)..];

    private int RankOf(ReadOnlySpan<char> local)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            if (local.SequenceEqual(_names[i]))
                return i;
        }
        return -1;
    }

    private void OpenAncestor(ReadOnlySpan<char> tag, ReadOnlySpan<char> name, bool isEmpty)
    {
        bool isKept = !isEmpty && _ancestors.Count < _settings.Limits.Depth;
        if (Root is not null && !isKept)
            return;
        Dictionary<string, string> attributes = XmlTags.AttributesOf(tag);
        if (isKept)
        {
            _ancestors.Add((name.ToString(), _spaces.Count));
            foreach ((string key, string value) in attributes)
            {
                if (_spaces.Count < MostSpaces && (key == "xmlns" || key.StartsWith("xmlns:", StringComparison.Ordinal)))
                    _spaces.Add((key.Length > 6 ? key[6..] : "", XmlText.WithoutControls(value)));
            }
        }
        if (Root is not null)
            return;
        ReadOnlySpan<char> local = LocalOf(name);
        Root = new XElement(XmlConvert.EncodeLocalName(local.IsEmpty ? "_" : local.ToString()));
        foreach ((string key, string value) in attributes)
        {
            if (!key.Contains(':', StringComparison.Ordinal) && key != "xmlns" && key.Length > 0)
                Root.SetAttributeValue(XmlConvert.EncodeLocalName(key), XmlText.WithoutControls(value));
        }
    }

    // What was not closed ends with what it stands in; an end tag without a start is passed over.
    private void CloseAncestor(ReadOnlySpan<char> name)
    {
        for (int i = _ancestors.Count - 1; i >= 0; i--)
        {
            if (!name.SequenceEqual(_ancestors[i].Name))
                continue;
            _spaces.RemoveRange(_ancestors[i].Spaces, _spaces.Count - _ancestors[i].Spaces);
            _ancestors.RemoveRange(i, _ancestors.Count - i);
            return;
        }
    }

    private XmlRecord Take()
    {
        int length = _at - _recordStart;
        List<string> warnings = [];
        int replaced = PassReplaced();
        _isTooLong |= _dropped + _at - _recordOffset > _settings.Limits.RecordCharacters;
        if (replaced > 0)
        {
            warnings.Add($"{(replaced == 1 ? "a byte that is" : $"{replaced} bytes that are")} not {_text.Encoding.WebName.ToUpperInvariant()}"
                + $", as the file is said to be, {(replaced == 1 ? "was" : "were")} read as Windows-1252");
        }
        string name = _recordTag[(_recordTag.IndexOf(':', StringComparison.Ordinal) + 1)..];
        string? problem = _isTagTooLong ? "its first tag is longer than a million characters, or not closed; mend it and send it again"
            : _isTooLong ? $"the record is longer than {Amount(_settings.Limits.RecordCharacters)} characters; split it, or send its text in a file of its own"
            : _isTooDeep ? $"more than {_settings.Limits.Depth} elements stand in one another, as in no record that was written to be read; take them apart"
            : null;
        XElement? element = problem is null
            ? XmlText.Parse(new string(_buffer, _recordStart, length), _recordLine, SpacesInScope(), warnings, out problem) : null;
        var record = new XmlRecord(name, _recordLine, element, problem, warnings, element is null ? BeginningOf() : "");
        _recordStart = -1;
        return record;
    }

    private static string Amount(int characters) => characters >> 20 > 0 ? $"{characters >> 20} million" : characters.ToString(CultureInfo.InvariantCulture);

    // Forgets the bytes up to here that were read as another encoding; how many of them were the record's.
    private int PassReplaced()
    {
        int replaced = 0;
        while (_text.Replaced.TryPeek(out long place) && place < _dropped + _at)
        {
            _text.Replaced.Dequeue();
            replaced += place >= _recordOffset ? 1 : 0;
        }
        return replaced;
    }

    private Dictionary<string, string> SpacesInScope()
    {
        var spaces = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string prefix, string uri) in _spaces)
            spaces[prefix] = uri;
        return spaces;
    }

    private XmlRecord Refused(string reason) =>
        new(_recordTag[(_recordTag.IndexOf(':', StringComparison.Ordinal) + 1)..], _recordLine, null, reason, [], BeginningOf());

    private string BeginningOf() => _beginning ?? new string(_buffer, _recordStart, Math.Min(_at - _recordStart, XmlRecord.LongestBeginning));

    private bool SkipDeclaration()
    {
        int end;
        while ((end = XmlTags.EndOfDeclaration(_buffer.AsSpan(_at, _end - _at), 0)) < 0)
        {
            if (_end - _at > LongestTag)
                throw new InvalidDataException("its document type is longer than a million characters, or not closed; send it without one");
            if (!More(_end - _at))
            {
                _at++;
                _isOpenAtEnd = true;
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
                looked = from = 0;
            }
            if (!More())
            {
                _at = _end;
                _isOpenAtEnd = true;
                return true;
            }
        }
    }

    // Gives up the record's text, so that one that is too long can be read past in bounded memory.
    private void Shorten(int to)
    {
        if (_recordStart >= 0)
            _beginning ??= BeginningOf();
        _isTooLong = true;
        CountLines(to);
        _at = to;
        if (_recordStart >= 0)
            _recordStart = to;
    }

    // Reads on: at least so many characters where there are as many, so that what is looked at again and again stays in proportion.
    private bool More(int atLeast = 1)
    {
        if (_ended)
            return false;
        if (_recordStart >= 0 && _at - _recordStart > _settings.Limits.RecordCharacters)
            Shorten(_at);
        if (_recordStart < 0)
            PassReplaced();
        int keep = _recordStart >= 0 ? _recordStart : _at;
        if (keep > 0 && _end - keep < _buffer.Length / 2)
        {
            CountLines(keep);
            _buffer.AsSpan(keep, _end - keep).CopyTo(_buffer);
            (_at, _end, _counted, _dropped) = (_at - keep, _end - keep, _counted - keep, _dropped + keep);
            _recordStart -= _recordStart >= 0 ? keep : 0;
        }
        int wanted = _end + Math.Max(atLeast, 1);
        while (!_ended && _end < wanted)
        {
            if (_buffer.Length - _end < 4)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            int read = _text.Read(_buffer.AsSpan(_end));
            _end += read;
            _ended = read == 0;
        }
        return _end > wanted - Math.Max(atLeast, 1);
    }

    // Lines are counted up to a place in the buffer, never twice. They end as XML 1.0, 2.11, has it: CR LF, LF or CR.
    private void CountLines(int to)
    {
        if (to <= _counted)
            return;
        ReadOnlySpan<char> text = _buffer.AsSpan(_counted, to - _counted);
        _line += text.Count('\n');
        if (_countedReturn && text[0] == '\n')
            _line--;
        _countedReturn = text[^1] == '\r';
        for (int at = text.IndexOf('\r'); at >= 0; at = NextReturn(text, at))
        {
            if (at + 1 == text.Length || text[at + 1] != '\n')
                _line++;
        }
        _counted = to;
    }

    private static int NextReturn(ReadOnlySpan<char> text, int after)
    {
        int next = text[(after + 1)..].IndexOf('\r');
        return next < 0 ? -1 : after + 1 + next;
    }
}
