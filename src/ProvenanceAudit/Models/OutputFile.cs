using System.Globalization;
using ProvenanceAudit.Records;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Models;

/// <summary>Reads files of model outputs, JSON Lines per <c>schemas/model-output.schema.json</c>, gzip or not.</summary>
public static class OutputFile
{
    /// <summary>Reads all outputs, streaming, in the order of the file.</summary>
    /// <param name="file">Where from.</param>
    /// <param name="report">
    /// Told of every line that could not be used, and of what was used with a reservation: a second output of one id is scanned
    /// all the same.
    /// </param>
    public static IEnumerable<ModelOutput> Read(InputFile file, Action<InputProblem> report)
    {
        // 64-bit hashes stand for the ids: 16 bytes an output, and one false alarm in 10^7 files of a million outputs.
        var seen = new HashSet<ulong>();
        return JsonLines.Read(file, (ref JsonFields fields) => ReadOutput(ref fields, seen), report);
    }

    private static ModelOutput? ReadOutput(ref JsonFields fields, HashSet<ulong> seen)
    {
        string? id = null, text = null, model = null, prompt = null, created = null;
        System.Text.Json.JsonElement? parameters = null;
        bool hasEnded = false;
        while (fields.MoveNext())
        {
            if (fields.Is("text"u8))
                text = fields.Text("text");
            else if (fields.Is("id"u8))
                fields.RecordId = id = fields.Text("id");
            else if (fields.Is("model"u8))
                model = fields.Text("model");
            else if (fields.Is("prompt"u8))
                prompt = fields.Text("prompt");
            else if (fields.Is("created"u8))
                created = fields.Text("created");
            else if (fields.Is("parameters"u8))
                parameters = fields.JsonObject("parameters");
            else if (fields.Is("finish_reason"u8))
                hasEnded |= fields.Text("finish_reason") is not null;
            else if (fields.Is("error"u8))
                hasEnded |= fields.JsonObject("error") is not null;
        }
        // The model said nothing, and the file says why: there is nothing to scan, and nothing wrong.
        if (!string.IsNullOrWhiteSpace(id) && text is not null && hasEnded && string.IsNullOrWhiteSpace(text))
            return null;
        if (string.IsNullOrWhiteSpace(id))
            fields.Refuse("the output has no 'id'");
        else if (text is null)
            fields.Refuse("the output has no 'text'");
        else if (string.IsNullOrWhiteSpace(text))
            fields.Refuse("the output's 'text' is empty");
        if (string.IsNullOrWhiteSpace(id) || string.IsNullOrWhiteSpace(text))
            return null;
        if (!seen.Add(WordHash.Of(id)))
            fields.Reserve("an output above has the same id; both are scanned, but the report cannot tell them apart");
        return new ModelOutput
        {
            Id = id,
            Text = text,
            Model = string.IsNullOrWhiteSpace(model) ? null : model,
            Prompt = prompt,
            Created = TimeOf(created, ref fields),
            Parameters = parameters,
        };
    }

    private static DateTimeOffset? TimeOf(string? created, ref JsonFields fields)
    {
        if (created is null)
            return null;
        // Without a year in front the parser would take 1.5 for the fifth of January.
        if (created is [>= '0' and <= '9', _, _, _, '-', ..]
            && DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        if (double.TryParse(created, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            // Chat completion APIs give seconds since 1970, JavaScript gives milliseconds; models wrote nothing before 2001.
            if (number is >= 1e9 and < 1e11)
                return DateTimeOffset.UnixEpoch.AddSeconds(number);
            if (number is >= 1e12 and < 1e14)
                return DateTimeOffset.UnixEpoch.AddMilliseconds(number);
        }
        fields.Reserve("'created' is no time (ISO 8601, such as 2026-01-31T12:00:00Z, or seconds since 1970) and was left out");
        return null;
    }
}
