using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ProvenanceAudit.Catalogs.Harvesting;

/// <summary>
/// Where answers are kept as they came, one file each, until all are there. A log that only grows tells what came from where and how it
/// goes on: a run that was broken off at any moment loses no more than the answer that was under way.
/// </summary>
internal sealed class HarvestFolder : IDisposable
{
    private const string Hidden = ".harvest";

    private readonly string _path;
    private readonly FileStream _log;
    private readonly List<LogLine> _lines = [];

    // Where the answers begin among the lines: behind the first one, or behind the last restart.
    private int _begin = 1;

    /// <summary>Opens a folder, which is made where it is not there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="address">What is fetched into it.</param>
    /// <param name="now">Noted as the beginning where it is new.</param>
    /// <exception cref="HarvestException">It holds what came from another address.</exception>
    /// <exception cref="IOException">It cannot be written to, or another run writes to it.</exception>
    public HarvestFolder(string path, Uri address, DateTimeOffset now)
    {
        _path = path;
        Directory.CreateDirectory(Path.Combine(path, Hidden));
        _log = new FileStream(Path.Combine(path, Hidden, "log.jsonl"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        ReadLog();
        if (_lines.Count == 0)
        {
            Append(new LogLine { Address = address.AbsoluteUri, At = now });
        }
        else if (_lines[0].Address != address.AbsoluteUri)
        {
            string other = _lines[0].Address!;
            _log.Dispose();
            throw new HarvestException($"the folder '{path}' holds records from {other}; choose another one, or remove it");
        }
    }

    /// <summary>Answers that are kept, in order.</summary>
    public IEnumerable<LogLine> Answers => _lines.Skip(_begin);

    /// <summary>Why the list was asked for anew, where it was.</summary>
    public IEnumerable<string> Restarts => _lines.Select(l => l.Restart).OfType<string>();

    /// <summary>The answer to the question how to ask; null where there is none.</summary>
    public byte[]? Preliminary => File.Exists(PreliminaryPath) ? File.ReadAllBytes(PreliminaryPath) : null;

    /// <summary>Keeps the answer to the question how to ask.</summary>
    public void KeepPreliminary(ReadOnlyMemory<byte> body) => WriteWhole(PreliminaryPath, body.Span);

    /// <summary>Keeps an answer.</summary>
    /// <param name="body">As it came.</param>
    /// <param name="address">Where from.</param>
    /// <param name="ending">Ending of its file, with the full stop.</param>
    /// <param name="now">When it came.</param>
    /// <param name="step">What it tells of the list.</param>
    public void Keep(ReadOnlyMemory<byte> body, Uri address, string ending, DateTimeOffset now, HarvestStep step)
    {
        string file = (_lines.Count - _begin + 1).ToString("00000000", CultureInfo.InvariantCulture) + ending;
        WriteWhole(Path.Combine(_path, file), body.Span);
        Append(new LogLine
        {
            File = file,
            Address = address.AbsoluteUri,
            At = now,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(body.Span)),
            Bytes = body.Length,
            Records = step.Records,
            CompleteSize = step.CompleteSize,
            Next = step.Next?.AbsoluteUri,
            Mark = step.Mark,
        });
    }

    /// <summary>Drops all answers, since the list is asked for anew.</summary>
    public void Restart(string reason, DateTimeOffset now)
    {
        string[] files = [.. Answers.Select(a => a.File!)];
        Append(new LogLine { Restart = reason, At = now });
        _begin = _lines.Count;
        foreach (string file in files)
            File.Delete(Path.Combine(_path, file));
    }

    /// <summary>Writes all answers as a ZIP archive, with a manifest that says of each where it came from, when, and its SHA-256.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Pack(Stream target, string protocol, DateTimeOffset now, IReadOnlyList<string> notes, CancellationToken cancellation)
    {
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        LogLine[] answers = [.. Answers];
        foreach (LogLine answer in answers)
        {
            cancellation.ThrowIfCancellationRequested();
            Copy(zip, Path.Combine(_path, answer.File!), answer.File!, answer.At);
        }
        if (File.Exists(PreliminaryPath))
            Copy(zip, PreliminaryPath, $"{Hidden}/formats.xml", _lines[0].At);
        using Stream manifest = Entry(zip, $"{Hidden}/manifest.json", now).Open();
        JsonSerializer.Serialize(manifest, new Manifest(_lines[0].Address!, protocol, _lines[0].At, now, notes, answers), HarvestJson.Indented.Manifest);
    }

    /// <inheritdoc/>
    public void Dispose() => _log.Dispose();

    private string PreliminaryPath => Path.Combine(_path, Hidden, "formats.xml");

    private static ZipArchiveEntry Entry(ZipArchive zip, string name, DateTimeOffset at)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        // ZIP knows no years before 1980.
        entry.LastWriteTime = at.Year < 1980 ? new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero) : at.ToUniversalTime();
        return entry;
    }

    private static void Copy(ZipArchive zip, string path, string name, DateTimeOffset at)
    {
        using Stream to = Entry(zip, name, at).Open();
        using FileStream from = File.OpenRead(path);
        from.CopyTo(to);
    }

    private static void WriteWhole(string path, ReadOnlySpan<byte> bytes)
    {
        string temporary = path + ".tmp";
        using (FileStream file = File.Create(temporary))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }

    private void Append(LogLine line)
    {
        _lines.Add(line);
        _log.Position = _log.Length;
        _log.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, HarvestJson.Readable.LogLine), (byte)'\n']);
        _log.Flush(flushToDisk: true);
    }

    // The last line may be cut, and of an answer that it names the file may be gone; both are fetched again.
    private void ReadLog()
    {
        byte[] log = new byte[_log.Length];
        _log.ReadExactly(log);
        int good = 0;
        while (good < log.Length)
        {
            int end = log.AsSpan(good).IndexOf((byte)'\n');
            LogLine? line = end < 0 ? null : Parse(log.AsSpan(good, end));
            if (line is null || (_lines.Count == 0 && line.Address is null))
                break;
            _lines.Add(line);
            good += end + 1;
        }
        _log.SetLength(good);
        _begin = Math.Max(1, 1 + _lines.FindLastIndex(l => l.Restart is not null));
        int lost = _lines.Count <= _begin ? -1 : _lines.FindIndex(_begin, l => !IsKept(l));
        if (lost < 0)
            return;
        _lines.RemoveRange(lost, _lines.Count - lost);
        _log.SetLength(0);
        LogLine[] kept = [.. _lines];
        _lines.Clear();
        foreach (LogLine line in kept)
            Append(line);
    }

    private bool IsKept(LogLine line)
    {
        // A log that somebody changed leads nowhere else.
        if (Path.GetFileName(line.File) != line.File)
            return false;
        var file = new FileInfo(Path.Combine(_path, line.File!));
        return file.Exists && file.Length == line.Bytes;
    }

    private static LogLine? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, HarvestJson.Readable.LogLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One line of the log: the beginning, an answer, or that the list was asked for anew.</summary>
internal sealed record LogLine
{
    /// <summary>Name of an answer's file.</summary>
    public string? File { get; init; }

    /// <summary>Where it came from; of the first line, what is fetched.</summary>
    public string? Address { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of the answer, in hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its length.</summary>
    public long Bytes { get; init; }

    /// <summary>Records in it.</summary>
    public long Records { get; init; }

    /// <summary>How many the server says that there are.</summary>
    public long? CompleteSize { get; init; }

    /// <summary>Address of the next answer; null where the list ends.</summary>
    public string? Next { get; init; }

    /// <summary>By what it is told that the list goes round.</summary>
    public string? Mark { get; init; }

    /// <summary>Why the list was asked for anew.</summary>
    public string? Restart { get; init; }
}

/// <summary>What an archive of answers says of itself.</summary>
internal sealed record Manifest(
    string Address, string Protocol, DateTimeOffset Started, DateTimeOffset Finished, IReadOnlyList<string> Notes, IReadOnlyList<LogLine> Answers);

[JsonSerializable(typeof(LogLine))]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class HarvestJson : JsonSerializerContext
{
    /// <summary>One line.</summary>
    public static HarvestJson Readable { get; } = new(OptionsOf(isIndented: false));

    /// <summary>Laid out for reading.</summary>
    public static HarvestJson Indented { get; } = new(OptionsOf(isIndented: true));

    // Addresses are readable in it.
    private static JsonSerializerOptions OptionsOf(bool isIndented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = isIndented,
    };
}
