using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Records;

/// <summary>Reads one record from the fields of one JSON object.</summary>
/// <param name="fields">The object, opened; the function reads as many fields as it likes.</param>
/// <returns>The record, or null after <see cref="JsonFields.Refuse"/>.</returns>
public delegate T? RecordReader<out T>(ref JsonFields fields) where T : class;

/// <summary>
/// JSON Lines (jsonlines.org): one object a line, UTF-8. A line that cannot be used gives one problem that names file, line
/// and reason, and reading goes on. Lines of white space alone are passed over.
/// </summary>
public static class JsonLines
{
    /// <summary>Reads all records of a file, streaming.</summary>
    /// <param name="file">Where from.</param>
    /// <param name="read">Makes a record from an object.</param>
    /// <param name="report">Told of every record that could not be used, or was used with a reservation.</param>
    /// <param name="onLine">Told the number of each line before its record is given out.</param>
    public static IEnumerable<T> Read<T>(
        InputFile file, RecordReader<T> read, Action<InputProblem> report, Action<long>? onLine = null)
        where T : class
    {
        var lines = new LineReader(file.Content);
        while (true)
        {
            T? record = null;
            try
            {
                if (!lines.TryRead(out ReadOnlySpan<byte> line))
                    yield break;
                record = ReadLine(file.Name, lines, line, read, report);
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                report(new InputProblem(file.Name, lines.Number + 1, null, $"the file cannot be read any further: {e.Message}"));
                yield break;
            }
            onLine?.Invoke(lines.Number);
            if (record is not null)
                yield return record;
        }
    }

    private static T? ReadLine<T>(
        string file, LineReader lines, ReadOnlySpan<byte> line, RecordReader<T> read, Action<InputProblem> report)
        where T : class
    {
        long number = lines.Number;
        void Refuse(string reason) => report(new InputProblem(file, number, null, reason));
        if (lines.IsTooLong)
        {
            const int Limit = LineReader.DefaultMaximumBytes >> 20;
            Refuse($"the line is longer than {Limit} MiB; split the record, or give its text in a file of its own");
            return null;
        }
        if (!Utf8.IsValid(line))
        {
            Refuse($"byte {FirstInvalid(line) + 1} of the line is not valid UTF-8; save the file as UTF-8");
            return null;
        }
        int whole = line.Length;
        // Files that were joined keep their byte-order marks.
        if (line.StartsWith("\uFEFF"u8))
            line = line[3..];
        line = line.TrimStart(" \t"u8);
        int indent = whole - line.Length;
        line = line.TrimEnd(" \t"u8);
        if (line.IsEmpty)
            return null;
        if (line[0] != (byte)'{')
        {
            Refuse(line[0] == (byte)'[' && number == 1
                ? "the file holds a JSON array; one JSON object a line is wanted (jq -c '.[]' makes them)"
                : "the line is not a JSON object");
            return null;
        }
        var fields = new JsonFields(line);
        try
        {
            T? record = read(ref fields);
            fields.ReadToEnd();
            foreach (string reservation in fields.Reservations)
                report(new InputProblem(file, number, fields.RecordId, reservation));
            if (fields.Refusal is not null)
                report(new InputProblem(file, number, fields.RecordId, fields.Refusal));
            return fields.Refusal is null ? record : null;
        }
        catch (JsonException e)
        {
            long at = indent + (e.BytePositionInLine ?? 0) + 1;
            Refuse(fields.IsClosed
                ? $"another value follows the JSON object at byte {at} of the line; one object a line is wanted"
                : IsBeginning(line) ? "the JSON object is not closed at the end of the line"
                : fields.IsTooDeep ? $"the JSON object is nested more than {JsonFields.MaximumDepth} deep"
                : $"not valid JSON at byte {at} of the line");
            return null;
        }
    }

    /// <summary>Whether something could follow the line that makes it JSON: a file was cut, or a record spans lines.</summary>
    private static bool IsBeginning(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, new JsonReaderState(JsonFields.Options));
        try
        {
            while (reader.Read())
            {
            }
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> line)
    {
        int at = 0;
        while (at < line.Length && Rune.DecodeFromUtf8(line[at..], out _, out int length) == OperationStatus.Done)
            at += length;
        return at;
    }
}
