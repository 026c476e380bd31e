using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>
/// What a page's JSON-LD says of the article in the words of schema.org. Pages write it by hand often enough: line feeds inside strings, commas
/// too many, comments and HTML about it are borne; what still is no JSON is passed over.
/// </summary>
internal sealed class StructuredData
{
    // More than any real page has, and little enough to be read at once.
    private const int LongestScript = 4_000_000;
    private const int MostObjects = 10_000;
    private const int MostAuthors = 50;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 64,
    };

    private int _rank = -1;

    /// <summary>Headline of the article.</summary>
    public string? Headline { get; private set; }

    /// <summary>Names of its authors.</summary>
    public List<string> Authors { get; } = [];

    /// <summary>When it was published, as written.</summary>
    public string? Published { get; private set; }

    /// <summary>When it was changed, as written.</summary>
    public string? Modified { get; private set; }

    /// <summary>Its language, as written.</summary>
    public string? Language { get; private set; }

    /// <summary>Name of its publisher, or of the site.</summary>
    public string? Publisher { get; private set; }

    /// <summary>Its text, where it is stated; it may hold HTML.</summary>
    public string? Text { get; private set; }

    /// <summary>Reads all JSON-LD of a page.</summary>
    public static StructuredData Of(IDocument document)
    {
        var data = new StructuredData();
        foreach (IElement script in document.GetElementsByTagName("script"))
        {
            if (script.GetAttribute("type") is { } type && type.Contains("ld+json", StringComparison.OrdinalIgnoreCase))
                data.Read(script.TextContent);
        }
        return data;
    }

    private void Read(string script)
    {
        if (script.Length > LongestScript || Parse(script) is not { } document)
            return;
        using (document)
        {
            var ids = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            var objects = new List<JsonElement>();
            var queue = new Queue<JsonElement>([document.RootElement]);
            while (queue.TryDequeue(out JsonElement next) && objects.Count < MostObjects)
            {
                if (next.ValueKind == JsonValueKind.Array)
                {
                    foreach (JsonElement item in next.EnumerateArray())
                        queue.Enqueue(item);
                }
                else if (next.ValueKind == JsonValueKind.Object)
                {
                    objects.Add(next);
                    if (StringOf(next, "@id") is { } id && next.EnumerateObject().Skip(1).Any())
                        ids[id] = next;
                    foreach (JsonProperty property in next.EnumerateObject())
                    {
                        if (property.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                            queue.Enqueue(property.Value);
                    }
                }
            }
            foreach (JsonElement item in objects)
                Take(item, ids);
        }
    }

    /// <summary>Takes what an object says, if none before it was nearer to being the article.</summary>
    private void Take(JsonElement item, Dictionary<string, JsonElement> ids)
    {
        if (StringOf(item, "articleBody") is { Length: > 0 } body && body.Length > (Text?.Length ?? 0))
            Text = body;
        int rank = RankOf(item);
        if (rank == 0 && Publisher is null)
            Publisher = StringOf(item, "name");
        if (rank < 1)
            return;
        bool better = rank > _rank;
        _rank = Math.Max(_rank, rank);
        Headline = Prefer(Headline, StringOf(item, "headline") ?? (rank == 1 ? StringOf(item, "name") : null), better);
        Published = Prefer(Published, StringOf(item, "datePublished") ?? StringOf(item, "dateCreated"), better);
        Modified = Prefer(Modified, StringOf(item, "dateModified"), better);
        Language = Prefer(Language, StringOf(item, "inLanguage"), better);
        if (item.TryGetProperty("publisher", out JsonElement publisher))
            Publisher = NamesIn(publisher, ids).FirstOrDefault() ?? Publisher;
        if (rank > 1 && (better || Authors.Count == 0) && (item.TryGetProperty("author", out JsonElement author) || item.TryGetProperty("creator", out author)))
        {
            Authors.Clear();
            Authors.AddRange(NamesIn(author, ids).Take(MostAuthors));
        }
    }

    private static string? Prefer(string? old, string? found, bool better) => better ? found ?? old : old ?? found;

    // 3 an article, 2 what may be one, 1 the page, 0 the site, -1 anything else.
    private static int RankOf(JsonElement item)
    {
        int rank = -1;
        foreach (string type in StringsOf(item, "@type"))
        {
            string name = type[(type.LastIndexOfAny(['/', ':', '#']) + 1)..];
            rank = Math.Max(rank, name switch
            {
                _ when name.EndsWith("Article", StringComparison.Ordinal) || name.EndsWith("Posting", StringComparison.Ordinal) || name is "Report" => 3,
                "Review" or "ReportageNewsArticle" or "Recipe" or "CreativeWork" or "HowTo" or "MedicalWebPage" or "QAPage" or "Book" => 2,
                "WebPage" or "ItemPage" or "AboutPage" => 1,
                "WebSite" => 0,
                _ => -1,
            });
        }
        return rank;
    }

    private static IEnumerable<string> NamesIn(JsonElement value, Dictionary<string, JsonElement> ids)
    {
        IEnumerable<JsonElement> items = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        foreach (JsonElement item in items)
        {
            if (item.ValueKind == JsonValueKind.String)
            {
                yield return item.GetString()!;
            }
            else if (item.ValueKind == JsonValueKind.Object)
            {
                JsonElement whole = StringOf(item, "name") is null && StringOf(item, "@id") is { } id && ids.TryGetValue(id, out JsonElement named)
                    ? named : item;
                foreach (string name in StringsOf(whole, "name"))
                    yield return name;
            }
        }
    }

    private static string? StringOf(JsonElement item, string name) => StringsOf(item, name).FirstOrDefault();

    private static IEnumerable<string> StringsOf(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out JsonElement value))
            yield break;
        IEnumerable<JsonElement> values = value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            // {"@value": "..."} and {"@type": "Language", "name": "..."}.
            JsonValueKind.Object when value.TryGetProperty("@value", out JsonElement inner) => [inner],
            JsonValueKind.Object when value.TryGetProperty("alternateName", out JsonElement inner) => [inner],
            _ => [value],
        };
        foreach (JsonElement one in values)
        {
            if (one.ValueKind == JsonValueKind.String && TextOf(one) is { Length: > 0 } text)
                yield return text;
        }
    }

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return WebUtility.HtmlDecode(value.GetString())?.Trim();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            return null;
        }
    }

    private static JsonDocument? Parse(string script)
    {
        var clean = new StringBuilder(script.Length);
        foreach (char c in script)
            clean.Append(char.IsControl(c) ? ' ' : c);
        string text = clean.ToString().Trim();
        foreach ((string before, string after) in (ReadOnlySpan<(string, string)>)[("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")])
        {
            if (text.StartsWith(before, StringComparison.Ordinal))
                text = text[before.Length..].Trim();
            if (text.EndsWith(after, StringComparison.Ordinal))
                text = text[..^after.Length].Trim();
        }
        try
        {
            return JsonDocument.Parse(text.TrimEnd(';'), Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
