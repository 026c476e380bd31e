using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs;

/// <summary>
/// Reads a folder of text files, one work a file: the id is the file's name without its ending, and below the folder itself the path to it, with slashes.
/// </summary>
internal static class TextFolder
{
    // Folders are walked to a depth that no real collection has; a loop of links ends there at the latest, and links to folders are not followed anyway.
    private static readonly EnumerationOptions Walk = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 32,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        IgnoreInaccessible = true,
    };

    /// <summary>All files, hidden ones left out, in order of their names.</summary>
    public static IEnumerable<FileInfo> Files(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", Walk).OrderBy(f => f.FullName, StringComparer.Ordinal);

    /// <summary>Reads all files.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="report">Told of the files that cannot be used.</param>
    /// <param name="onRead">Told the size in bytes of each file once it was read.</param>
    public static IEnumerable<(WorkText Work, string File, long Line)> Read(string folder, Action<InputProblem> report, Action<long> onRead)
    {
        foreach (FileInfo file in Files(folder))
        {
            string name = Path.GetRelativePath(folder, file.FullName);
            foreach (var work in ReadFile(file, name, report, onRead))
                yield return work;
        }
    }

    /// <summary>Reads one file as one work, or reports why not.</summary>
    /// <param name="file">The file.</param>
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
        onRead(file.Length);
        if (text.Problem is not null)
            report(new InputProblem(file.ToString(), 0, null, $"the file {text.Problem}"));
        if (text.Text is null)
            yield break;
        if (id.Length > Work.LongestId)
        {
            report(new InputProblem(file.ToString(), 0, null, $"the file's name gives an id of {id.Length} characters; {Work.LongestId} are allowed"));
            yield break;
        }
        yield return (new WorkText(new Work { Id = id, Title = Path.GetFileName(id) }, text.Text), file.ToString(), 0);
    }
}
