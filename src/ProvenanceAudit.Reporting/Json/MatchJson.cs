using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Json;

/// <summary>
/// The one JSON shape of a match (<c>schemas/match.schema.json</c>), a flat one that tables and databases take as it is; a line
/// of <c>matches.jsonl</c> and the matches of <c>report.json</c> are both written here.
/// </summary>
internal static class MatchJson
{
    /// <summary>The signs of a quotation, one at a time, in the order in which files list them.</summary>
    public static readonly QuotationSigns[] Signs = [QuotationSigns.QuotationMarks, QuotationSigns.BlockQuote, QuotationSigns.Attribution];

    /// <summary>Writes the members of a match into the object that the caller has opened.</summary>
    public static void WriteMembers(Utf8JsonWriter json, Match match)
    {
        json.WriteString("output_id"u8, match.OutputId);
        WritePlace(json, match.Source);
        json.WriteString("kind"u8, NameOf(match.Kind));
        json.WriteNumber("longest_run"u8, match.LongestRun);
        WriteNumber(json, "e_value"u8, match.EValue);
        json.WriteBoolean("significant"u8, match.Significant);
        json.WriteBoolean("quoted"u8, match.Quoted);
        json.WriteStartArray("quotation"u8);
        foreach (QuotationSigns sign in Signs)
        {
            if (match.Quotation.HasFlag(sign))
                json.WriteStringValue(NameOf(sign));
        }
        json.WriteEndArray();
        WriteRuns(json, match.Source.Runs);
        if (match.Similarity is double similarity)
            WriteNumber(json, "similarity"u8, similarity);
        if (match.Kind == MatchKind.Paraphrase)
            WriteSentences(json, match.Sentences);
        json.WriteStartArray("also_in"u8);
        foreach (MatchedSource other in match.AlsoIn)
        {
            json.WriteStartObject();
            WritePlace(json, other);
            WriteRuns(json, other.Runs);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>A kind of match as files name it.</summary>
    public static ReadOnlySpan<byte> NameOf(MatchKind kind) => kind switch
    {
        MatchKind.Verbatim => "verbatim"u8,
        MatchKind.NearVerbatim => "near-verbatim"u8,
        MatchKind.Paraphrase => "paraphrase"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>A sign of a quotation as files name it.</summary>
    public static string NameOf(QuotationSigns sign) => sign switch
    {
        QuotationSigns.QuotationMarks => "quotation-marks",
        QuotationSigns.BlockQuote => "block-quote",
        QuotationSigns.Attribution => "attribution",
        _ => throw new ArgumentOutOfRangeException(nameof(sign), sign, null),
    };

    private static void WritePlace(Utf8JsonWriter json, MatchedSource source)
    {
        json.WriteNumber("output_start"u8, source.Output.Start);
        json.WriteNumber("output_end"u8, source.Output.End);
        json.WriteString("work_id"u8, source.WorkId);
        json.WriteNumber("work_start"u8, source.Span.Start);
        json.WriteNumber("work_end"u8, source.Span.End);
        json.WriteNumber("words"u8, source.Words);
        WriteNumber(json, "identity"u8, source.Identity);
    }

    private static void WriteRuns(Utf8JsonWriter json, IReadOnlyList<CommonRun> runs)
    {
        // A run is five numbers of at most eleven characters, four commas and two brackets; a comma parts it from the next.
        const int BytesPerRun = 62;
        byte[] rented = ArrayPool<byte>.Shared.Rent(runs.Count * BytesPerRun + 2);
        int end = 0;
        rented[end++] = (byte)'[';
        foreach ((TextSpan output, TextSpan work, int words) in runs)
        {
            if (end > 1)
                rented[end++] = (byte)',';
            Utf8.TryWrite(
                rented.AsSpan(end), CultureInfo.InvariantCulture,
                $"[{output.Start},{output.End},{work.Start},{work.End},{words}]", out int length);
            end += length;
        }
        rented[end++] = (byte)']';
        json.WritePropertyName("runs"u8);
        // As raw text, the runs of a match keep to one line in an indented file.
        json.WriteRawValue(rented.AsSpan(0, end), skipInputValidation: true);
        ArrayPool<byte>.Shared.Return(rented);
    }

    private static void WriteSentences(Utf8JsonWriter json, IReadOnlyList<SentencePair> sentences)
    {
        var text = new StringBuilder("[");
        foreach ((TextSpan output, TextSpan work, float similarity) in sentences)
        {
            text.Append(text.Length > 1 ? "," : "")
                .Append(CultureInfo.InvariantCulture, $"[{output.Start},{output.End},{work.Start},{work.End},{similarity:0.####}]");
        }
        json.WritePropertyName("sentences"u8);
        json.WriteRawValue(text.Append(']').ToString(), skipInputValidation: true);
    }

    /// <summary>JSON has no infinity; like Protocol Buffers, the files name it in a string.</summary>
    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteString(name, value.ToString(CultureInfo.InvariantCulture));
    }
}
