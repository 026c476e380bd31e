using System.Text;
using System.Text.Json;
using ProvenanceAudit.Catalogs.Files;

namespace ProvenanceAudit.Catalogs.Formats.Crossref;

/// <summary>How works stand in a file of Crossref's metadata, as its beginning tells.</summary>
/// <param name="Path">
/// The brackets that are open where a work begins: <c>{</c> for <c>{"message":{…}}</c>, <c>{{[</c> for the items of a list,
/// empty for works one after the other.
/// </param>
/// <param name="MessageType">What an answer says that it holds; null where it is none.</param>
internal sealed record CrossrefShape(string Path, string? MessageType)
{
    // What no other format calls the fields of a record.
    private static readonly string[] OwnNames = ["reference-count", "is-referenced-by-count", "content-domain", "short-container-title", "container-title", "references-count"];

    // Fields by which our own records, ninjs and citations from elsewhere tell themselves.
    private static readonly string[] OthersNames = ["id", "uri", "text", "path"];

    /// <summary>Looks at the beginning of a file.</summary>
    /// <returns>Null where it is not Crossref's.</returns>
    public static CrossrefShape? Of(FileHead head)
    {
        ReadOnlySpan<byte> json = head.Bytes.Span;
        if (json.StartsWith(Encoding.UTF8.Preamble))
            json = json[3..];
        json = json.TrimStart(" \t\r\n"u8);
        if (json.IsEmpty || json[0] is not ((byte)'{' or (byte)'['))
            return null;
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = CrossrefObjects.Depth }));
        List<string> names = [];
        bool isArray = json[0] == '[', hasItems = false;
        string? messageType = null;
        try
        {
            // The names of the first object; of a list of works, those of the first of them.
            int level = isArray ? 2 : 1;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == level)
                {
                    string name = Encoding.UTF8.GetString(reader.ValueSpan);
                    names.Add(name);
                    if (name == "message-type" && level == 1 && reader.Read())
                        messageType = reader.TokenType == JsonTokenType.String ? Encoding.UTF8.GetString(reader.ValueSpan) : "";
                    else if (name == "items" && names.Count == 1 && !isArray)
                        (hasItems, level) = (true, 3);
                }
                else if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == level - 1)
                {
                    break;
                }
                if (messageType is not null && names.Contains("message"))
                    break;
            }
        }
        catch (JsonException)
        {
            // What was seen before counts.
        }
        if (messageType is not null)
            return new CrossrefShape(messageType == "work" ? "{" : "{{[", messageType);
        bool isWork = names.Contains("DOI") ? !OthersNames.Any(names.Contains) : OwnNames.Count(names.Contains) >= 2;
        return !isWork ? null : new CrossrefShape(hasItems ? "{[" : isArray ? "[" : "", null);
    }
}
