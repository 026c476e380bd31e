namespace ProvenanceAudit.Catalogs.Files;

/// <summary>The files of a folder or an archive.</summary>
internal abstract class FileSet : IDisposable
{
    private static readonly string[] NamesOfRecords = [".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".jsonl.gz", ".ndjson.gz", ".json.gz", ".csv.gz", ".tsv.gz"];

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>
    /// All files in the order in which they are read, always the same: those whose records can name others first, so that what they name is
    /// not taken for works of its own; then by their paths.
    /// </summary>
    public IEnumerable<FileEntry> InOrder() => Entries()
        .OrderBy(e => NamesRecords(e.Path) ? 0 : 1).ThenBy(e => e.Path, StringComparer.Ordinal);

    /// <summary>Whether a file may hold records that name other files.</summary>
    public static bool NamesRecords(string path) => NamesOfRecords.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a record named the file as its text.</summary>
    public bool IsTaken(FileEntry entry) => _taken.Contains(entry.Path);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    /// <summary>All files, in any order.</summary>
    protected abstract IEnumerable<FileEntry> Entries();

    /// <summary>Notes that a record named a file as its text.</summary>
    protected void Take(string path) => _taken.Add(path);

    /// <summary>What systems and editors put beside the files that people mean.</summary>
    protected static bool IsOfTheSystem(string path) => path.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || path.Split('/').Any(part => part.StartsWith('.') && part is not "." and not "..") || path.EndsWith("Thumbs.db", StringComparison.Ordinal);

    /// <summary>Reason why a path within an archive is not to be trusted; null where it is.</summary>
    protected static string? ReasonAgainst(string path)
    {
        string[] parts = path.Replace('\\', '/').Split('/');
        return path.Length == 0 || path.Contains('\0', StringComparison.Ordinal) || parts[0].Length == 0 || parts.Contains("..") || parts[0].Contains(':', StringComparison.Ordinal)
            ? "its path leads out of the archive; pack it again with paths from the top of the archive" : null;
    }

    /// <summary>A name of an archive as it is told: it may hold anything, but nothing that moves the cursor of a terminal.</summary>
    protected static string Shown(string name) => new([.. name.Select(c => char.IsControl(c) ? '\uFFFD' : c)]);

    /// <summary>A path that a record names, from the top of an archive; null with the reason where it leads out of it.</summary>
    protected static string? PathBeside(string of, string path, out string? reason)
    {
        reason = null;
        if (string.IsNullOrWhiteSpace(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            reason = "the work's 'path' is empty";
            return null;
        }
        string relative = path.Replace('\\', '/');
        int slash = of.LastIndexOf('/');
        var parts = new List<string>(slash < 0 ? [] : of[..slash].Split('/'));
        int floor = parts.Count;
        foreach (string part in relative.Split('/'))
        {
            if (part == ".." && parts.Count > floor)
                parts.RemoveAt(parts.Count - 1);
            else if (part == ".." || (part.Length == 0 && parts.Count == floor))
            {
                reason = $"the path '{path}' leads out of the catalog's folder; put the text beside the catalog, named from there";
                return null;
            }
            else if (part.Length > 0 && part != ".")
                parts.Add(part);
        }
        return string.Join('/', parts);
    }
}
