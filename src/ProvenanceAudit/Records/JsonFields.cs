using System.Text.Json;

namespace ProvenanceAudit.Records;

/// <summary>
/// The fields of one JSON object, read forward. A record's function walks them with <see cref="MoveNext"/> and takes the values that it knows;
/// others are skipped. A value of the wrong type never throws: it is noted as a reservation and counts as absent.
/// </summary>
public ref struct JsonFields
{
    private Utf8JsonReader _reader;
    private List<string>? _reservations;
    private bool _valueTaken = true;

    internal JsonFields(ReadOnlySpan<byte> json)
    {
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 64 });
        _reader.Read();
    }

    /// <summary>The record's id, once the function knows it; problems name it.</summary>
    public string? RecordId { get; set; }

    internal string? Refusal { get; private set; }

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
            return false;
        }
        _valueTaken = false;
        return true;
    }

    /// <summary>Whether the field has this name; after yes, its value is to be taken.</summary>
    public bool Is(ReadOnlySpan<byte> name)
    {
        if (_reader.TokenType != JsonTokenType.PropertyName || !_reader.ValueTextEquals(name))
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
                return System.Text.Encoding.ASCII.GetString(_reader.ValueSpan);
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
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (Text(name) is { } text)
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

    /// <summary>The value as any JSON; null for null.</summary>
    public JsonElement? Element()
    {
        if (_reader.TokenType == JsonTokenType.Null)
            return null;
        return JsonElement.ParseValue(ref _reader);
    }

    internal void ReadToEnd()
    {
        while (MoveNext())
        {
        }
        // Anything after the object is not JSON Lines; the reader throws.
        _reader.Read();
    }
}
