using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Models.Asking;

/// <summary>
/// The file beside a file of answers that notes every request before it is sent, a line each: probe, sample, tokens reserved.
/// After a process was killed it tells which requests were paid for without an answer. It is also the lock of both files: one
/// process writes.
/// </summary>
internal sealed class RequestNotes : IDisposable
{
    private readonly FileStream _file;
    private readonly Dictionary<AnswerKey, (long Requests, long Reserved)> _noted = [];

    private RequestNotes(FileStream file) => _file = file;

    /// <summary>Opens the notes of a file of answers, or makes them.</summary>
    /// <param name="path">The notes.</param>
    /// <param name="anew">Whether to forget what they hold.</param>
    /// <exception cref="IOException">Another process writes them, or they cannot be written.</exception>
    public static RequestNotes Open(string path, bool anew)
    {
        FileStream file;
        try
        {
            // Without a buffer: a note is the system's, and so outlives this process, when writing it returns.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IOException($"'{path}' cannot be opened: another process may be writing answers there", e);
        }
        var notes = new RequestNotes(file);
        if (anew)
            file.SetLength(0);
        else
            notes.Read();
        return notes;
    }

    /// <summary>Notes a request.</summary>
    public void Add(AnswerKey key, long reserved)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"{key.Probe} {key.Sample} {reserved}\n");
        _file.Write(Encoding.ASCII.GetBytes(line));
    }

    /// <summary>What was reserved for noted requests of which no record tells.</summary>
    /// <param name="recorded">Requests of each question that records tell of.</param>
    public Spending Unheard(IReadOnlyDictionary<AnswerKey, long> recorded)
    {
        var unheard = default(Spending);
        foreach ((AnswerKey key, (long requests, long reserved)) in _noted)
        {
            long lost = Math.Max(0, requests - recorded.GetValueOrDefault(key));
            unheard += new Spending(lost, lost * reserved);
        }
        return unheard;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Read()
    {
        using var reader = new StreamReader(_file, Encoding.ASCII, false, 4096, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ');
            // A line that was cut is of a request that was not sent; the next one must not go on in it.
            if (parts.Length != 3 || !int.TryParse(parts[0], CultureInfo.InvariantCulture, out int probe)
                || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out int sample)
                || !long.TryParse(parts[2], CultureInfo.InvariantCulture, out long reserved))
                continue;
            (long requests, long most) = _noted.GetValueOrDefault(new AnswerKey(probe, sample));
            _noted[new AnswerKey(probe, sample)] = (requests + 1, Math.Max(most, reserved));
        }
        _file.Seek(0, SeekOrigin.End);
        if (_file.Length > 0)
        {
            _file.Seek(-1, SeekOrigin.End);
            if (_file.ReadByte() != '\n')
                _file.WriteByte((byte)'\n');
        }
    }
}
