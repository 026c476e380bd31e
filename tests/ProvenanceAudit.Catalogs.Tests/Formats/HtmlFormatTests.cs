using System.Text;
using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Catalogs.Formats.Html;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

public sealed class HtmlFormatTests : FormatContract
{
    private const string Page = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title> A
        Page </title><meta name="citation_author" content="First Author"><meta name="citation_author" content="Second Author">
        <meta name="citation_doi" content="https://doi.org/10.5555/P"><meta name="citation_publication_date" content="2012/05/01">
        <meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://press.example/p.json">
        <link rel="license" href="https://creativecommons.org/licenses/by/4.0/"></head>
        <body><nav>Menu</nav><h1>A Page</h1><p>With text.</p><a rel="license" href="https://creativecommons.org/licenses/by-nc/4.0/">of a picture</a></body></html>
        """;

    internal override ICatalogFormat Format => new HtmlFormat();

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("HTML", Page, 0),
        FormatSample.Of("XHTML", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xml:lang=\"de\"><head><title/></head><body><p>Text</p></body></html>", 0),
        FormatSample.Of("without html", "<head><title>x</title></head><body><p>Text</body>", 0),
        new("UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<html><p>naïve</html>")], 0),
    ];

    [Fact]
    public void All_text_is_read_with_what_meta_elements_say()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Page);
        CatalogRecord record = Assert.Single(Read(bytes));
        Work work = record.Work!;

        Assert.Equal(("dir/file", "A Page", "en", "2012-05-01"), (work.Id, work.Title, work.Language, work.Published));
        Assert.Equal(["First Author", "Second Author"], work.Contributors);
        Assert.Equal("10.5555/p", work.Identifiers["doi"]);
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", work.Licence);
        Assert.Equal("Menu\n\nA Page\n\nWith text.\n\nof a picture", record.Text);
        RightsStatement reserved = Assert.Single(record.Rights, r => r.Standard == RightsStandard.TdmRep);
        Assert.Equal((RightsEffect.Reserve, "https://press.example/p.json", RightsEvidence.HashOf(bytes)), (reserved.Effect, reserved.Link, reserved.Evidence.BodySha256));
        Assert.All(record.Rights.Where(r => r != reserved), r => Assert.Equal("CC-BY-4.0", r.Version));
    }

    [Fact]
    public void The_reader_of_pages_that_settings_name_is_asked_for_the_main_text()
    {
        var settings = new IntakeSettings { ReadPage = (html, name) => new PageContent($"{name} {html.Length}", "main", ["Author"], "2012-05", "en", source => TdmOf(source)) };
        CatalogRecord record = Assert.Single(Read(Encoding.UTF8.GetBytes("<html>menu main"), settings: settings));

        Assert.Equal(("dir/file 15", "main", "2012-05", "en"), (record.Work!.Title, record.Text, record.Work.Published, record.Work.Language));
        Assert.Equal("dir/file", Assert.Single(record.Rights).Scope.Target);
    }

    [Fact]
    public void A_page_in_which_the_reader_finds_no_main_text_is_read_whole()
    {
        var settings = new IntakeSettings { ReadPage = (_, _) => new PageContent(null, "", [], null, null, _ => StatedRights.None) };
        Assert.Equal("all", Assert.Single(Read("<html>all"u8.ToArray(), settings: settings)).Text);
    }

    [Theory]
    [InlineData("<meta charset=windows-1252>")]
    [InlineData("<meta http-equiv=content-type content='text/html; charset=iso-8859-1'>")]
    [InlineData("")]
    public void The_encoding_is_as_declared_or_as_the_bytes_show(string meta) =>
        Assert.Equal("café noir", Assert.Single(Read([.. Encoding.ASCII.GetBytes($"<html>{meta}<p>caf"), 0xE9, .. " noir"u8])).Text);

    [Fact]
    public void A_page_without_text_is_refused() =>
        Assert.Equal("the page holds no text; if a program fills it, send what the program shows", ReadOne("<html><div id=app></div><script>run()</script>").Refusal);

    [Theory]
    [InlineData("<p> is what he wrote, and no more.")]
    [InlineData("A <b>text</b> with <p>tags</p> <div>in</div> it.")]
    public void A_text_that_holds_a_tag_is_no_page(string text)
    {
        using Files.CatalogFile file = MemoryFile.Of(Encoding.UTF8.GetBytes(text), "file.html");
        Assert.Equal("plain text", CatalogFormats.Of(file.Head).Name);
    }

    private static StatedRights TdmOf(RightsSource source) => ProvenanceAudit.Rights.Readers.TdmRepReader.ReadPair("1", null, "1", "meta", source);
}
