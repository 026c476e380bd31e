using System.Text.Json;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Crawlers.Rights;

/// <summary>schema.org in JSON-LD: every node of the graph that says something of rights, about what that node is.</summary>
internal static class JsonLdRights
{
    private const int MaximumNodes = 2000;

    private static readonly string[] Media = ["ImageObject", "VideoObject", "AudioObject", "MediaObject", "Photograph"];

    internal static StatedRights Read(string json, RightsSource source)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(WellFormedText.Of(json),
                new JsonDocumentOptions
                {
                    MaxDepth = 64,
                    AllowTrailingCommas = true,
                    CommentHandling = JsonCommentHandling.Skip
                });
            var parts = new List<StatedRights>();
            Dictionary<string, string> names = Names(document.RootElement);
            var waiting = new Queue<(JsonElement Node, bool Nested)>([(document.RootElement, false)]);
            for (int visited = 0; visited < MaximumNodes && waiting.TryDequeue(out (JsonElement Node,
                bool Nested) next); visited++)
                Visit(next.Node, next.Nested, source, names, waiting, parts);
            return StatedRights.All(parts);
        }
        catch (JsonException exception)
        {
            return new([], [new RightsProblem(source.Address, null, $"a JSON-LD script is no JSON: {exception.Message}")]);
        }
    }

    private static void Visit(JsonElement node, bool nested, RightsSource source, Dictionary<string, string> names,
        Queue<(JsonElement, bool)> waiting,
        List<StatedRights> parts)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in node.EnumerateArray())
                waiting.Enqueue((item, nested));
            return;
        }
        if (node.ValueKind != JsonValueKind.Object)
            return;
        string[] types = [.. Texts(node, "@type")];
        RightsScope scope = ScopeOf(node, types, nested, source);
        string? holder = Texts(node, "copyrightHolder").FirstOrDefault();
        holder = holder is not null && names.TryGetValue(holder, out string? named) ? named : holder;
        RightsSource about = source with
        {
            Subject = scope,
            Declarant = holder is null ? source.Declarant : new(RightsRole.RightsHolder, holder[..Math.Min(holder.Length, 300)]),
        };
        foreach (JsonProperty property in node.EnumerateObject())
        {
            string name = property.Name.StartsWith("schema:", StringComparison.Ordinal) ? property.Name[7..] : property.Name;
            if (SchemaProperties.IsKnown(name))
            {
                string raw = $"\"{property.Name}\": {property.Value.GetRawText()}";
                foreach (string value in Values(property.Value).Take(20))
                    parts.Add(SchemaProperties.State(name, name == "copyrightHolder" ? names.GetValueOrDefault(value, value)
                        : value, raw, $"JSON-LD {string.Join(' ', types)}".TrimEnd(), about));
            }
            else if (name is not ("@context" or "author" or "publisher" or "creator")
                && property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                waiting.Enqueue((property.Value, nested || name is not ("@graph" or "mainEntity" or "mainEntityOfPage")));
        }
    }

    // A holder may be a node that stands elsewhere in the graph.
    private static Dictionary<string, string> Names(JsonElement root)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<JsonElement>([root]);
        for (int visited = 0; visited < MaximumNodes && waiting.TryDequeue(out JsonElement node); visited++)
        {
            if (node.ValueKind == JsonValueKind.Array)
                foreach (JsonElement item in node.EnumerateArray())
                    waiting.Enqueue(item);
            if (node.ValueKind != JsonValueKind.Object)
                continue;
            if (Text(node, "@id") is { } id && Text(node, "name") is { } name)
                names.TryAdd(id, name);
            foreach (JsonProperty property in node.EnumerateObject())
                if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                    waiting.Enqueue(property.Value);
        }
        return names;
    }

    private static RightsScope ScopeOf(JsonElement node, string[] types, bool nested, RightsSource source)
    {
        string? address = (Text(node, "url") ?? Text(node, "contentUrl") ?? Text(node, "@id")) is { Length: > 0 } stated
            && stated[0] != '_'
            ? source.Resolve(stated) : null;
        string? name = Text(node, "contentUrl") ?? Text(node, "url") ?? Text(node, "@id") ?? Text(node, "name");
        if (types.Any(type => Media.Contains(type)))
            return RightsScope.PartOf(source.Address, $"{types[0]} {name}".Trim());
        if (types.Contains("WebSite"))
            return RightsScope.Site(source.Origin);
        bool same = address is null || address.Split('#')[0].TrimEnd('/') == source.Address.Split('#')[0].TrimEnd('/');
        if (same && !nested)
            return source.About;
        if (address is not null && !same)
            return address.StartsWith("http", StringComparison.Ordinal) ? RightsScope.Page(address.Split('#')[0])
                : RightsScope.PartOf(source.Address, address);
        return RightsScope.PartOf(source.Address, $"{types.FirstOrDefault() ?? "a part"} {name}".Trim());
    }

    // A value may be a text, an object with an address or a name, or several of them.
    private static IEnumerable<string> Values(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                yield return value.GetString()!.Trim();
                break;
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number:
                yield return value.GetRawText();
                break;
            case JsonValueKind.Object:
                foreach (string key in (string[])["url", "@id", "name", "@value"])
                    if (Text(value, key) is { Length: > 0 } text)
                    {
                        yield return text.Trim();
                        yield break;
                    }
                break;
            case JsonValueKind.Array:
                foreach (string text in value.EnumerateArray().SelectMany(Values))
                    yield return text;
                break;
        }
    }

    private static IEnumerable<string> Texts(JsonElement node, string name)
    {
        if (!node.TryGetProperty(name, out JsonElement value) && !node.TryGetProperty("schema:" + name, out value))
            return [];
        if (value.ValueKind == JsonValueKind.Object && Text(value, "name") is { } named)
            return [named];
        return Values(value);
    }

    private static string? Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
