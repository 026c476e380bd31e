using System.IO.Compression;
using System.Text;
using ProvenanceAudit.Records;

namespace ProvenanceAudit.Tests.Records;

public sealed class InputFileTests
{
    private const string Text = "{\"text\":\"naïve café 😀\"}\n";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("utf-8", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-32", true)]
    public void The_content_is_UTF_8_without_a_mark_whatever_the_file_is_stored_as(string encoding, bool mark)
    {
        byte[] stored = Stored(encoding, mark);
        Assert.Equal(Text, ContentOf(stored));
        Assert.Equal(Text, ContentOf(Gzip(stored)));
        Assert.Equal(Text, ContentOf(Gzip(Gzip(stored))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("é")]
    public void A_file_shorter_than_its_longest_mark_is_read(string text) =>
        Assert.Equal(text, ContentOf(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Gzip_files_that_were_joined_are_read_to_the_end() =>
        Assert.Equal(Text + Text, ContentOf([.. Gzip(Stored("utf-8", false)), .. Gzip(Stored("utf-8", false))]));

    [Fact]
    public void Position_counts_bytes_as_stored_and_ends_at_the_length()
    {
        byte[] stored = Gzip(Encoding.UTF8.GetBytes(new string('x', 1_000_000)));
        using InputFile file = InputFile.Of("x.gz", new MemoryStream(stored));
        file.Content.CopyTo(Stream.Null);

        Assert.Equal(stored.Length, file.Length);
        Assert.Equal(stored.Length, file.Position);
    }

    [Fact]
    public void The_head_can_be_looked_at_and_is_read_all_the_same()
    {
        byte[] content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1000)));
        using InputFile file = InputFile.Of("x", new PiecewiseStream(Gzip(content), [1, 2, 3]));

        Assert.Equal(content[..InputFile.HeadBytes], file.Head.ToArray());
        Assert.Equal(content, ReadAll(file));
    }

    [Theory]
    [InlineData(new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 4, 0, 0 }, "Zstandard")]
    [InlineData(new byte[] { 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0 }, "xz")]
    [InlineData(new byte[] { 0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59 }, "bzip2")]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 20, 0, 0 }, "ZIP")]
    public void Other_compression_is_refused_by_its_name(byte[] stored, string name)
    {
        var e = Assert.Throws<InvalidDataException>(() => InputFile.Of("answers", new MemoryStream(stored)));
        Assert.Contains("'answers'", e.Message, StringComparison.Ordinal);
        Assert.Contains(name, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_file_that_is_cut_anywhere_opens_and_breaks_where_it_is_read()
    {
        byte[] whole = Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 500))));
        for (int length = 2; length < whole.Length; length++)
        {
            using InputFile file = InputFile.Of("x.gz", new MemoryStream(whole[..length]));
            Assert.Throws<InvalidDataException>(() => ReadAll(file));
        }
    }

    [Fact]
    public void A_missing_file_and_a_folder_say_so_when_opened()
    {
        Assert.ThrowsAny<IOException>(() => InputFile.Open(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), Now));
        Assert.Throws<UnauthorizedAccessException>(() => InputFile.Open(Path.GetTempPath(), Now));
    }

    private static byte[] Stored(string encoding, bool mark)
    {
        Encoding stored = Encoding.GetEncoding(encoding);
        return [.. mark ? stored.GetPreamble() : [], .. stored.GetBytes(Text)];
    }

    private static string ContentOf(byte[] stored)
    {
        using InputFile file = InputFile.Of("x", new PiecewiseStream(stored, [1, 3, 2]));
        return Encoding.UTF8.GetString(ReadAll(file));
    }

    private static byte[] ReadAll(InputFile file)
    {
        using var content = new MemoryStream();
        file.Content.CopyTo(content);
        return content.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using var stored = new MemoryStream();
        using (var gzip = new GZipStream(stored, CompressionMode.Compress))
            gzip.Write(content);
        return stored.ToArray();
    }
}
