using ProvenanceAudit.Records;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs;

/// <summary>
/// Reads a catalog, streaming: a folder of text files, a JSON Lines file per <c>schemas/catalog.schema.json</c> (gzip or not), or a single text file.
/// Works come in the order of the catalog, each once: a second work of one id is refused.
/// </summary>
public sealed class CatalogReader
{
    private static readonly string[] JsonLinesEndings = [".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz"];

    private readonly string _path;
    private readonly Action<InputProblem> _report;
    private readonly long _folderBytes;
    private InputFile? _open;
    private long _textBytes;

    /// <summary>Prepares to read.</summary>
    /// <param name="path">The folder or file.</param>
    /// <param name="report">Told of every work that could not be used, and of what was used with a reservation.</param>
    /// <exception cref="FileNotFoundException">There is neither a folder nor a file of this name.</exception>
    public CatalogReader(string path, Action<InputProblem> report)
    {
        bool isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path) && path != InputFile.StandardInput)
            throw new FileNotFoundException($"there is no catalog '{path}'", path);
        _path = path;
        _report = report;
        _folderBytes = isFolder ? TextFolder.Files(path).Sum(f => f.Length) : 0;
    }

    /// <summary>The catalog's path as the user named it.</summary>
    public string Name => _path;

    /// <summary>Share of the catalog that was read, 0 to 1; null when its size is not known. Safe to ask for from another thread.</summary>
    public double? Fraction => _folderBytes > 0 ? (double)BytesRead / _folderBytes
        : Volatile.Read(ref _open) is { Length: { } length } file ? (double)file.Position / length : null;

    /// <summary>Bytes of works read so far: texts, and the records of a catalog file. Safe to ask for from another thread.</summary>
    public long BytesRead => Interlocked.Read(ref _textBytes) + (Volatile.Read(ref _open)?.Position ?? 0);

    /// <summary>Reads all works. One reader reads once.</summary>
    public IEnumerable<WorkText> Read()
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((WorkText work, string file, long line) in ReadPlaces())
        {
            string place = line > 0 ? $"line {line}" : $"'{file}'";
            if (first.TryAdd(work.Work.Id, place))
                yield return work;
            else
                _report(new InputProblem(file, line, work.Work.Id, $"a work of this id stands at {first[work.Work.Id]} already; the first one counts"));
        }
    }

    private IEnumerable<(WorkText Work, string File, long Line)> ReadPlaces()
    {
        if (Directory.Exists(_path))
            return TextFolder.Read(_path, _report, AddBytes);
        return IsJsonLines() ? ReadJsonLines() : TextFolder.ReadFile(new FileInfo(_path), Path.GetFileName(_path), _report, AddBytes);
    }

    private IEnumerable<(WorkText Work, string File, long Line)> ReadJsonLines()
    {
        using InputFile file = InputFile.Open(_path);
        Volatile.Write(ref _open, file);
        string folder = _path == InputFile.StandardInput ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(Path.GetFullPath(_path))!;
        foreach ((WorkText work, long line) in CatalogRecords.Read(file, folder, _report, AddBytes))
            yield return (work, file.Name, line);
        AddBytes(file.Position);
        Volatile.Write(ref _open, null);
    }

    private void AddBytes(long bytes) => Interlocked.Add(ref _textBytes, bytes);

    private bool IsJsonLines()
    {
        if (_path == InputFile.StandardInput || JsonLinesEndings.Any(e => _path.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            return true;
        using InputFile file = InputFile.Open(_path);
        Span<byte> head = stackalloc byte[256];
        int read = file.Content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..read].TrimStart(" \t\r\n"u8).StartsWith("{"u8);
    }
}
