using System.IO.Compression;
using System.Text;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

/// <summary>An EPUB that a test makes.</summary>
internal sealed class EpubFile
{
    private readonly List<(string Path, byte[] Content)> _files = [];
    private readonly List<string> _items = [];
    private readonly List<string> _spine = [];
    private string _metadata = "<dc:identifier id='uid'>urn:isbn:9780306406157</dc:identifier><dc:title>A Book</dc:title><dc:language>en</dc:language>";

    public string Version { get; init; } = "3.0";

    public string? Container { get; init; } =
        "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container' version='1.0'><rootfiles>"
        + "<rootfile full-path='OEBPS/content.opf' media-type='application/oebps-package+xml'/><rootfile full-path='other.opf'/></rootfiles></container>";

    /// <summary>Changes a file before it is packed.</summary>
    public Func<string, byte[], byte[]> Damage { get; init; } = (_, content) => content;

    public bool HasMimeType { get; init; } = true;

    public EpubFile Metadata(string metadata)
    {
        _metadata = metadata;
        return this;
    }

    /// <summary>Adds a document to the reading order.</summary>
    public EpubFile Chapter(string name, string body, string attributes = "", string properties = "") => Item(
        name, $"<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html>\n<html xmlns='http://www.w3.org/1999/xhtml' "
            + $"xmlns:epub='http://www.idpf.org/2007/ops'><head><title>not text</title></head><body>{body}</body></html>", attributes, properties);

    public EpubFile Item(string name, string content, string attributes = "", string properties = "", string type = "application/xhtml+xml")
    {
        _items.Add($"<item id='i{_items.Count}' href='{name}' media-type='{type}' {properties}/>");
        _spine.Add($"<itemref idref='i{_items.Count - 1}' {attributes}/>");
        return File("OEBPS/" + Uri.UnescapeDataString(name), content);
    }

    /// <summary>Adds a line to the manifest alone.</summary>
    public EpubFile Manifest(string item)
    {
        _items.Add(item);
        return this;
    }

    /// <summary>Adds a line to the reading order alone.</summary>
    public EpubFile Spine(string reference)
    {
        _spine.Add(reference);
        return this;
    }

    public EpubFile File(string path, string content)
    {
        _files.Add((path, Encoding.UTF8.GetBytes(content)));
        return this;
    }

    public byte[] ToBytes(CompressionLevel level = CompressionLevel.NoCompression)
    {
        using var whole = new MemoryStream();
        using (var archive = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            string package = $"<?xml version='1.0'?>\n<package xmlns='http://www.idpf.org/2007/opf' version='{Version}' unique-identifier='uid'>"
                + $"<metadata xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:opf='http://www.idpf.org/2007/opf'>{_metadata}</metadata>"
                + $"<manifest>{string.Concat(_items)}</manifest><spine>{string.Concat(_spine)}</spine></package>";
            IEnumerable<(string, byte[])> files =
            [
                .. HasMimeType ? [("mimetype", "application/epub+zip"u8.ToArray())] : Array.Empty<(string, byte[])>(),
                .. Container is null ? Array.Empty<(string, byte[])>() : [("META-INF/container.xml", Encoding.UTF8.GetBytes(Container))],
                ("OEBPS/content.opf", Encoding.UTF8.GetBytes(package)),
                .. _files,
            ];
            foreach ((string path, byte[] content) in files)
            {
                ZipArchiveEntry entry = archive.CreateEntry(path, level);
                entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream stream = entry.Open();
                stream.Write(Damage(path, content));
            }
        }
        return whole.ToArray();
    }
}
