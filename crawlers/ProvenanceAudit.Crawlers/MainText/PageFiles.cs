using System.IO.Compression;
using System.IO.Enumeration;
using ProvenanceAudit.Text.Pages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>A page that was read from a file.</summary>
/// <param name="Name">The file's name; of one in a folder below, the path to it from the folder that was named, with slashes.</param>
/// <param name="Page">What the page says.</param>
/// <param name="Encoding">What it was encoded in, by the name of the WHATWG Encoding Standard.</param>
public sealed record FilePage(string Name, PageText Page, string Encoding);

/// <summary>
/// Reads pages from a file or from all files of a folder that are named as pages are, plain or packed with gzip. Many are read at once; they come in the
/// order of their names all the same.
/// </summary>
public static class PageFiles
{
    /// <summary>Largest page that is read, in bytes as unpacked: twenty times the largest that people come upon.</summary>
    public const int MaximumBytes = 64 << 20;

    // Folders are walked to a depth that no real collection has.
    private static readonly EnumerationOptions Walk = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 32,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = true,
    };

    private static readonly string[] Endings = [".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".xhtml.gz"];

    /// <summary>The files that <see cref="Read"/> reads, by name and path, in order.</summary>
    /// <param name="path">A file, whatever its name, or a folder; linked folders are not entered.</param>
    /// <exception cref="FileNotFoundException">There is neither.</exception>
    public static IReadOnlyList<(string Name, string Path)> List(string path)
    {
        if (!Directory.Exists(path))
            return File.Exists(path) ? [(Path.GetFileName(path), path)] : throw new FileNotFoundException($"there is no file or folder '{path}'");
        var files = new FileSystemEnumerable<string>(path, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), Walk)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsNamedAsPage(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        return [.. files.Select(f => (Name: Path.GetRelativePath(path, f).Replace(Path.DirectorySeparatorChar, '/'), f))
            .OrderBy(f => f.Name, StringComparer.Ordinal)];
    }

    /// <summary>Reads files. The result does not depend on the number of threads.</summary>
    /// <param name="files">What <see cref="List"/> listed.</param>
    /// <param name="threads">How many to read at once; 1 or more.</param>
    /// <param name="report">Told of each file that cannot be read, in the same order, on the thread that takes the pages.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static IEnumerable<FilePage> Read(IReadOnlyList<(string Name, string Path)> files, int threads, Action<InputProblem> report,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        foreach ((FilePage? page, string? problem, string path) in files.InOrder(threads, ReadFile, cancellation))
        {
            if (problem is not null)
                report(new InputProblem(path, 0, null, problem));
            if (page is not null)
                yield return page;
        }
    }

    private static bool IsNamedAsPage(ReadOnlySpan<char> name)
    {
        foreach (string ending in Endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private static (FilePage? Page, string? Problem, string Path) ReadFile((string Name, string Path) file)
    {
        (string name, string path) = file;
        try
        {
            byte[] bytes = ReadBytes(path);
            if (bytes.Length == 0)
                return (null, "the file is empty", path);
            if (KindOf(bytes) is { } kind)
                return (null, $"the file is {kind}, not a page", path);
            DecodedPage decoded = PageDecoder.Decode(bytes);
            return (new FilePage(name, MainTextReader.Read(decoded.Text), decoded.Encoding), null, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return (null, $"the file cannot be read: {e.Message}", path);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> mark = stackalloc byte[2];
        bool isGzip = file.ReadAtLeast(mark, 2, throwOnEndOfStream: false) == 2 && mark[0] == 0x1F && mark[1] == 0x8B;
        file.Position = 0;
        using Stream content = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > MaximumBytes)
                throw new InvalidDataException($"it is larger than {MaximumBytes >> 20} MiB");
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }

    private static string? KindOf(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("%PDF-"u8) ? "a PDF"
        : bytes.StartsWith("PK\x03\x04"u8) ? "a ZIP archive or an Office document"
        : bytes.StartsWith("\x89PNG"u8) || bytes.StartsWith("GIF8"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "a picture"
        : IsBinary(bytes) ? "binary"
        : null;

    /// <summary>Whether the beginning holds more zero bytes than a slip, and not at every other place as UTF-16 does.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> head = bytes[..Math.Min(bytes.Length, 1024)];
        int zeros = head.Count((byte)0);
        return zeros > head.Length / 50 && PageDecoder.Decode(bytes[..head.Length]).Encoding is not ("UTF-16LE" or "UTF-16BE");
    }
}
