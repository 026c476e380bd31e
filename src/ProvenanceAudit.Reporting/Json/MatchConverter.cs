using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Json;

/// <summary>Puts matches into a report in the shape of <see cref="MatchJson"/>, and reads them back.</summary>
internal sealed class MatchConverter : JsonConverter<Match>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Match value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        MatchJson.WriteMembers(writer, value);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override Match Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        JsonElement json = JsonElement.ParseValue(ref reader);
        try
        {
            return new Match
            {
                OutputId = Text(json, "output_id"),
                Kind = KindOf(Text(json, "kind")),
                Source = PlaceOf(json),
                AlsoIn = [.. json.GetProperty("also_in").EnumerateArray().Select(PlaceOf)],
                Similarity = json.TryGetProperty("similarity", out JsonElement similarity) ? similarity.GetDouble() : null,
                Sentences = json.TryGetProperty("sentences", out JsonElement pairs) ? [.. pairs.EnumerateArray().Select(PairOf)] : [],
                LongestRun = json.GetProperty("longest_run").GetInt32(),
                EValue = Number(json, "e_value"),
                Significant = json.GetProperty("significant").GetBoolean(),
                // What a version before this one wrote has no signs, and quoted nothing.
                Quotation = json.TryGetProperty("quotation", out JsonElement signs) ? SignsOf(signs) : QuotationSigns.None,
            };
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"this is not a match: {e.Message}", e);
        }
    }

    private static MatchKind KindOf(string name) => name switch
    {
        "verbatim" => MatchKind.Verbatim,
        "near-verbatim" => MatchKind.NearVerbatim,
        "paraphrase" => MatchKind.Paraphrase,
        _ => throw new FormatException($"there is no kind of match named '{name}'"),
    };

    private static QuotationSigns SignsOf(JsonElement json)
    {
        QuotationSigns signs = QuotationSigns.None;
        foreach (JsonElement name in json.EnumerateArray())
            signs |= Array.Find(MatchJson.Signs, sign => name.ValueEquals(MatchJson.NameOf(sign))) is var sign and not QuotationSigns.None
                ? sign : throw new FormatException($"there is no sign of a quotation named '{name}'");
        return signs;
    }

    private static MatchedSource PlaceOf(JsonElement json) => new()
    {
        WorkId = Text(json, "work_id"),
        Span = Span(json.GetProperty("work_start"), json.GetProperty("work_end")),
        Output = Span(json.GetProperty("output_start"), json.GetProperty("output_end")),
        Words = json.GetProperty("words").GetInt32(),
        Identity = Number(json, "identity"),
        Runs = [.. json.GetProperty("runs").EnumerateArray().Select(RunOf)],
    };

    private static CommonRun RunOf(JsonElement json)
    {
        if (json.GetArrayLength() != 5)
            throw new FormatException($"a run has five numbers, not {json.GetArrayLength()}");
        return new CommonRun(Span(json[0], json[1]), Span(json[2], json[3]), json[4].GetInt32());
    }

    private static SentencePair PairOf(JsonElement json)
    {
        if (json.GetArrayLength() != 5)
            throw new FormatException($"a pair of sentences has five numbers, not {json.GetArrayLength()}");
        return new SentencePair(Span(json[0], json[1]), Span(json[2], json[3]), json[4].GetSingle());
    }

    private static TextSpan Span(JsonElement start, JsonElement end)
    {
        var span = new TextSpan(start.GetInt32(), end.GetInt32());
        if (span.Start < 0 || span.Length < 0)
            throw new FormatException($"{span} is not a span of a text");
        return span;
    }

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null");

    private static double Number(JsonElement json, string name)
    {
        JsonElement value = json.GetProperty(name);
        return value.ValueKind == JsonValueKind.String
            ? double.Parse(value.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture)
            : value.GetDouble();
    }
}
