using System.Formats.Tar;

namespace ProvenanceAudit.Catalogs.Files;

/// <summary>
/// The files of a tar archive, unpacked into a temporary folder under numbers: no name in the archive becomes a path on the machine.
/// </summary>
internal sealed class TarFiles : FileSet
{
    private readonly string _folder;
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Entry> _byPath = new(StringComparer.Ordinal);

    private TarFiles(string folder) => _folder = folder;

    /// <summary>Unpacks an archive.</summary>
    /// <param name="stream">The archive, forward.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="path">Path of it from the top of the catalog; empty for the catalog itself.</param>
    /// <param name="settings">Limits, and where to unpack.</param>
    /// <exception cref="InvalidDataException">It is damaged where no file could be read yet.</exception>
    public static TarFiles Unpack(Stream stream, string name, string path, IntakeSettings settings)
    {
        var files = new TarFiles(Path.Combine(settings.TemporaryFolder, $"provenance-audit-{Guid.NewGuid():N}"));
        Directory.CreateDirectory(files._folder);
        try
        {
            files.Unpack(stream, name, path, settings.Limits, settings.Cancellation);
            return files;
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of all files.</summary>
    public long StoredBytes => _entries.Sum(e => e.StoredBytes);

    /// <inheritdoc/>
    public override void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override IEnumerable<FileEntry> Entries() => _entries;

    private void Unpack(Stream stream, string name, string path, IntakeLimits limits, CancellationToken cancellation)
    {
        try
        {
            using var reader = new TarReader(stream, leaveOpen: true);
            while (reader.GetNextEntry() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                if (_entries.Count >= limits.Entries)
                    throw new InvalidDataException($"the archive has more than {limits.Entries:N0} entries; split it");
                Add(entry, name, path);
            }
        }
        catch (Exception e) when (_entries.Count > 0 && (e is InvalidDataException or IOException || IsOfTheParser(e)))
        {
            // What came before the damage is good.
            _entries.Add(new Entry(this, null)
            {
                Name = name,
                Path = path,
                StoredBytes = 0,
                Refusal = $"the archive cannot be read any further: {ReasonOf(e)}",
            });
        }
        catch (Exception e) when (IsOfTheParser(e))
        {
            throw new InvalidDataException($"the tar archive is damaged: {e.Message.TrimEnd('.')}; send it again");
        }
    }

    // What the library throws on headers that are none.
    private static bool IsOfTheParser(Exception e) => e is FormatException or ArgumentException or InvalidOperationException or NotSupportedException or OverflowException;

    private static string ReasonOf(Exception e) => e is EndOfStreamException ? "it was cut; send the whole file again"
        : e.Message.Contains(';', StringComparison.Ordinal) ? e.Message : $"{e.Message.TrimEnd('.')}; send it again";

    private void Add(TarEntry entry, string name, string path)
    {
        if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
            return;
        string inside = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        if (IsOfTheSystem(inside))
            return;
        string? refusal = ReasonAgainst(inside)
            ?? (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile ? null : "it is a link or a device; pack the file itself");
        string? file = null;
        long written = 0;
        if (refusal is null)
        {
            file = Path.Combine(_folder, $"{_entries.Count:D8}");
            using FileStream to = File.Create(file);
            entry.DataStream?.CopyTo(to);
            refusal = to.Length < entry.Length ? "the archive ends within it: it was cut; send the whole archive again"
                : _byPath.ContainsKey(path + inside) ? "another entry of the archive has the same path; pack it again with paths that differ" : null;
            written = to.Length;
        }
        var one = new Entry(this, file) { Name = $"{name}/{Shown(inside)}", Path = path + inside, StoredBytes = written, Refusal = refusal };
        _entries.Add(one);
        if (refusal is null)
            _byPath.Add(one.Path, one);
    }

    private sealed class Entry(TarFiles set, string? file) : FileEntry
    {
        public override Stream Open() => new FileStream(file!, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);

        public override string? ReadBeside(string path, out string? reason)
        {
            if (PathBeside(Path, path, out reason) is not { } inside)
                return null;
            if (!set._byPath.TryGetValue(inside, out Entry? other) || other.Refusal is not null)
            {
                reason = $"the text '{path}' does not exist";
                return null;
            }
            set.Take(inside);
            using Stream stream = other.Open();
            TextFile text = TextFile.Read(stream);
            reason = text.Problem is null ? null : $"the text '{path}' {text.Problem}";
            return text.Text;
        }
    }
}
