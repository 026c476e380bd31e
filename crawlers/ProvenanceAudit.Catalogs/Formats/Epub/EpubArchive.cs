using System.IO.Compression;
using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Formats.Epub;

/// <summary>The files in an EPUB (EPUB Open Container Format 3.3), found by paths that cannot leave it and unpacked within limits.</summary>
internal sealed class EpubArchive : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ZipArchiveEntry> _anyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly IntakeSettings _settings;
    private readonly Unpacking _unpacking;
    private long _read;

    /// <summary>Opens a book.</summary>
    /// <param name="stream">The whole file; it stays the caller's.</param>
    /// <param name="settings">Limits.</param>
    /// <param name="unpacking">What else was unpacked of the catalog.</param>
    /// <exception cref="InvalidDataException">It is damaged, or made to fill a disk.</exception>
    public EpubArchive(Stream stream, IntakeSettings settings, Unpacking unpacking)
    {
        (_settings, _unpacking) = (settings, unpacking);
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            _ = _archive.Entries;
        }
        catch (InvalidDataException)
        {
            throw new InvalidDataException("the book is damaged: the directory of its ZIP archive cannot be read; send it again");
        }
        if (_archive.Entries.Count > settings.Limits.Entries)
            throw new InvalidDataException($"the book has more than {settings.Limits.Entries:N0} files; split it");
        if (_archive.Entries.Sum(e => Math.Max(0, e.CompressedLength)) > stream.Length)
            throw new InvalidDataException("the files of the book overlap, as in archives that are made to fill a disk; pack it again");
        foreach (ZipArchiveEntry entry in _archive.Entries)
        {
            string path = entry.FullName.Replace('\\', '/');
            _entries.TryAdd(path, entry);
            _anyCase.TryAdd(path, entry);
        }
    }

    /// <summary>Whether more was read than one work may have, or the catalog; nothing further can be read then.</summary>
    public bool IsExhausted => _read > _settings.Limits.FileBytes || _unpacking.IsExhausted;

    /// <summary>Paths of the files, in the order of the archive.</summary>
    public IEnumerable<string> Paths => _archive.Entries.Select(e => e.FullName.Replace('\\', '/'));

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    /// <summary>
    /// The path that a reference leads to: percent signs decoded, without fragment, from the file that refers; null where it leaves the book.
    /// </summary>
    /// <param name="from">Path of the file that refers.</param>
    /// <param name="reference">The reference as written.</param>
    public string? Resolve(string from, string reference)
    {
        string path = reference.Trim();
        int fragment = path.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0)
            path = path[..fragment];
        // A name may have a percent sign or a colon of its own.
        if (Within(from, path) is { } plain && Has(plain))
            return plain;
        return Uri.TryCreate(path, UriKind.Absolute, out Uri? address) && !address.IsFile ? null : Within(from, Uri.UnescapeDataString(path));
    }

    /// <summary>Whether there is a file of this path.</summary>
    public bool Has(string path) => Find(path) is not null;

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="InvalidDataException">It is not there, damaged, encrypted, or larger than the limits allow; the message says which.</exception>
    public byte[] Read(string path)
    {
        ZipArchiveEntry entry = Find(path) ?? throw new InvalidDataException("it is not in the book");
        if (entry.IsEncrypted)
            throw new InvalidDataException("it is encrypted with a password");
        using var whole = new MemoryStream();
        try
        {
            using Stream stream = _unpacking.Bound(entry.Open(), () => entry.CompressedLength);
            byte[] buffer = new byte[1 << 16];
            while (stream.Read(buffer) is > 0 and int read)
            {
                _settings.Cancellation.ThrowIfCancellationRequested();
                if (whole.Length + read > _settings.Limits.RecordCharacters)
                    throw new InvalidDataException($"it is larger than {_settings.Limits.RecordCharacters >> 20} MiB");
                if ((_read += read) > _settings.Limits.FileBytes)
                    throw new InvalidDataException($"the book's documents are larger than {_settings.Limits.FileBytes >> 20} MiB; split it");
                whole.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException e)
        {
            // The base library's own sentences end with a full stop.
            throw new InvalidDataException(e.Message.TrimEnd('.'));
        }
        catch (NotSupportedException)
        {
            throw new InvalidDataException("it is packed by a method that EPUB does not have");
        }
        return whole.ToArray();
    }

    /// <summary>The outermost element of an XML file; null where there is no such file.</summary>
    /// <exception cref="InvalidDataException">It cannot be read; the message says why.</exception>
    public XElement? ReadXml(string path, string name)
    {
        if (!Has(path))
            return null;
        var scanner = new XmlRecordScanner(new MemoryStream(Read(path)), _settings, false, name);
        XmlRecord record = scanner.Read().FirstOrDefault() ?? throw new InvalidDataException($"it has no element <{name}>");
        return record.Element ?? throw new InvalidDataException(record.Problem);
    }

    private ZipArchiveEntry? Find(string path) => _entries.GetValueOrDefault(path) ?? _anyCase.GetValueOrDefault(path);

    // From the folder of the file that refers; from the top where the reference begins with a slash.
    private static string? Within(string from, string reference)
    {
        string path = reference.Replace('\\', '/');
        if (!path.StartsWith('/'))
            path = from[..(from.LastIndexOf('/') + 1)] + path;
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else
                return null;
        }
        return string.Join('/', parts);
    }
}
