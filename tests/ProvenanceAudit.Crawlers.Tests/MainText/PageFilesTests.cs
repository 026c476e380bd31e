using System.IO.Compression;
using System.Text;
using ProvenanceAudit.Crawlers.MainText;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Crawlers.Tests.MainText;

public sealed class PageFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("page-files-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pages_of_a_folder_come_in_the_order_of_their_names_on_any_number_of_threads()
    {
        for (int i = 0; i < 40; i++)
            Put($"{i:D2}.html", Encoding.UTF8.GetBytes($"<p>Page number {i} of this folder.</p>"));
        Put("below/z.htm", "<p>In a folder below.</p>"u8.ToArray());
        Put("notes.txt", "no page"u8.ToArray());
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"{i:D2}.html"), "below/z.htm"];
        foreach (int threads in new[] { 1, 2, 7 })
        {
            FilePage[] pages = [.. Read(_folder, threads, out List<InputProblem> problems)];
            Assert.Equal(names, pages.Select(p => p.Name));
            Assert.Equal("Page number 17 of this folder.", pages[17].Page.Text);
            Assert.Empty(problems);
        }
    }

    [Fact]
    public void A_packed_page_and_one_in_another_encoding_are_read()
    {
        using (var packed = new GZipStream(File.Create(At("a.html.gz")), CompressionLevel.Fastest))
            packed.Write([.. "<meta charset=iso-8859-1><p>Gr"u8, 0xF6, 0xDF, .. "e</p>"u8]);
        FilePage page = Assert.Single(Read(At("a.html.gz"), 1, out _));
        Assert.Equal(("a.html.gz", "Größe", "windows-1252"), (page.Name, page.Page.Text, page.Encoding));
    }

    [Fact]
    public void Each_file_that_cannot_be_read_is_one_problem_and_the_others_are_read()
    {
        Put("a.html", []);
        Put("b.html", [.. "%PDF-1.7 "u8, 0, 0]);
        Put("c.html", new byte[5000]);
        Put("d.html.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]);
        Put("e.html", "<p>A good page.</p>"u8.ToArray());
        Assert.Equal("e.html", Assert.Single(Read(_folder, 2, out List<InputProblem> problems)).Name);
        Assert.Equal([At("a.html"), At("b.html"), At("c.html"), At("d.html.gz")], problems.Select(p => p.File));
        Assert.Equal(["the file is empty", "the file is a PDF, not a page", "the file is binary, not a page"], problems.Take(3).Select(p => p.Reason));
    }

    [Fact]
    public void A_page_that_unpacks_without_end_is_a_problem()
    {
        using (var packed = new GZipStream(File.Create(At("bomb.html")), CompressionLevel.Fastest))
        {
            byte[] spaces = new byte[1 << 20];
            Array.Fill(spaces, (byte)' ');
            for (int i = 0; i < 70; i++)
                packed.Write(spaces);
        }
        Assert.Empty(Read(_folder, 1, out List<InputProblem> problems));
        Assert.Contains("larger than 64 MiB", Assert.Single(problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_not_there_is_told() =>
        Assert.Contains("nowhere", Assert.Throws<FileNotFoundException>(() => PageFiles.List(At("nowhere"))).Message, StringComparison.Ordinal);

    private static List<FilePage> Read(string path, int threads, out List<InputProblem> problems)
    {
        var found = new List<InputProblem>();
        List<FilePage> pages = [.. PageFiles.Read(PageFiles.List(path), threads, found.Add, TestContext.Current.CancellationToken)];
        problems = found;
        return pages;
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Put(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllBytes(At(name), content);
    }
}
