namespace ProvenanceAudit.Reporting;

/// <summary>
/// Files that appear together or not at all: each is written under a temporary name beside its own, and moved over it when all
/// are on the disk. What stood there before stays whole until then.
/// </summary>
internal sealed class FilesAside : IDisposable
{
    private readonly List<(string Temporary, string Final)> _files = [];

    /// <summary>Writes a file under a temporary name.</summary>
    /// <exception cref="IOException">The disk is full, or the file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void Write(string final, Action<Stream> write)
    {
        string temporary = $"{final}.{Path.GetRandomFileName()}.tmp";
        _files.Add((temporary, final));
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        write(stream);
        // A file that is renamed before its bytes are on the disk can be empty after a power cut.
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Moves all files to their names.</summary>
    /// <exception cref="IOException">A file cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">A file that stands there may not be replaced.</exception>
    public void MoveAll()
    {
        foreach ((string temporary, string final) in _files)
            File.Move(temporary, final, overwrite: true);
    }

    /// <summary>Deletes temporary files that were not moved.</summary>
    public void Dispose()
    {
        foreach ((string temporary, _) in _files)
            File.Delete(temporary);
    }
}
