using System.Text;
using System.Text.Json;
using ProvenanceAudit.Records;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Models.Asking;

/// <summary>
/// A file of answers, JSON Lines per <c>schemas/model-output.schema.json</c>, that grows by a line an answer and is scanned as it
/// is. Opened again after a process was killed, it knows what was answered; a line that was cut is taken out.
/// </summary>
public sealed class AnswerFile : IAnswerLog, IDisposable
{
    /// <summary>What the name of the file of notes beside it ends with.</summary>
    public const string NotesSuffix = ".requests";

    private readonly FileStream _file;
    private readonly RequestNotes _notes;
    private readonly HashSet<AnswerKey> _settled = [];

    private AnswerFile(string plan, FileStream file, RequestNotes notes) => (Plan, _file, _notes) = (plan, file, notes);

    /// <inheritdoc/>
    public string Plan { get; }

    /// <inheritdoc/>
    public IReadOnlySet<AnswerKey> Settled => _settled;

    /// <inheritdoc/>
    public bool HasAnswers { get; private set; }

    /// <inheritdoc/>
    public Spending Spent => _notes.Spent;

    /// <summary>Opens the file to go on with it, or makes it.</summary>
    /// <param name="path">The file; its notes lie beside it.</param>
    /// <param name="plan">Id of the plan that its answers belong to.</param>
    /// <exception cref="InvalidDataException">
    /// The file holds something else, or answers to another plan; it is not touched.
    /// </exception>
    /// <exception cref="IOException">It cannot be written, or another process writes it.</exception>
    /// <exception cref="UnauthorizedAccessException">Writing it is not allowed, or it is a folder.</exception>
    public static AnswerFile Open(string path, string plan)
    {
        bool isNew = !File.Exists(path);
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        RequestNotes? notes = null;
        try
        {
            notes = RequestNotes.Open(path + NotesSuffix, isNew);
            var answers = new AnswerFile(plan, file, notes);
            answers.ReadBack(path);
            return answers;
        }
        catch
        {
            notes?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the records of a file of answers, streaming; of a question that was asked again, all of them.</summary>
    /// <param name="file">Where from.</param>
    /// <exception cref="InvalidDataException">
    /// A line is not an answer of this program; the message names file and line.
    /// </exception>
    public static IEnumerable<AnswerRecord> Read(InputFile file) => ReadAll(file.Name, new LineReader(file.Content));

    /// <inheritdoc/>
    public ValueTask NoteRequestAsync(AnswerKey key, long reservedTokens, CancellationToken cancellation)
    {
        _notes.AddRequest(key, reservedTokens);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask NoteCostAsync(AnswerKey key, long reservedTokens, long tokens, CancellationToken cancellation)
    {
        _notes.AddCost(key, reservedTokens, tokens);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask AddAsync(AnswerRecord record, CancellationToken cancellation)
    {
        byte[] line = [.. AnswerJson.Write(record).Span, (byte)'\n'];
        await _file.WriteAsync(line, cancellation).ConfigureAwait(false);
        _file.Flush(flushToDisk: true);
        Count(record);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _notes.Dispose();
    }

    private void Count(AnswerRecord record)
    {
        HasAnswers |= record.Answer is not null;
        if (record.IsFinal)
            _settled.Add(record.Key);
    }

    private void ReadBack(string path)
    {
        _file.SetLength(EndOfLastLine(path));
        _file.Position = 0;
        var recorded = default(Spending);
        foreach (AnswerRecord record in ReadAll(path, new LineReader(_file)))
        {
            if (record.Plan != Plan)
                throw new InvalidDataException($"'{path}' holds answers to other questions (plan {record.Plan}, not {Plan}): "
                    + "the works, the probes, the model or its parameters were others; name another file, or the same settings");
            Count(record);
            recorded += record.Spent;
        }
        _notes.Cover(recorded);
        _file.Seek(0, SeekOrigin.End);
    }

    /// <summary>Where the last whole line ends; what follows must be a line of this plan that was cut.</summary>
    private long EndOfLastLine(string path)
    {
        long end = _file.Length;
        byte[] block = new byte[1 << 16];
        while (end > 0)
        {
            long start = Math.Max(0, end - block.Length);
            _file.Position = start;
            Span<byte> read = block.AsSpan(0, (int)(end - start));
            _file.ReadExactly(read);
            int at = read.LastIndexOf((byte)'\n');
            end = at >= 0 ? start + at + 1 : start;
            if (at >= 0)
                break;
        }
        byte[] beginning = Encoding.UTF8.GetBytes($"{{\"id\":\"{Plan}/");
        byte[] cut = new byte[Math.Min(beginning.Length, _file.Length - end)];
        _file.Position = end;
        _file.ReadExactly(cut);
        if (!beginning.AsSpan().StartsWith(cut))
            throw new InvalidDataException($"'{path}' does not end in an answer to this plan; name another file");
        return end;
    }

    private static IEnumerable<AnswerRecord> ReadAll(string name, LineReader lines)
    {
        while (lines.TryRead(out ReadOnlySpan<byte> line))
            yield return ReadLine(name, lines, line);
    }

    private static AnswerRecord ReadLine(string file, LineReader lines, ReadOnlySpan<byte> line)
    {
        try
        {
            return AnswerJson.Read(line);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            string reason = lines.IsTooLong ? "the line is too long" : e is JsonException ? "the line is not valid JSON"
                : e.Message;
            throw new InvalidDataException($"{file}:{lines.Number}: not an answer that this program wrote: {reason}", e);
        }
    }
}
