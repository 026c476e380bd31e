using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Rights.StructuredFields;

/// <summary>The steps of RFC 9651 section 4.2. After the first error every step returns at once and what it returns is void.</summary>
internal ref struct FieldReader(string text)
{
    private static readonly SearchValues<char> KeyRest = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.*");
    private static readonly SearchValues<char> TokenRest = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:/");
    private static readonly FieldItem Void = new(false, []);

    private int _at;

    /// <summary>The first error; null while there is none.</summary>
    internal string? Error { get; private set; }

    internal readonly bool IsAtEnd => _at >= text.Length;

    private readonly char Next => _at < text.Length ? text[_at] : '\0';

    internal void Fail(string reason) => Error ??= $"{reason}, at character {_at + 1}";

    internal void SkipSpaces()
    {
        while (Next == ' ')
            _at++;
    }

    internal IReadOnlyList<FieldMember> Dictionary()
    {
        var members = new List<FieldMember>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!IsAtEnd && Error is null)
        {
            string key = Key();
            FieldItem item = Take('=') ? Member() : new FieldItem(true, Parameters());
            // The last value counts, at the place of the first: RFC 9651 overwrites, and its tests expect the first place.
            if (places.TryAdd(key, members.Count))
                members.Add(new FieldMember(key, item));
            else
                members[places[key]] = new FieldMember(key, item);
            if (!Separator())
                break;
        }
        return members;
    }

    internal IReadOnlyList<FieldItem> List()
    {
        var items = new List<FieldItem>();
        while (!IsAtEnd && Error is null)
        {
            items.Add(Member());
            if (!Separator())
                break;
        }
        return items;
    }

    internal FieldItem Item()
    {
        object value = BareItem();
        return Error is null ? new FieldItem(value, Parameters()) : Void;
    }

    private FieldItem Member() => Next == '(' ? InnerList() : Item();

    // Between members: optional whitespace, a comma, optional whitespace, and another member.
    private bool Separator()
    {
        SkipWhitespace();
        if (IsAtEnd || Error is not null)
            return false;
        if (!Take(','))
        {
            Fail("a comma is missing between members");
            return false;
        }
        SkipWhitespace();
        if (IsAtEnd)
            Fail("a member is missing after the last comma");
        return Error is null;
    }

    private FieldItem InnerList()
    {
        _at++;
        var items = new List<FieldItem>();
        while (!IsAtEnd)
        {
            SkipSpaces();
            if (Take(')'))
                return new FieldItem(items.ToArray(), Parameters());
            items.Add(Item());
            if (Error is not null)
                return Void;
            if (Next is not (' ' or ')'))
                break;
        }
        Fail("an inner list does not end as it should");
        return Void;
    }

    private FieldParameter[] Parameters()
    {
        List<FieldParameter>? parameters = null;
        while (Error is null && Take(';'))
        {
            SkipSpaces();
            string key = Key();
            object value = Take('=') ? BareItem() : true;
            parameters ??= [];
            int place = parameters.FindIndex(parameter => parameter.Key == key);
            if (place < 0)
                parameters.Add(new FieldParameter(key, value));
            else
                parameters[place] = new FieldParameter(key, value);
        }
        return parameters?.ToArray() ?? [];
    }

    private string Key()
    {
        if (Next is not (>= 'a' and <= 'z' or '*'))
        {
            Fail("a key begins with a small letter or an asterisk");
            return "";
        }
        return Run(KeyRest);
    }

    private string Run(SearchValues<char> allowed)
    {
        int length = text.AsSpan(_at).IndexOfAnyExcept(allowed);
        string run = length < 0 ? text[_at..] : text.Substring(_at, length);
        _at += run.Length;
        return run;
    }

    private object BareItem()
    {
        switch (Next)
        {
            case '-' or (>= '0' and <= '9'):
                return Number();
            case '"':
                return Quoted();
            case '*' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'):
                return new FieldToken(Run(TokenRest));
            case ':':
                return Octets();
            case '?':
                return Flag();
            case '@':
                return Date();
            case '%':
                return DisplayString();
            default:
                Fail(IsAtEnd ? "a value is missing" : "this character begins no value");
                return false;
        }
    }

    private object Number()
    {
        int start = _at;
        Take('-');
        int digits = Digits();
        if (digits == 0)
            Fail("a number has no digit");
        if (Next != '.' || Error is not null)
        {
            if (digits > 15)
                Fail("an integer has more than 15 digits");
            return Error is null ? long.Parse(text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0L;
        }
        if (digits > 12)
            Fail("a decimal has more than 12 digits before its point");
        _at++;
        if (Digits() is 0 or > 3)
            Fail("a decimal has one to three digits after its point");
        return Error is null ? decimal.Parse(text.AsSpan(start, _at - start),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0m;
    }

    private int Digits()
    {
        int start = _at;
        while (char.IsAsciiDigit(Next))
            _at++;
        return _at - start;
    }

    private string Quoted()
    {
        _at++;
        var value = new StringBuilder();
        while (!IsAtEnd)
        {
            char c = text[_at++];
            if (c == '"')
                return value.ToString();
            if (c == '\\')
            {
                if (Next is not ('"' or '\\'))
                    break;
                c = text[_at++];
            }
            else if (c is < ' ' or > '~')
                break;
            value.Append(c);
        }
        Fail("a string does not end, or holds what it may not");
        return "";
    }

    private byte[] Octets()
    {
        int end = text.IndexOf(':', ++_at);
        if (end < 0)
        {
            Fail("a byte sequence does not end");
            return [];
        }
        string encoded = text[_at..end];
        _at = end + 1;
        if (encoded.AsSpan().ContainsAnyExcept(Base64Letters))
            Fail("a byte sequence holds what is not Base64");
        // Section 4.2.7: missing padding is accepted where it is possible, and pad bits that are not zero too.
        string whole = encoded.TrimEnd('=');
        whole = whole.PadRight((whole.Length + 3) / 4 * 4, '=');
        if (Error is null && Base64.IsValid(whole))
            return Convert.FromBase64String(whole);
        Fail("a byte sequence is not Base64");
        return [];
    }

    private static readonly SearchValues<char> Base64Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    private bool Flag()
    {
        _at++;
        if (Take('1'))
            return true;
        if (!Take('0'))
            Fail("a boolean is ?0 or ?1");
        return false;
    }

    private FieldDate Date()
    {
        _at++;
        if (Next is not ('-' or (>= '0' and <= '9')))
            Fail("a date has no number");
        object number = Error is null ? Number() : 0L;
        if (number is not long seconds)
        {
            Fail("a date is a whole number of seconds");
            return new FieldDate(0);
        }
        return new FieldDate(seconds);
    }

    private FieldDisplayString DisplayString()
    {
        _at++;
        if (!Take('"'))
            Fail("a display string begins with %\"");
        var octets = new ArrayBufferWriter<byte>();
        while (!IsAtEnd && Error is null)
        {
            char c = text[_at++];
            if (c is < ' ' or > '~')
                break;
            if (c == '"')
                return Decoded(octets.WrittenSpan);
            if (c == '%')
            {
                if (_at + 2 > text.Length || !IsSmallHex(text[_at]) || !IsSmallHex(text[_at + 1]))
                    break;
                c = (char)Convert.ToByte(text.Substring(_at, 2), 16);
                _at += 2;
            }
            octets.Write([(byte)c]);
        }
        Fail("a display string does not end, or holds what it may not");
        return new FieldDisplayString("");
    }

    private FieldDisplayString Decoded(ReadOnlySpan<byte> octets)
    {
        try
        {
            return new FieldDisplayString(StrictUtf8.GetString(octets));
        }
        catch (DecoderFallbackException)
        {
            Fail("a display string is not UTF-8");
            return new FieldDisplayString("");
        }
    }

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static bool IsSmallHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f');

    private bool Take(char wanted)
    {
        if (Next != wanted || IsAtEnd)
            return false;
        _at++;
        return true;
    }

    private void SkipWhitespace()
    {
        while (!IsAtEnd && Next is ' ' or '\t')
            _at++;
    }
}
