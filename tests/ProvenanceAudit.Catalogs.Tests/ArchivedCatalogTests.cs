using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace ProvenanceAudit.Catalogs.Tests;

public sealed class ArchivedCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_of_a_ZIP_whose_checksum_is_wrong_is_refused_and_the_others_are_read()
    {
        byte[] zip = Zip(("a.txt", "damaged"), ("b.txt", "good"));
        int directory = zip.AsSpan().IndexOf("PK\x01\x02"u8);
        zip[directory + 16] ^= 0xFF;
        Assert.Equal(
            ["a.txt: it is damaged: its bytes do not have the checksum that the archive states; pack it and send it again", "b.txt: b"], Read(zip));
    }

    [Fact]
    public void A_file_of_a_ZIP_that_cannot_be_unpacked_is_refused_in_plain_words()
    {
        byte[] zip = Zip(("a.txt", new string('a', 100)), ("b.txt", "good"));
        zip.AsSpan(zip.AsSpan().IndexOf("a.txt"u8) + 5, 2).Fill(0xFF);
        Assert.Equal(["a.txt: its packed bytes are damaged and cannot be unpacked; pack it and send it again", "b.txt: b"], Read(zip));
    }

    [Fact]
    public void A_method_of_packing_that_is_not_read_is_told()
    {
        byte[] zip = Zip(("a.txt", "text"));
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.AsSpan().IndexOf("PK\x01\x02"u8) + 10), 98);
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(8), 98);
        Assert.Equal(["a.txt: it is damaged, or packed in a way that is not read here; pack it again as an ordinary ZIP"], Read(zip));
    }

    [Fact]
    public void A_tar_that_was_cut_gives_no_half_of_a_text()
    {
        byte[] tar = Tar(("a.txt", "good"), ("b.txt", new string('b', 2000)));
        Assert.Equal(
            [
                ": the archive cannot be read any further: it was cut; send the whole file again", "a.txt: a",
                "b.txt: the archive ends within it: it was cut; send the whole archive again",
            ],
            Read(tar[..2500]));
    }

    [Fact]
    public void Of_two_files_of_a_tar_that_have_one_path_the_second_is_refused() => Assert.Equal(
        ["a.txt: a", "a.txt: another entry of the archive has the same path; pack it again with paths that differ"], Read(Tar(("a.txt", "one"), ("a.txt", "two"))));

    [Fact]
    public void Names_in_a_tar_are_told_without_what_moves_a_cursor() =>
        Assert.Equal(["a\uFFFD[31m.txt: a\u001B[31m"], Read(Tar(("a\u001B[31m.txt", "text"))));

    [Fact]
    public void A_header_of_a_tar_that_claims_more_than_there_can_be_is_told()
    {
        byte[] tar = Tar(("a.txt", "good"));
        byte[] header = new byte[1024];
        Encoding.ASCII.GetBytes("x").CopyTo(header, 0);
        Encoding.ASCII.GetBytes("0000644\00000000\00000000\020000000000\000000000000\0        x").CopyTo(header, 100);
        Encoding.ASCII.GetBytes("ustar\000").CopyTo(header, 257);
        Encoding.ASCII.GetBytes($"{Convert.ToString(header.AsSpan(0, 512).ToArray().Sum(b => b), 8).PadLeft(6, '0')}\0 ").CopyTo(header, 148);
        string[] told = Read([.. tar.AsSpan(0, 1024), .. header]);
        Assert.Equal(2, told.Length);
        Assert.StartsWith(": the archive cannot be read any further: ", told[0], StringComparison.Ordinal);
        Assert.Equal("a.txt: a", told[1]);
        Assert.StartsWith(": the tar archive is damaged: ", Assert.Single(Read(header)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_gzip_packed_and_was_cut_is_told_in_plain_words()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 10_000).Select(i => $"word{i * 7919 % 10_007} "))));
        Assert.Equal([": its packed bytes end too early: it was cut; send the whole file again"], Read(packed.ToArray()[..2000]));
    }

    // What was read, by the path within the archive: the id of a work, or why there is none.
    private string[] Read(byte[] archive)
    {
        string path = _folder.File("archive", archive);
        var settings = new IntakeSettings { TemporaryFolder = _folder.At("temporary"), Cancellation = TestContext.Current.CancellationToken };
        Directory.CreateDirectory(settings.TemporaryFolder);
        string[] told = [.. new CatalogReader(path, settings).Records().Select(r => $"{r.File[path.Length..].TrimStart('/')}: {r.Refusal ?? r.Work!.Id}")];
        Assert.Empty(Directory.EnumerateFileSystemEntries(settings.TemporaryFolder));
        return told;
    }

    private static byte[] Zip(params (string Path, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string path, string text) in files)
            {
                using Stream stream = zip.CreateEntry(path).Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }

    private static byte[] Tar(params (string Path, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach ((string path, string text) in files)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }
        return bytes.ToArray();
    }
}
