using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace ProvenanceAudit.Registry;

/// <summary>
/// Writes and reads the files of the registry as streams; memory is bounded by a chunk, whatever the file's size.
/// </summary>
public sealed class StoredFiles
{
    private readonly RegistryDatabase _database;

    /// <summary>Makes the files of a database.</summary>
    public StoredFiles(RegistryDatabase database) => _database = database;

    /// <summary>Keeps a file.</summary>
    /// <param name="content">Read to its end; not disposed of.</param>
    /// <param name="name">Name as its sender has it; of a path, the last part is kept.</param>
    /// <param name="mediaType">Media type.</param>
    /// <param name="rightsHolderId">The rights holder that may read it; null when the operator alone may.</param>
    /// <param name="maximumSize">Most bytes taken.</param>
    /// <param name="cancellation">Breaks off; what was written is removed.</param>
    /// <returns>The file, with size and hash.</returns>
    /// <exception cref="FileTooLargeException">The content is longer than <paramref name="maximumSize"/>.</exception>
    public async Task<StoredFile> WriteAsync(
        Stream content, string name, string mediaType, Guid? rightsHolderId, long maximumSize = long.MaxValue,
        CancellationToken cancellation = default)
    {
        var file = new StoredFile { Name = NameOf(name), MediaType = mediaType, RightsHolderId = rightsHolderId };
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.Add(file);
        await context.SaveChangesAsync(cancellation);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[StoredFileChunk.MaximumSize];
            for (int ordinal = 0; ; ordinal++)
            {
                int read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
                if (read == 0)
                    break;
                file.Size += read;
                if (file.Size > maximumSize)
                {
                    throw new FileTooLargeException(string.Create(
                        CultureInfo.InvariantCulture, $"the file '{file.Name}' is larger than {maximumSize:N0} bytes"));
                }
                hash.AppendData(buffer, 0, read);
                var chunk = new StoredFileChunk
                {
                    FileId = file.Id,
                    Ordinal = ordinal,
                    RightsHolderId = rightsHolderId,
                    Content = buffer[..read],
                };
                context.Add(chunk);
                await context.SaveChangesAsync(cancellation);
                context.Entry(chunk).State = EntityState.Detached;
                if (read < buffer.Length)
                    break;
            }
            file.Sha256 = hash.GetHashAndReset();
            await context.SaveChangesAsync(cancellation);
            return file;
        }
        catch
        {
            await DeleteAsync(file.Id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Opens a file for reading, from any place in it. Each chunk is read when it is needed.</summary>
    /// <param name="scope">Whose files may be read.</param>
    /// <param name="fileId">The file.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="FileNotFoundException">The scope has no such file, or it was not written to its end.</exception>
    public async Task<Stream> OpenReadAsync(RegistryScope scope, Guid fileId, CancellationToken cancellation = default)
    {
        await using RegistryContext context = _database.CreateContext(scope);
        StoredFile? file = await context.Files.AsNoTracking()
            .SingleOrDefaultAsync(f => f.Id == fileId && f.Sha256 != null, cancellation);
        return file is null
            ? throw new FileNotFoundException($"the registry has no file {fileId}")
            : new StoredFileStream(_database, scope, file);
    }

    /// <summary>Removes a file, whole or broken off.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> DeleteAsync(Guid fileId, CancellationToken cancellation = default)
    {
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        return await context.Files.Where(f => f.Id == fileId).ExecuteDeleteAsync(cancellation) == 1;
    }

    /// <summary>
    /// Removes files whose writing was broken off, as by a program that was killed, and those that nothing came to be about: the
    /// program ended between the file and its submission.
    /// </summary>
    /// <param name="age">Time since writing began; longer than any upload takes.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>Number of files removed.</returns>
    public async Task<int> RemoveBrokenOffAsync(TimeSpan age, CancellationToken cancellation = default)
    {
        DateTimeOffset before = DateTimeOffset.UtcNow - age;
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        // What is forgotten here is refused by its foreign key, and stays.
        return await context.Files
            .Where(f => f.Created < before && (f.Sha256 == null
                || (!context.Submissions.Any(s => s.StoredFileId == f.Id) && !context.Scans.Any(s => s.OutputsFileId == f.Id)
                    && !context.ReportFiles.Any(r => r.StoredFileId == f.Id))))
            .ExecuteDeleteAsync(cancellation);
    }

    // Browsers send the name alone, other programs may send a path of either style; what is left is safe in headers.
    private static string NameOf(string name)
    {
        string last = name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        string visible = string.Concat(last.Where(c => !char.IsControl(c))).Trim();
        return visible is "" or "." or ".." ? "file" : visible;
    }
}
