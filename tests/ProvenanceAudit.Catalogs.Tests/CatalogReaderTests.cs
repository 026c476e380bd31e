using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests;

public sealed class CatalogReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_single_text_file_is_one_work_named_after_it()
    {
        WorkText work = Assert.Single(Reading.Of(_folder.File("moby dick.txt", "Call me Ishmael.")).Works);
        Assert.Equal(("moby dick", "moby dick", "Call me Ishmael."), (work.Work.Id, work.Work.Title, work.Text));
    }

    [Fact]
    public void An_empty_file_is_told()
    {
        string path = _folder.File("empty.txt", "");
        Assert.Equal($"{path}: the file is empty", Reading.Of(path).Refusal);
        Assert.Empty(Reading.Of(_folder.File("empty.jsonl", "")).Works);
    }

    [Fact]
    public void A_missing_catalog_is_named_at_once()
    {
        string path = _folder.At("nothing");
        var e = Assert.Throws<FileNotFoundException>(() => new CatalogReader(path));
        Assert.Equal($"there is no catalog '{path}'", e.Message);
    }

    [Fact]
    public void The_fraction_of_a_folder_goes_up_to_1_with_the_bytes_of_its_files()
    {
        _folder.File("a.txt", new string('a', 100));
        _folder.File("b.doc", "\u0000" + new string('b', 299));
        _folder.File("c.txt", new string('c', 600));
        CatalogReader reader = NewReader(_folder.Path);
        Assert.Equal(0, reader.Fraction);
        var seen = reader.Works(_ => { }).Select(_ => (reader.Fraction, reader.BytesRead)).ToList();

        Assert.Equal([(0.1, 100L), (1, 1000L)], seen);
        Assert.Equal((1, 1000L), (reader.Fraction, reader.BytesRead));
    }

    [Fact]
    public void The_fraction_of_a_catalog_file_goes_up_to_1_and_its_texts_count_as_bytes_read()
    {
        _folder.File("texts/a.txt", new string('a', 5000));
        string path = _folder.File("catalog.jsonl", string.Concat(Enumerable.Range(0, 5000)
            .Select(i => $$"""{"id":"{{i}}","text":"some words of work {{i}}"}""" + "\n")) + """{"id":"a","path":"texts/a.txt"}""");
        CatalogReader reader = NewReader(path);
        Assert.Equal(0, reader.Fraction);
        double last = 0;
        foreach (WorkText _ in reader.Works(_ => { }))
        {
            Assert.InRange(reader.Fraction!.Value, last, 1);
            last = reader.Fraction.Value;
        }

        Assert.Equal(1, last);
        Assert.Equal(1, reader.Fraction);
        Assert.Equal(new FileInfo(path).Length + 5000, reader.BytesRead);
    }

    [Fact]
    public void Of_two_records_of_one_message_that_have_one_id_the_later_counts_and_says_so()
    {
        static string Product(string id, string title) =>
            $"<Product><RecordReference>{id}</RecordReference><NotificationType>03</NotificationType><DescriptiveDetail><TitleDetail><TitleType>01</TitleType>"
            + $"<TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>{title}</TitleText></TitleElement></TitleDetail></DescriptiveDetail></Product>\n";
        string path = _folder.File("a.xml", $"<ONIXMessage release='3.0'>\n{Product("a", "One")}{Product("b", "Other")}{Product("a", "Two")}</ONIXMessage>");
        CatalogRecord[] records = [.. NewReader(path).Records()];

        Assert.Equal(["One", "Other", "Two"], records.Select(r => r.Work!.Title));
        Assert.Empty(records[0].Warnings);
        Assert.Equal(["a record of this id stands before it in line 2; this one, which is later, counts"], records[2].Warnings);
    }

    [Theory]
    [InlineData("<?xml version='1.0'?><note/>", "note")]
    [InlineData("<collection xmlns='http://www.loc.gov/MARC21/slim'/>", "collection")]
    public void XML_of_another_kind_is_refused_and_not_read_as_a_text_with_tags(string xml, string name)
    {
        string path = _folder.File("a.xml", xml);
        Assert.Equal(
            $"{path}: the file is XML whose first element is '{name}', none of the kinds that are read here (ONIX, JATS, BITS, TEI, NewsML-G2, NITF, OAI-PMH, XHTML); "
                + "send one of these, or the text without markup",
            Reading.Of(path).Refusal);
    }

    [Fact]
    public void A_text_that_begins_with_a_tag_is_a_text() => Assert.Equal("<i>It</i> was", Assert.Single(Reading.Of(_folder.File("a.txt", "<i>It</i> was")).Works).Text);

    [Fact]
    public void Cells_are_read_as_spreadsheets_and_repositories_write_them()
    {
        string path = _folder.File("a.csv", "Titre;ISBN;Date de publication\nUn;\"=\"\"9782070737628\"\"\";05/10/2007\nDeux;9783161484100||9780306406157;12/31/2007\n");
        CatalogRecord[] records = [.. NewReader(path).Records()];
        Assert.Equal(["9782070737628", "9783161484100"], records.Select(r => r.Work!.Identifiers["isbn"]));
        Assert.Equal(["2007-10-05", "2007-12-31"], records.Select(r => r.Work!.Published));
    }

    private static CatalogReader NewReader(string path) => new(path, new IntakeSettings { Cancellation = TestContext.Current.CancellationToken });
}
