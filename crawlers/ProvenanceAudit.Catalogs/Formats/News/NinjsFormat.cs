using System.Text.Json;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Formats.News;

/// <summary>ninjs (IPTC) 1, 2 and 3: one news item as a JSON object, an array of them, or one a line.</summary>
internal sealed class NinjsFormat : ICatalogFormat
{
    // Names that the standard gives, in the spelling that all of its versions share once case and lines below are left out.
    private static readonly string[] Telling =
    [
        "pubstatus", "versioncreated", "firstcreated", "bodytext", "bodyxhtml", "bodies", "headlines", "headline", "copyrightholder", "copyrightnotice",
        "usageterms", "embargoed", "embargoeduntil", "mimetype", "representationtype", "rightsinfo",
        "descriptions", "eventdetails", "renditions", "associations",
    ];

    /// <inheritdoc/>
    public string Name => "ninjs";

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        ReadOnlySpan<char> text = head.Text.AsSpan().TrimStart();
        if (text.StartsWith("["))
            text = text[1..].TrimStart();
        if (!text.StartsWith("{"))
            return false;
        List<string> names = FirstNames(text.ToString());
        // Our own records have an id, and none of them must be taken for something else.
        return names.Contains("uri") && !names.Contains("id") && names.Any(Telling.Contains);
    }

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        bool hasItems = false;
        foreach (JsonRecord record in new JsonRecordScanner(file.Content, settings).Read())
        {
            hasItems = true;
            using JsonDocument? document = record.Document;
            yield return document is null
                ? CatalogRecord.Refused(file.Name, record.Line, null, record.Problem!)
                : NinjsItem.Read(document.RootElement, record.Line, file, settings);
        }
        if (!hasItems)
            yield return CatalogRecord.Refused(file.Name, 0, null, "the file holds no items; send it with at least one");
    }

    /// <summary>A name of a property without case and lines below, in which the versions of the standard differ.</summary>
    public static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    // Names of the properties that stand directly in the first object, as far as the text goes.
    private static List<string> FirstNames(string text)
    {
        var names = new List<string>();
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(text), isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = 250 }));
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                    names.Add(Plain(reader.GetString()!));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was read so far tells what there is to tell.
        }
        return names;
    }
}
