using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>A submission's file in a temporary folder of its own, where a catalog reader can read it from any place, and unpack what it must.</summary>
internal sealed class SubmissionFile : IDisposable
{
    /// <summary>Name of the folder of temporary folders, in the data folder.</summary>
    public const string FolderName = "unpacked";

    private SubmissionFile(string folder, string path) => (Folder, Path) = (folder, path);

    /// <summary>The folder, which is removed with this.</summary>
    public string Folder { get; }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Copies a submission's file.</summary>
    /// <param name="files">Where it is kept.</param>
    /// <param name="submission">The submission, whose file was handed in or fetched.</param>
    /// <param name="dataFolder">Temporary folders are made in it, where there is room for what is handed in.</param>
    /// <param name="cancellation">Breaks off.</param>
    public static async Task<SubmissionFile> OpenAsync(
        StoredFiles files, Submission submission, string dataFolder, CancellationToken cancellation)
    {
        string all = System.IO.Path.Combine(dataFolder, FolderName);
        Directory.CreateDirectory(all);
        // What a worker that was killed left behind.
        foreach (string left in Directory.EnumerateDirectories(all, $"{submission.Id:N}-*"))
            Directory.Delete(left, recursive: true);
        string folder = System.IO.Path.Combine(all, $"{submission.Id:N}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        try
        {
            string file = System.IO.Path.Combine(folder, "submission");
            await using (Stream stored = await files.OpenReadAsync(RegistryScope.Everything, submission.StoredFileId!.Value, cancellation))
            await using (FileStream copy = File.Create(file))
                await stored.CopyToAsync(copy, cancellation);
            return new SubmissionFile(folder, file);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Temporary folders that there are, of whatever program, with the submission that each is of.</summary>
    public static IReadOnlyList<(string Folder, Guid SubmissionId)> ListFolders(string dataFolder)
    {
        string all = System.IO.Path.Combine(dataFolder, FolderName);
        return !Directory.Exists(all) ? [] :
        [
            .. Directory.EnumerateDirectories(all)
                .Select(folder => (folder, Guid.TryParseExact(System.IO.Path.GetFileName(folder).Split('-')[0], "N", out Guid id) ? id : Guid.Empty)),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
