using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Models.Asking;

/// <summary>
/// The account beside a file of answers: a line for every request before it is sent, with the tokens set aside for it, and one
/// for what it cost. After a process was killed it tells which requests were paid for without an answer. It is also the lock of
/// both files: one process writes.
/// </summary>
internal sealed class RequestNotes : IDisposable
{
    private const string Sent = "sent";
    private const string Cost = "cost";
    private const string Before = "before";

    private readonly FileStream _file;

    private RequestNotes(FileStream file) => _file = file;

    /// <summary>What was spent; what was set aside for requests whose cost is not noted counts as spent.</summary>
    public Spending Spent { get; private set; }

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

    /// <summary>Notes that a request is about to be sent.</summary>
    public void AddRequest(AnswerKey key, long reserved) => Add(Sent, new Spending(1, reserved), key);

    /// <summary>Notes what a request cost.</summary>
    public void AddCost(AnswerKey key, long reserved, long used) => Add(Cost, new Spending(0, used - reserved), key);

    /// <summary>Notes what answers tell to have been spent, where the notes do not know of so much: they were lost.</summary>
    public void Cover(Spending recorded)
    {
        var missing = new Spending(
            Math.Max(0, recorded.Requests - Spent.Requests), Math.Max(0, recorded.Tokens - Spent.Tokens));
        if (missing != default)
            Add(Before, missing, default);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Add(string kind, Spending change, AnswerKey key)
    {
        string line = string.Create(
            CultureInfo.InvariantCulture, $"{kind} {change.Requests} {change.Tokens} {key.Probe}/{key.Sample}\n");
        _file.Write(Encoding.ASCII.GetBytes(line));
        Spent += change;
    }

    private void Read()
    {
        using var reader = new StreamReader(_file, Encoding.ASCII, false, 4096, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ');
            // A line that was cut is of a request that was not sent yet, or of a cost that then counts in full.
            if (parts is [Sent or Cost or Before, var requests, var tokens, _]
                && long.TryParse(requests, CultureInfo.InvariantCulture, out long counted)
                && long.TryParse(tokens, CultureInfo.InvariantCulture, out long change))
                Spent += new Spending(counted, change);
        }
        EndLine();
    }

    private void EndLine()
    {
        if (_file.Length == 0)
            return;
        _file.Seek(-1, SeekOrigin.End);
        if (_file.ReadByte() != '\n')
            _file.WriteByte((byte)'\n');
    }
}
