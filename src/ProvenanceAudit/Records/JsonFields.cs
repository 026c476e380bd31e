using System.Text;
using System.Text.Json;

namespace ProvenanceAudit.Records;

/// <summary>
/// The fields of one JSON object, read forward. A record's function walks them with <see cref="MoveNext"/> and takes the
/// values that it knows; others are skipped. Of a name that comes twice, the function sees both, in their order. A value of the
/// wrong type never throws: it is noted as a reservation and counts as absent.
/// </summary>
public ref struct JsonFields
{
    // More than any record that was made on purpose; System.Text.Json writes no more by itself either.
    internal const int MaximumDepth = 1000;

    internal static readonly JsonReaderOptions Options = new() { MaxDepth = MaximumDepth };

    private Utf8JsonReader _reader;
    private List<string>? _reservations;
    private bool _valueTaken = true;

    internal JsonFields(ReadOnlySpan<byte> json)
    {
        _reader = new Utf8JsonReader(json, Options);
        _reader.Read();
    }

    /// <summary>The record's id, once the function knows it; problems name it.</summary>
    public string? RecordId { get; set; }

    internal string? Refusal { get; private set; }

    /// <summary>Whether the object's end was read.</summary>
    internal bool IsClosed { get; private set; }

    /// <summary>Whether reading stopped at the deepest nesting; a value's own depth is one less than that inside it.</summary>
    internal readonly bool IsTooDeep => _reader.CurrentDepth >= MaximumDepth - 1;

    internal readonly IReadOnlyList<string> Reservations => _reservations ?? (IReadOnlyList<string>)[];

    /// <summary>Says why the record cannot be used.</summary>
    /// <param name="reason">One sentence; the first of several counts.</param>
    public void Refuse(string reason) => Refusal ??= reason;

    /// <summary>Says what of the record could not be used; the rest is.</summary>
    public void Reserve(string reservation) => (_reservations ??= []).Add(reservation);

    /// <summary>Goes to the next field.</summary>
    /// <returns>False after the last.</returns>
    public bool MoveNext()
    {
        if (!_valueTaken)
            _reader.Skip();
        if (!_reader.Read() || _reader.TokenType == JsonTokenType.EndObject)
        {
            _valueTaken = true;
            IsClosed = true;
            return false;
        }
        _valueTaken = false;
        return true;
    }

    /// <summary>Whether the field has this name; after yes, its value is to be taken.</summary>
    public bool Is(ReadOnlySpan<byte> name)
    {
        if (_reader.TokenType != JsonTokenType.PropertyName || !NameIs(name))
            return false;
        _reader.Read();
        _valueTaken = true;
        return true;
    }

    /// <summary>The value as text; a number is taken as it is written. Null for null and for other types.</summary>
    /// <param name="name">The field, for the reservation.</param>
    public string? Text(string name)
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.String:
                return JsonText.Of(ref _reader);
            case JsonTokenType.Number:
                return Encoding.ASCII.GetString(_reader.ValueSpan);
            case JsonTokenType.Null:
                return null;
            default:
                Reserve($"'{name}' is not a text and was left out");
                _reader.Skip();
                return null;
        }
    }

    /// <summary>The value as a list of texts; a single text is a list of one. Empty for null and for other types.</summary>
    /// <param name="name">The field, for the reservation.</param>
    public IReadOnlyList<string> Texts(string name)
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
            return Text(name) is { } single ? [single] : [];
        var texts = new List<string>();
        int place = 0;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (Text($"{name}[{place++}]") is { } text)
                texts.Add(text);
        }
        return texts;
    }

    /// <summary>The value as an object of texts. Empty for null and for other types.</summary>
    /// <param name="name">The field, for the reservation.</param>
    public IReadOnlyDictionary<string, string> Map(string name)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (_reader.TokenType == JsonTokenType.Null)
            return map;
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Reserve($"'{name}' is not an object and was left out");
            _reader.Skip();
            return map;
        }
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            string key = JsonText.Of(ref _reader);
            _reader.Read();
            if (Text($"{name}.{key}") is { } value)
                map[key] = value;
        }
        return map;
    }

    /// <summary>The value as a list of objects of texts; a single object is a list of one. Empty for null and for other types.</summary>
    /// <param name="name">The field, for the reservation.</param>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Maps(string name)
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
            return _reader.TokenType == JsonTokenType.Null ? [] : Map(name) is { Count: > 0 } single ? [single] : [];
        var maps = new List<IReadOnlyDictionary<string, string>>();
        int place = 0;
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            maps.Add(Map($"{name}[{place++}]"));
        return maps;
    }

    /// <summary>The value as a JSON object. Null for null and for other types.</summary>
    /// <param name="name">The field, for the reservation.</param>
    public JsonElement? JsonObject(string name)
    {
        if (_reader.TokenType == JsonTokenType.StartObject)
            return JsonElement.ParseValue(ref _reader);
        if (_reader.TokenType != JsonTokenType.Null)
            Reserve($"'{name}' is not an object and was left out");
        _reader.Skip();
        return null;
    }

    internal void ReadToEnd()
    {
        while (MoveNext())
        {
        }
        // Anything after the object is not JSON Lines; the reader throws.
        _reader.Read();
    }

    // The reader's own comparison throws at an escaped half of a surrogate pair.
    private bool NameIs(ReadOnlySpan<byte> name) => _reader.ValueIsEscaped
        ? Encoding.UTF8.GetBytes(JsonText.Of(ref _reader)).AsSpan().SequenceEqual(name)
        : _reader.ValueTextEquals(name);
}
