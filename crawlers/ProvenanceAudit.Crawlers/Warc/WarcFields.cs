using System.Collections;
using System.Text;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>
/// Named fields in the order they stand, as WARC headers, HTTP headers and <c>application/warc-fields</c> have them. Names are
/// compared without regard to case; a name may stand more than once.
/// </summary>
public sealed class WarcFields : IReadOnlyList<KeyValuePair<string, string>>
{
    // More fields than any real header has; what is past them is left out.
    private const int MaximumFields = 2000;

    private readonly List<KeyValuePair<string, string>> _fields = [];

    /// <summary>No fields.</summary>
    public WarcFields()
    {
    }

    /// <summary>The fields given.</summary>
    public WarcFields(IEnumerable<KeyValuePair<string, string>> fields) => _fields.AddRange(fields);

    /// <inheritdoc/>
    public int Count => _fields.Count;

    /// <inheritdoc/>
    public KeyValuePair<string, string> this[int index] => _fields[index];

    /// <summary>Value of the first field of a name; null where there is none.</summary>
    public string? this[string name] => All(name).FirstOrDefault();

    /// <summary>Values of all fields of a name.</summary>
    public IEnumerable<string> All(string name) =>
        _fields.Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// Reads lines of <c>name: value</c>, ended by CR LF or LF. A line that begins with white space goes on with the field before
    /// it; one without a colon is left out. Bytes that are not UTF-8 are read as Latin-1, line by line.
    /// </summary>
    public static WarcFields Read(ReadOnlySpan<byte> lines)
    {
        var fields = new WarcFields();
        while (!lines.IsEmpty && fields.Count < MaximumFields)
        {
            int end = lines.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? lines : lines[..end];
            lines = end < 0 ? default : lines[(end + 1)..];
            if (line.EndsWith("\r"u8))
                line = line[..^1];
            if (!line.IsEmpty)
                fields.AddLine(line);
        }
        return fields;
    }

    private void AddLine(ReadOnlySpan<byte> bytes)
    {
        string line = (System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        if (line[0] is ' ' or '\t')
        {
            if (_fields.Count > 0)
                _fields[^1] = new(_fields[^1].Key, $"{_fields[^1].Value} {line.Trim()}".Trim());
            return;
        }
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
            _fields.Add(new(line[..colon].Trim(), line[(colon + 1)..].Trim()));
    }
}
