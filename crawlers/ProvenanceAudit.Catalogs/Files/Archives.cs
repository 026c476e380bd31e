using System.IO.Compression;

namespace ProvenanceAudit.Catalogs.Files;

/// <summary>Tells archives of files from formats that are made of archives.</summary>
internal static class Archives
{
    private static readonly string[] DocumentParts = ["mimetype", "META-INF/container.xml", "[Content_Types].xml"];

    /// <summary>Whether a file is a ZIP archive of files, and not a document in a ZIP: an EPUB, an office document.</summary>
    /// <exception cref="InvalidDataException">It is a ZIP that is damaged.</exception>
    public static bool IsZip(CatalogFile file)
    {
        if (!file.Head.BeginsWith("PK\x03\x04"u8) && !file.Head.BeginsWith("PK\x05\x06"u8))
            return false;
        try
        {
            using var archive = new ZipArchive(file.Seekable(), ZipArchiveMode.Read, leaveOpen: true);
            return !archive.Entries.Any(e => DocumentParts.Contains(e.FullName, StringComparer.Ordinal));
        }
        catch (InvalidDataException)
        {
            throw new InvalidDataException("the ZIP archive is damaged: its directory cannot be read; send it again");
        }
    }

    /// <summary>Whether a file is a tar archive: POSIX, GNU, or the old form by its checksum.</summary>
    public static bool IsTar(FileHead head)
    {
        ReadOnlySpan<byte> block = head.Bytes.Span;
        if (block.Length < 512 || block[0] == 0)
            return false;
        if (block[257..].StartsWith("ustar"u8))
            return true;
        // The checksum of the header, its own field counted as spaces, stands in it in octal digits.
        int sum = 8 * ' ';
        for (int i = 0; i < 512; i++)
            sum += i is >= 148 and < 156 ? 0 : block[i];
        ReadOnlySpan<byte> field = block.Slice(148, 8).Trim(" \0"u8);
        int stated = 0;
        foreach (byte digit in field)
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return false;
            stated = stated * 8 + digit - '0';
        }
        return field.Length >= 3 && stated == sum;
    }
}
