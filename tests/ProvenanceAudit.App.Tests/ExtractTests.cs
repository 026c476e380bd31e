using System.Text;
using System.Text.Json;

namespace ProvenanceAudit.App.Tests;

public sealed class ExtractTests : IDisposable
{
    private const string Page = """
        <html lang="en"><head><title>A harbour in winter | The Paper</title><meta property="og:site_name" content="The Paper"><meta name="author" content="Ann Bee">
        <meta property="article:published_time" content="2020-03-04T05:06:07Z"><link rel="canonical" href="https://example.org/harbour"></head><body>
        <nav><a href="/">Home</a></nav><article><h1>A harbour in winter</h1><p>The boats lie under tarpaulins until the ice has gone, and their owners sit in the only café that is open.</p>
        <p>They talk of engines, of children who moved away, and of the café, which is to be sold when the winter is over.</p></article><footer>All rights reserved</footer></body></html>
        """;

    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_page_is_printed_to_be_read()
    {
        _desk.File("page.html", Page);
        Run run = _desk.Run("extract page.html");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("Title:    A harbour in winter\nAuthors:  Ann Bee\nDate:     2020-03-04T05:06:07Z\nLanguage: en\nSite:     The Paper\n"
            + "Address:  https://example.org/harbour\n\nThe boats lie under tarpaulins", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("All rights reserved", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_pages_is_one_JSON_object_by_the_names_of_the_files()
    {
        _desk.File("pages/b.html", Page);
        _desk.File("pages/a.htm", Encoding.Latin1.GetBytes("<meta charset=latin1><p>Grüße \"aus\" dem Norden, wo der Winter länger ist als anderswo.</p>"));
        _desk.File("pages/notes.txt", "no page");
        Run run = _desk.Run("extract pages --json --threads 2");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement pages = JsonElement.Parse(run.Output);
        Assert.Equal(["a.htm", "b.html"], pages.EnumerateObject().Select(p => p.Name));
        JsonElement page = pages.GetProperty("b.html");
        Assert.Equal(("A harbour in winter", "2020-03-04T05:06:07Z", "en"),
            (page.GetProperty("title").GetString(), page.GetProperty("date").GetString(), page.GetProperty("language").GetString()));
        Assert.Equal("Ann Bee", Assert.Single(page.GetProperty("authors").EnumerateArray()).GetString());
        Assert.Contains("The boats lie under tarpaulins", page.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("Grüße \"aus\" dem Norden", pages.GetProperty("a.htm").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, pages.GetProperty("a.htm").GetProperty("date").ValueKind);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told_and_the_others_are_read()
    {
        _desk.File("pages/a.html", Page);
        _desk.File("pages/b.html", "%PDF-1.7");
        Run run = _desk.Run("extract pages --json");
        Assert.Equal((0, "pages/b.html: the file is a PDF, not a page\n"), (run.ExitCode, run.Error));
        Assert.Single(JsonElement.Parse(run.Output).EnumerateObject());
    }

    [Fact]
    public void Control_characters_of_a_page_do_not_reach_the_terminal()
    {
        _desk.File("page.html", "<title>\u009b31m</title><p>Red \u009b31m alert for all who read this page on a terminal.</p>");
        Assert.DoesNotContain(_desk.Run("extract page.html").Output, c => char.IsControl(c) && c is not '\n');
    }

    [Theory]
    [InlineData("extract missing", "error: there is no file or folder 'missing'")]
    [InlineData("extract empty", "error: the folder 'empty' has no page: no file ends in .html, .htm or .xhtml")]
    [InlineData("extract page.html --threads 0", "error: --threads is 0; it must be 1 to 1024")]
    [InlineData("extract", "error: Command 'extract' is missing required argument 'PATH'.")]
    public void A_mistake_is_told_in_one_line(string arguments, string error)
    {
        _desk.File("page.html", Page);
        Directory.CreateDirectory(_desk.At("empty"));
        Assert.Equal(error, _desk.Run(arguments).Failure);
    }
}
