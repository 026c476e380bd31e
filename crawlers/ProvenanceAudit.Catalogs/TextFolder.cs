using System.IO.Enumeration;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs;

/// <summary>
/// Reads a folder of text files, one work a file: the id is the file's name without its ending, and below the folder itself
/// the path to it, with slashes.
/// </summary>
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

    /// <summary>Reads all files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="report">Told of the files that cannot be used.</param>
    /// <param name="onRead">Told the size in bytes of each file once it was read.</param>
    public static IEnumerable<(WorkText Work, string File, long Line)> Read(
        string folder, Action<InputProblem> report, Action<long> onRead)
    {
        foreach (FileInfo file in Files(folder))
        {
            string name = Path.GetRelativePath(folder, file.FullName);
            // A folder that was unpacked from an archive can hold links to any file of the machine.
            string? refusal = file.LinkTarget is not null ? "it is a link; put the text itself into the folder"
                : JsonLinesFile.IsNamed(name) ? "the file is JSON, not a text; to read its records, name it itself as the catalog"
                : null;
            if (refusal is not null)
            {
                report(new InputProblem(Path.Combine(folder, name), 0, null, refusal));
                onRead(LengthOf(file));
                continue;
            }
            foreach (var work in ReadFile(new FileInfo(Path.Combine(folder, name)), name, report, onRead))
                yield return work;
        }
    }

    /// <summary>Reads one file as one work, or reports why not.</summary>
    /// <param name="file">The file, by the path that messages name.</param>
    /// <param name="name">What the work's id is made from.</param>
    /// <param name="report">Told of problems.</param>
    /// <param name="onRead">Told the file's size in bytes once it was read.</param>
    public static IEnumerable<(WorkText Work, string File, long Line)> ReadFile(
        FileInfo file, string name, Action<InputProblem> report, Action<long> onRead)
    {
        string id = Path.ChangeExtension(name, null).Replace(Path.DirectorySeparatorChar, '/');
        if (id.Length == 0)
            id = name;
        TextFile text = TextFile.Read(file.FullName);
        onRead(file.Exists ? file.Length : 0);
        if (text.Problem is not null)
            report(new InputProblem(file.ToString(), 0, null, $"the file {text.Problem}"));
        if (text.Text is null)
            yield break;
        if (id.Length > Work.LongestId)
        {
            string reason = $"the file's path gives an id of {id.Length} characters; {Work.LongestId} are allowed";
            report(new InputProblem(file.ToString(), 0, null, reason));
            yield break;
        }
        yield return (new WorkText(new Work { Id = id, Title = Path.GetFileName(id) }, text.Text), file.ToString(), 0);
    }

    private static bool IsLink(in FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;
}
