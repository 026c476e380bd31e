namespace ProvenanceAudit.Catalogs.Files;

/// <summary>The files of a folder on disk, or one file alone.</summary>
internal sealed class FolderFiles : FileSet
{
    private readonly string _root;
    private readonly FileInfo? _only;
    private readonly string? _name;

    private FolderFiles(string root, FileInfo? only, string? name) => (_root, _only, _name) = (root, only, name);

    /// <summary>All files of a folder and below, hidden ones left out; links are told of and not followed.</summary>
    public static FolderFiles Of(string folder) => new(folder, null, null);

    /// <summary>One file, which may be reached through a link, since it was named itself.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it.</param>
    public static FolderFiles OfFile(string path, string name) => new(Path.GetDirectoryName(Path.GetFullPath(path))!, new FileInfo(path), name);

    /// <inheritdoc/>
    protected override IEnumerable<FileEntry> Entries()
    {
        if (_only is not null)
            return [new Entry(this, _only) { Name = _name!, Path = System.IO.Path.GetFileName(_name!), StoredBytes = _only.Exists ? _only.Length : 0 }];
        return TextFolder.Files(_root).Select(file =>
        {
            string relative = Path.GetRelativePath(_root, file.FullName);
            return new Entry(this, file)
            {
                Name = Path.Combine(_root, relative),
                Path = relative.Replace(Path.DirectorySeparatorChar, '/'),
                StoredBytes = TextFolder.LengthOf(file),
                // A folder that was unpacked from an archive can hold links to any file of the machine.
                Refusal = file.LinkTarget is not null ? "it is a link; put the file itself into the folder" : null,
            };
        });
    }

    private sealed class Entry(FolderFiles set, FileInfo file) : FileEntry
    {
        public override Stream Open() => new FileStream(
            file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);

        public override string? ReadBeside(string path, out string? reason)
        {
            string folder = System.IO.Path.GetDirectoryName(file.FullName)!;
            if (CatalogPaths.Resolve(folder, path, out reason) is not { } full)
                return null;
            TextFile text = TextFile.Read(full);
            reason = text.Problem is null ? null : $"the text '{path}' {text.Problem}";
            set.Take(System.IO.Path.GetRelativePath(set._root, full).Replace(System.IO.Path.DirectorySeparatorChar, '/'));
            return text.Text;
        }
    }
}
