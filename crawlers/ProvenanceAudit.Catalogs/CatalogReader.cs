using ProvenanceAudit.Records;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs;

/// <summary>
/// Reads a catalog, streaming: a folder of text files, a JSON Lines file per <c>schemas/catalog.schema.json</c> (gzip or not),
/// or a single text file. Works come in the order of the catalog, each once: a second work of one id is refused.
/// </summary>
public sealed class CatalogReader
{
    private readonly string _path;
    private readonly Action<InputProblem> _report;
    private readonly CancellationToken _cancellation;
    private readonly long _folderBytes;
    private InputFile? _records;
    private long _textBytes;

    /// <summary>Prepares to read.</summary>
    /// <param name="path">The folder or file; <c>-</c> reads JSON Lines from standard input.</param>
    /// <param name="report">Told of every work that could not be used, and of what was used with a reservation.</param>
    /// <param name="cancellation">Breaks off waiting for a pipe.</param>
    /// <exception cref="FileNotFoundException">There is neither a folder nor a file of this name.</exception>
    public CatalogReader(string path, Action<InputProblem> report, CancellationToken cancellation = default)
    {
        bool isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path) && path != InputFile.StandardInput)
            throw new FileNotFoundException($"there is no catalog '{path}'", path);
        _path = path;
        _report = report;
        _cancellation = cancellation;
        _folderBytes = isFolder ? TextFolder.Files(path).Sum(TextFolder.LengthOf) : 0;
    }

    /// <summary>The catalog's path as the user named it.</summary>
    public string Name => _path;

    /// <summary>
    /// Share of the catalog that was read, 0 to 1; null when its size is not known. Safe to ask for from another thread.
    /// </summary>
    public double? Fraction => _folderBytes > 0 ? Math.Min(1, (double)BytesRead / _folderBytes)
        : Volatile.Read(ref _records) is { Length: { } length } file ? (double)file.Position / length : null;

    /// <summary>
    /// Bytes of works read so far: texts, and the records of a catalog file. Safe to ask for from another thread.
    /// </summary>
    public long BytesRead => Interlocked.Read(ref _textBytes) + (Volatile.Read(ref _records)?.Position ?? 0);

    /// <summary>Reads all works. One reader reads once.</summary>
    /// <exception cref="IOException">The catalog file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading the catalog file is not allowed.</exception>
    /// <exception cref="InvalidDataException">The catalog file is compressed with something else than gzip.</exception>
    /// <exception cref="OperationCanceledException">Cancelled while waiting for a pipe.</exception>
    public IEnumerable<WorkText> Read() => ReadRecords().Select(record => record.Work);

    /// <summary>The same, with the place of each work. What was reported of a record was reported before it comes.</summary>
    /// <exception cref="IOException">As for <see cref="Read"/>, as are the others.</exception>
    public IEnumerable<CatalogRecord> ReadRecords()
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((WorkText work, string file, long line) in ReadPlaces())
        {
            string id = work.Work.Id;
            if (first.TryAdd(id, line > 0 ? $"in line {line}" : $"in '{file}'"))
                yield return new CatalogRecord(work, file, line);
            else
                _report(new InputProblem(file, line, id, $"a work of this id stands {first[id]} already; the first one counts"));
        }
    }

    private IEnumerable<(WorkText Work, string File, long Line)> ReadPlaces()
    {
        if (Directory.Exists(_path))
        {
            foreach (var work in TextFolder.Read(_path, _report, AddBytes))
                yield return work;
            yield break;
        }
        // Opened once: what was read of a pipe to look at it could not be read again.
        using InputFile file = InputFile.Open(_path, _cancellation);
        if (JsonLinesFile.Is(_path, file))
        {
            Volatile.Write(ref _records, file);
            string folder = _path == InputFile.StandardInput
                ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(Path.GetFullPath(_path))!;
            foreach ((WorkText work, long line) in CatalogRecords.Read(file, folder, _report, AddBytes))
                yield return (work, file.Name, line);
            yield break;
        }
        foreach (var work in TextFolder.ReadFile(new FileInfo(_path), Path.GetFileName(_path), _report, AddBytes))
            yield return work;
    }

    private void AddBytes(long bytes) => Interlocked.Add(ref _textBytes, bytes);
}

/// <summary>A work and where in a catalog it stands.</summary>
/// <param name="Work">The work.</param>
/// <param name="File">The file, as problems name it.</param>
/// <param name="Line">Line of the record, from 1; 0 when the whole file is the work.</param>
public sealed record CatalogRecord(WorkText Work, string File, long Line);
