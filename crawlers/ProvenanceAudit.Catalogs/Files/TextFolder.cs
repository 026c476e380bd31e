using System.IO.Enumeration;

namespace ProvenanceAudit.Catalogs.Files;

/// <summary>Walks a folder of files.</summary>
internal static class TextFolder
{
    // Folders are walked to a depth that no real collection has.
    private static readonly EnumerationOptions Walk = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 32,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = true,
    };

    /// <summary>All files and links, hidden ones left out, in order of their paths; linked folders are not entered.</summary>
    public static IEnumerable<FileInfo> Files(string folder)
    {
        var files = new FileSystemEnumerable<FileInfo>(
            folder, (ref FileSystemEntry entry) => new FileInfo(entry.ToFullPath()), Walk)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory || IsLink(entry),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(entry),
        };
        return files.OrderBy(f => f.FullName, StringComparer.Ordinal);
    }

    /// <summary>Size in bytes; 0 of a link, and of a file that is not there any more.</summary>
    public static long LengthOf(FileInfo file) => file.Exists && file.LinkTarget is null ? file.Length : 0;

    private static bool IsLink(in FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;
}
