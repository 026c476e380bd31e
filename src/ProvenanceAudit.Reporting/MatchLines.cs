using System.Buffers;
using System.Text.Json;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Reporting.Json;
using ProvenanceAudit.Scanning;

namespace ProvenanceAudit.Reporting;

/// <summary>
/// All matches as JSON Lines, one object a line (<c>schemas/match.schema.json</c>). Offsets are UTF-16 code units, ends
/// exclusive.
/// </summary>
public static class MatchLines
{
    // Few calls to the stream, little memory.
    private const int FlushBytes = 1 << 16;

    /// <summary>Writes a line for each match, in the order given; nothing for outputs without one.</summary>
    /// <param name="outputs">Read once, streaming.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(IEnumerable<ScannedOutput> outputs, Stream stream)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * FlushBytes);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ReportJson.Encoder });
        foreach (ScannedOutput output in outputs)
        {
            foreach (Match match in output.Matches)
            {
                json.Reset();
                json.WriteStartObject();
                MatchJson.WriteMembers(json, match);
                json.WriteString("model"u8, output.Output.Model);
                json.WriteEndObject();
                json.Flush();
                buffer.Write("\n"u8);
                if (buffer.WrittenCount < FlushBytes)
                    continue;
                stream.Write(buffer.WrittenSpan);
                buffer.ResetWrittenCount();
            }
        }
        stream.Write(buffer.WrittenSpan);
    }
}
