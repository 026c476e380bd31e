using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Models.Asking;

/// <summary>An <see cref="AnswerRecord"/> as a line of a file, per <c>schemas/model-output.schema.json</c>.</summary>
public static class AnswerJson
{
    // The file is never part of a page; people read and grep it, in any script.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The record as one JSON object in UTF-8, without a line end. Half a surrogate pair becomes U+FFFD.</summary>
    public static ReadOnlyMemory<byte> Write(AnswerRecord record)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("id", record.Id);
            json.WriteString("model", record.Endpoint.Model);
            json.WriteString("prompt", record.Probe.Prompt);
            json.WriteString("text", record.Answer?.Text ?? "");
            json.WriteString("created", record.Answer?.Answered ?? record.Failure!.Ended);
            WriteParameters(json, record.Parameters);
            if (record.Answer is { } answer)
                WriteAnswer(json, answer);
            else
                WriteFailure(json, record.Failure!);
            WriteProbe(json, record);
            json.WriteStartObject("endpoint");
            json.WriteString("address", record.Endpoint.Address);
            json.WriteString("api", AnswerWords.Of(record.Endpoint.Api));
            json.WriteEndObject();
            json.WriteStartObject("spent");
            json.WriteNumber("requests", record.Spent.Requests);
            json.WriteNumber("tokens", record.Spent.Tokens);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    /// <summary>Reads a line back.</summary>
    /// <exception cref="JsonException">It is no JSON object.</exception>
    /// <exception cref="InvalidDataException">
    /// It is not what <see cref="Write"/> makes; the message says what is missing or wrong.
    /// </exception>
    public static AnswerRecord Read(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException("the line is not a JSON object");
        return AnswerFields.Read(document.RootElement);
    }

    private static void WriteParameters(Utf8JsonWriter json, DecodingParameters parameters)
    {
        json.WriteStartObject("parameters");
        json.WriteNumber("max_tokens", parameters.MaximumTokens);
        if (parameters.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        if (parameters.TopP is { } topP)
            json.WriteNumber("top_p", topP);
        if (parameters.Seed is { } seed)
            json.WriteNumber("seed", seed);
        if (parameters.Stop.Count > 0)
        {
            json.WriteStartArray("stop");
            foreach (string stop in parameters.Stop)
                json.WriteStringValue(stop);
            json.WriteEndArray();
        }
        if (parameters.LogProbabilities)
            json.WriteBoolean("logprobs", true);
        json.WriteEndObject();
    }

    private static void WriteAnswer(Utf8JsonWriter json, ModelAnswer answer)
    {
        json.WriteString("asked", answer.Asked);
        json.WriteString("answered", answer.Answered);
        if (answer.StatedModel is not null)
            json.WriteString("stated_model", answer.StatedModel);
        json.WriteString("finish_reason", answer.FinishReason ?? "");
        json.WriteStartObject("usage");
        if (answer.PromptTokens is { } promptTokens)
            json.WriteNumber("prompt_tokens", promptTokens);
        if (answer.CompletionTokens is { } completionTokens)
            json.WriteNumber("completion_tokens", completionTokens);
        json.WriteEndObject();
        if (answer.LogProbabilities is not { } logProbabilities)
            return;
        json.WriteStartObject("logprobs");
        json.WriteStartArray("tokens");
        foreach (TokenLogProbability token in logProbabilities)
            json.WriteStringValue(token.Token);
        json.WriteEndArray();
        json.WriteStartArray("token_logprobs");
        foreach (TokenLogProbability token in logProbabilities)
            json.WriteNumberValue(token.LogProbability);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFailure(Utf8JsonWriter json, AskingFailure failure)
    {
        json.WriteString("asked", failure.Asked);
        json.WriteString("answered", failure.Ended);
        json.WriteStartObject("error");
        json.WriteString("kind", AnswerWords.Of(failure.Kind));
        json.WriteString("message", failure.Reason);
        json.WriteEndObject();
    }

    private static void WriteProbe(Utf8JsonWriter json, AnswerRecord record)
    {
        Probe probe = record.Probe;
        json.WriteStartObject("probe");
        json.WriteString("plan", record.Plan);
        json.WriteNumber("ordinal", probe.Ordinal);
        json.WriteNumber("sample", record.Sample);
        json.WriteString("kind", AnswerWords.Of(probe.Kind));
        if (probe.WorkId is not null)
            json.WriteString("work_id", probe.WorkId);
        WriteSpan(json, "prefix", probe.Prefix);
        WriteSpan(json, "target", probe.Target);
        if (probe.TargetText is not null)
            json.WriteString("target_text", probe.TargetText);
        json.WriteEndObject();
    }

    private static void WriteSpan(Utf8JsonWriter json, string name, TextSpan? span)
    {
        if (span is not { } known)
            return;
        json.WriteNumber(name + "_start", known.Start);
        json.WriteNumber(name + "_end", known.End);
    }
}
