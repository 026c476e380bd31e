using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.TestDatabases;

namespace ProvenanceAudit.Registry.Tests;

/// <summary>Files in the registry.</summary>
public abstract class StoredFilesContract(TestRegistry registry)
{
    private const int Chunk = StoredFileChunk.MaximumSize;

    private readonly RegistryDatabase _database = registry.Database;
    private readonly StoredFiles _files = new(registry.Database);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData((3 * Chunk) - 1)]
    public async Task A_file_comes_back_byte_for_byte(int size)
    {
        byte[] content = Bytes(size);
        StoredFile file = await _files.WriteAsync(new Trickle(content), "a.bin", "application/x", null, size, Cancellation);
        Assert.Equal(size, file.Size);
        Assert.Equal(SHA256.HashData(content), file.Sha256);
        await using Stream stream = await _files.OpenReadAsync(RegistryScope.Everything, file.Id, Cancellation);
        using var read = new MemoryStream();
        await stream.CopyToAsync(read, Cancellation);
        Assert.Equal(content, read.ToArray());
        // Readers of records read synchronously.
        stream.Position = 0;
        read.SetLength(0);
        stream.CopyTo(read);
        Assert.Equal(content, read.ToArray());
    }

    [Fact]
    public async Task A_file_is_read_from_any_place()
    {
        byte[] content = Bytes((2 * Chunk) + 100);
        StoredFile file = await _files.WriteAsync(new MemoryStream(content), "a", "x/y", null, cancellation: Cancellation);
        await using Stream stream = await _files.OpenReadAsync(RegistryScope.Everything, file.Id, Cancellation);
        foreach (int start in (int[])[(2 * Chunk) - 50, 0, Chunk, Chunk - 1, (2 * Chunk) + 99])
        {
            Assert.Equal(start, stream.Seek(start, SeekOrigin.Begin));
            byte[] part = new byte[Math.Min(100, content.Length - start)];
            await stream.ReadExactlyAsync(part, Cancellation);
            Assert.Equal(content[start..(start + part.Length)], part);
        }
        Assert.Equal(content.Length, stream.Seek(0, SeekOrigin.End));
        Assert.Equal(0, await stream.ReadAsync(new byte[1], Cancellation));
        Assert.Equal(content.Length + 5, stream.Seek(5, SeekOrigin.Current));
        Assert.Equal(0, await stream.ReadAsync(new byte[1], Cancellation));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Seek(-1, SeekOrigin.Begin));
    }

    [Fact]
    public async Task A_file_that_is_too_large_leaves_nothing_behind()
    {
        string name = Samples.Name("large");
        await Assert.ThrowsAsync<FileTooLargeException>(
            () => _files.WriteAsync(new MemoryStream(Bytes(Chunk + 1)), name, "x/y", null, Chunk, Cancellation));
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        Assert.False(await context.Files.AnyAsync(f => f.Name == name, Cancellation));
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing_behind()
    {
        string name = Samples.Name("broken");
        await Assert.ThrowsAsync<IOException>(
            () => _files.WriteAsync(new Trickle(Bytes(Chunk + 1)) { Breaks = true }, name, "x/y", null,
                cancellation: Cancellation));
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        Assert.False(await context.Files.AnyAsync(f => f.Name == name, Cancellation));
    }

    [Fact]
    public async Task A_file_that_was_not_written_to_its_end_is_not_read_and_is_removed_after_a_while()
    {
        // What a program that was killed leaves.
        var file = new StoredFile { Name = "x", MediaType = "x/y", Size = 1, Created = DateTimeOffset.UtcNow.AddDays(-2) };
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.AddRange(file, new StoredFileChunk { FileId = file.Id, Ordinal = 0, Content = [1] });
        await context.SaveChangesAsync(Cancellation);
        await Assert.ThrowsAsync<FileNotFoundException>(() =>
            _files.OpenReadAsync(RegistryScope.Everything, file.Id, Cancellation));
        await _files.RemoveBrokenOffAsync(TimeSpan.FromDays(3), Cancellation);
        Assert.True(await context.Files.AnyAsync(f => f.Id == file.Id, Cancellation));
        await _files.RemoveBrokenOffAsync(TimeSpan.FromDays(1), Cancellation);
        Assert.False(await context.Files.AnyAsync(f => f.Id == file.Id, Cancellation));
        Assert.False(await context.FileChunks.AnyAsync(c => c.FileId == file.Id, Cancellation));
    }

    [Fact]
    public async Task A_file_that_nothing_came_to_be_about_is_removed_after_a_while_and_one_in_use_is_not()
    {
        Catalog catalog = await Samples.CatalogAsync(_database);
        StoredFile FileOf(string name) => new()
        {
            Name = name,
            MediaType = "x/y",
            RightsHolderId = catalog.RightsHolderId,
            Sha256 = new byte[32],
            Created = DateTimeOffset.UtcNow.AddDays(-2),
        };
        StoredFile used = FileOf("used"), unused = FileOf("unused");
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        context.AddRange(used, unused);
        await context.SaveChangesAsync(Cancellation);
        context.Add(new Submission
        {
            CatalogId = catalog.Id,
            RightsHolderId = catalog.RightsHolderId,
            FileName = "used",
            Size = 0,
            Sha256 = new byte[32],
            StoredFileId = used.Id,
        });
        await context.SaveChangesAsync(Cancellation);
        await _files.RemoveBrokenOffAsync(TimeSpan.FromDays(1), Cancellation);
        Assert.Equal([used.Id], await context.Files.Where(f => f.Id == used.Id || f.Id == unused.Id).Select(f => f.Id).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_file_is_read_by_its_rights_holder_and_the_operator_alone()
    {
        Guid owner = (await Samples.CatalogAsync(_database)).RightsHolderId;
        Guid other = (await Samples.CatalogAsync(_database)).RightsHolderId;
        StoredFile file = await _files.WriteAsync(new MemoryStream([1, 2]), "a", "x/y", owner, cancellation: Cancellation);
        foreach (RegistryScope scope in (RegistryScope[])[RegistryScope.Everything, RegistryScope.Of(owner)])
        {
            await using Stream stream = await _files.OpenReadAsync(scope, file.Id, Cancellation);
            Assert.Equal(1, stream.ReadByte());
        }
        await Assert.ThrowsAsync<FileNotFoundException>(() =>
            _files.OpenReadAsync(RegistryScope.Of(other), file.Id, Cancellation));
    }

    [Fact]
    public async Task A_file_removed_while_it_is_read_is_an_error_and_no_early_end()
    {
        StoredFile file = await _files.WriteAsync(new MemoryStream(Bytes(Chunk + 1)), "a", "x/y", null,
            cancellation: Cancellation);
        await using Stream stream = await _files.OpenReadAsync(RegistryScope.Everything, file.Id, Cancellation);
        Assert.True(await _files.DeleteAsync(file.Id, Cancellation));
        Assert.False(await _files.DeleteAsync(file.Id, Cancellation));
        await Assert.ThrowsAsync<IOException>(() => stream.CopyToAsync(Stream.Null, Cancellation));
    }

    [Theory]
    [InlineData("C:\\Users\\me\\books.zip", "books.zip")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("a\r\nb.txt", "ab.txt")]
    [InlineData("..", "file")]
    [InlineData("x/", "file")]
    [InlineData("Ünï 🐋.epub", "Ünï 🐋.epub")]
    public async Task The_name_of_a_file_is_no_path(string given, string kept) =>
        Assert.Equal(kept, (await _files.WriteAsync(Stream.Null, given, "x/y", null, cancellation: Cancellation)).Name);

    private static byte[] Bytes(int size)
    {
        byte[] bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Gives less than was asked for, as networks do.</summary>
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public bool Breaks { get; init; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Breaks && Position == Length
                ? throw new IOException("the connection was closed")
                : base.ReadAsync(buffer[..Math.Min(buffer.Length, 70_001)], cancellationToken);
    }
}

public sealed class StoredFilesOnSqlite(SqliteRegistry registry) : StoredFilesContract(registry), IClassFixture<SqliteRegistry>;

public sealed class StoredFilesOnPostgreSql(PostgreSqlRegistry registry)
    : StoredFilesContract(registry), IClassFixture<PostgreSqlRegistry>;
