using System.IO.Compression;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>
/// A submission's file in a temporary folder of its own, where a catalog reader can read it. A ZIP is unpacked: its text files are
/// the works, or, where it holds one JSON Lines file at its top, that is the catalog and may name the texts beside it.
/// </summary>
internal sealed class UnpackedSubmission : IDisposable
{
    /// <summary>Name of the folder of temporary folders, in the data folder.</summary>
    public const string FolderName = "unpacked";

    // More than any catalog has; each costs a look at the disk.
    private const int MostEntries = 2_000_000;

    private static readonly string[] JsonLinesEndings = [".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"];

    private readonly string _folder;

    private UnpackedSubmission(string folder, string path) => (_folder, Path) = (folder, path);

    /// <summary>The file or folder to be read.</summary>
    public string Path { get; }

    /// <summary>Copies and unpacks a submission.</summary>
    /// <param name="files">Where it is kept.</param>
    /// <param name="submission">The submission.</param>
    /// <param name="dataFolder">Temporary folders are made in it, where there is room for what is handed in.</param>
    /// <param name="maximumBytes">Most bytes that a ZIP may hold.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="InvalidDataException">The file is a ZIP that is damaged or holds too much.</exception>
    public static async Task<UnpackedSubmission> OpenAsync(
        StoredFiles files, Submission submission, string dataFolder, long maximumBytes, CancellationToken cancellation)
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
            string file = System.IO.Path.Combine(folder, NameOf(submission.FileName));
            await using (Stream stored = await files.OpenReadAsync(RegistryScope.Everything, submission.StoredFileId, cancellation))
            await using (FileStream copy = File.Create(file))
                await stored.CopyToAsync(copy, cancellation);
            string path = file.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
                ? await UnpackAsync(file, System.IO.Path.Combine(folder, "files"), maximumBytes, cancellation)
                : file;
            return new UnpackedSubmission(folder, path);
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

    /// <summary>The name of a file as its sender knows it: within the submission, without our folders.</summary>
    public string NameInSubmission(string file, string submitted)
    {
        string full = System.IO.Path.GetFullPath(file);
        string unpacked = System.IO.Path.Combine(_folder, "files") + System.IO.Path.DirectorySeparatorChar;
        return full.StartsWith(unpacked, StringComparison.Ordinal) ? $"{submitted}/{full[unpacked.Length..].Replace('\\', '/')}" : submitted;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    // Names of up to 255 bytes can be had on all file systems; the end tells what the file is.
    private static string NameOf(string submitted) => submitted.Length <= 60 ? submitted : submitted[^60..].TrimStart('.', ' ');

    private static async Task<string> UnpackAsync(string zip, string folder, long maximumBytes, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        string root = folder + System.IO.Path.DirectorySeparatorChar;
        string name = System.IO.Path.GetFileName(zip);
        using ZipArchive archive = ZipFile.OpenRead(zip);
        if (archive.Entries.Count > MostEntries)
            throw new InvalidDataException($"the archive '{name}' has more than {MostEntries:N0} entries; split it");
        long left = maximumBytes;
        foreach (ZipArchiveEntry entry in archive.Entries.Where(e => !e.FullName.EndsWith('/') && !IsOfTheSystem(e.FullName)))
        {
            string target = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, entry.FullName.Replace('\\', '/')));
            if (!target.StartsWith(root, StringComparison.Ordinal))
                throw new InvalidDataException($"the archive '{name}' is not to be trusted: its entry '{entry.FullName}' leads out of it");
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            await using Stream content = await entry.OpenAsync(cancellation);
            await using FileStream file = File.Create(target);
            left -= await CopyAsync(content, file, left, name, cancellation);
        }
        File.Delete(zip);
        string[] catalogs = [.. Directory.EnumerateFiles(folder)
            .Where(f => JsonLinesEndings.Any(e => f.EndsWith(e, StringComparison.OrdinalIgnoreCase)))];
        return catalogs is [string only] ? only : folder;
    }

    private static bool IsOfTheSystem(string entry) => entry.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || entry.EndsWith(".DS_Store", StringComparison.Ordinal) || entry.EndsWith("Thumbs.db", StringComparison.Ordinal);

    // The size that an entry states need not be the one that it has.
    private static async Task<long> CopyAsync(Stream from, FileStream to, long most, string name, CancellationToken cancellation)
    {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        while (await from.ReadAsync(buffer, cancellation) is > 0 and int read)
        {
            copied += read;
            if (copied > most)
                throw new InvalidDataException($"the archive '{name}' unpacks to more than can be taken; split it");
            await to.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }
        return copied;
    }
}
