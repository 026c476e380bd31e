using System.IO.Compression;

namespace ProvenanceAudit.Catalogs.Files;

/// <summary>The files of a ZIP archive, read where they are, without unpacking the rest.</summary>
internal sealed class ZipFiles : FileSet
{
    // Unix file types in the upper half of an entry's external attributes.
    private const int TypeMask = 0xF000, LinkType = 0xA000;

    private readonly ZipArchive _archive;
    private readonly string _name;
    private readonly string _path;
    private readonly Unpacking _unpacking;

    /// <summary>Opens an archive.</summary>
    /// <param name="stream">The archive; it stays the caller's.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="path">Path of it from the top of the catalog; empty for the catalog itself.</param>
    /// <param name="limits">Limits.</param>
    /// <param name="unpacking">What is unpacked of the catalog.</param>
    /// <exception cref="InvalidDataException">It is damaged, or made to fill a disk.</exception>
    public ZipFiles(Stream stream, string name, string path, IntakeLimits limits, Unpacking unpacking)
    {
        (_name, _path, _unpacking) = (name, path, unpacking);
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException)
        {
            throw new InvalidDataException("the ZIP archive is damaged: its directory cannot be read; send it again");
        }
        if (_archive.Entries.Count > limits.Entries)
            throw new InvalidDataException($"the archive has more than {limits.Entries:N0} entries; split it");
        // Entries that share their bytes are how a small archive unpacks to petabytes (Fifield 2019).
        if (_archive.Entries.Sum(e => Math.Max(0, e.CompressedLength)) > stream.Length)
            throw new InvalidDataException("the entries of the archive overlap, as in archives that are made to fill a disk; pack it again");
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _archive.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override IEnumerable<FileEntry> Entries()
    {
        var paths = new HashSet<string>(StringComparer.Ordinal);
        int number = 0;
        foreach (ZipArchiveEntry entry in _archive.Entries)
        {
            number++;
            if (entry.FullName.EndsWith('/') || IsOfTheSystem(entry.FullName))
                continue;
            string path = entry.FullName.Replace('\\', '/');
            bool isFirst = paths.Add(path);
            yield return new Entry(this, entry)
            {
                Name = $"{_name}/{Shown(path)}{(isFirst ? "" : $" (entry {number})")}",
                Path = _path + path,
                StoredBytes = entry.CompressedLength,
                UnpackedBytes = entry.Length,
                Refusal = ReasonAgainst(path)
                    ?? (((entry.ExternalAttributes >> 16) & TypeMask) == LinkType ? "it is a link; pack the file itself"
                    : entry.IsEncrypted ? "it is encrypted; pack it without a password"
                    : isFirst ? null : "another entry of the archive has the same path; pack it again with paths that differ"),
            };
        }
    }

    private sealed class Entry(ZipFiles set, ZipArchiveEntry entry) : FileEntry
    {
        public override Stream Open() => Open(entry);

        public override string? ReadBeside(string path, out string? reason)
        {
            if (PathBeside(entry.FullName.Replace('\\', '/'), path, out reason) is not { } inside)
                return null;
            ZipArchiveEntry? other = set._archive.GetEntry(inside) ?? set._archive.GetEntry(inside.Replace('/', '\\'));
            if (other is null)
            {
                reason = $"the text '{path}' does not exist";
                return null;
            }
            set.Take(set._path + inside);
            try
            {
                using Stream stream = Open(other);
                TextFile text = TextFile.Read(stream);
                reason = text.Problem is null ? null : $"the text '{path}' {text.Problem}";
                return text.Text;
            }
            catch (Exception e) when (e is InvalidDataException or IOException)
            {
                reason = $"the text '{path}' cannot be read: {e.Message}";
                return null;
            }
        }

        private Stream Open(ZipArchiveEntry one)
        {
            try
            {
                return set._unpacking.Bound(one.Open(), () => one.CompressedLength, one.Crc32);
            }
            catch (InvalidDataException)
            {
                throw new InvalidDataException("it is damaged, or packed in a way that is not read here; pack it again as an ordinary ZIP");
            }
        }
    }
}
