using System.Text;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Catalogs.Formats.Crossref;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats.Crossref;

public sealed class CrossrefFormatTests : FormatContract
{
    private const string Article = """
        {"indexed":{"date-parts":[[2024,1,2]]},"reference-count":2,"publisher":"Example Press","type":"journal-article","DOI":"10.1000/ARTICLE",
        "license":[{"start":{"date-parts":[[2023,5,1]],"date-time":"2023-05-01T00:00:00Z"},"content-version":"tdm","delay-in-days":0,"URL":"https://press.example/tdm"},
        {"start":{"date-parts":[[2023,5,1]]},"content-version":"vor","delay-in-days":0,"URL":"https://creativecommons.org/licenses/by/4.0/"}],
        "title":["On <i>Cetus</i> &amp; others"],"subtitle":["A \"study\" of {whales}"],
        "author":[{"given":"Herman","family":"Melville","sequence":"first"},{"name":"Society of Whalers"}],"editor":[{"family":"Plato"}],
        "container-title":["Journal of Whales"],"ISSN":["0378-5955"],"issn-type":[{"type":"print","value":"0378-5955"}],"language":"en",
        "issued":{"date-parts":[[2023,5]]},"assertion":[{"name":"copyright","value":"© 2023 Example Press"}],"abstract":"<jats:p>Whales.</jats:p>",
        "relation":{"has-preprint":[{"id-type":"doi","id":"10.1000/preprint","asserted-by":"subject"}],"cites":[{"id-type":"doi","id":"10.1000/other"}]},
        "updated-by":[{"DOI":"10.1000/notice","type":"retraction","label":"Retraction"}],
        "reference":[{"key":"1","DOI":"10.1000/cited"}]}
        """;

    private const string Book = """{"DOI":"10.1000/book","type":"monograph","title":"The Whale","ISBN":["9780142437247","9783161484100"],"issued":{"date-parts":[[1851]]}}""";

    private static readonly string List = "{\"status\":\"ok\",\"message-type\":\"work-list\",\"message\":{\"facets\":{},\"total-results\":2,\"items\":[\n" + Article + ",\n" + Book
        + "],\"items-per-page\":20,\"query\":{\"start-index\":0}}}";

    internal override ICatalogFormat Format => new CrossrefFormat();

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("a list of works", List, 2, 12),
        FormatSample.Of("one work", "{\"status\":\"ok\",\"message-type\":\"work\",\n\"message\":" + Book + "}", 2),
        FormatSample.Of("a work alone", Article, 1),
        FormatSample.Of("an array", $"[{Book},\n {Book.Replace("book\"", "book2\"", StringComparison.Ordinal)}]", 1, 2),
        FormatSample.Of("one work a line", $"\uFEFF{Book}\n\n{Article.ReplaceLineEndings("")}\r\n", 1, 3),
        FormatSample.Of("a file of the public data file", $"{{\"items\":[{Book}\n,{Article}]}}", 1, 2),
    ];

    internal override (FormatSample, int)? WithABadRecord => (FormatSample.Of("a bad one", $"{Book}\n{{\"DOI\":\"10.1000/x\",\"title\":[\"cut\n{Book}", 1, 2, 3), 1);

    [Fact]
    public void An_article_is_read_with_all_that_it_says()
    {
        CatalogRecord record = Read(List)[0];
        Work work = record.Work!;
        Assert.Equal(("10.1000/article", "On Cetus & others: A \"study\" of {whales}", "en", "Example Press", "2023-05", "https://creativecommons.org/licenses/by/4.0/"),
            (work.Id, work.Title, work.Language, work.Publisher, work.Published, work.Licence));
        Assert.Equal(["Herman Melville", "Society of Whalers", "Plato"], work.Contributors);
        Assert.Equal(["doi=10.1000/article"], work.Identifiers.Select(i => $"{i.Key}={i.Value}"));
        Assert.Equal([new(WorkRelationKinds.PartOf, "issn", "0378-5955"), new(WorkRelationKinds.OtherFormat, "doi", "10.1000/preprint")], work.Relations);
        Assert.Equal([new(WorkTermKinds.Copyright, "© 2023 Example Press")], work.Terms);
        Assert.Equal(["the publisher gave notice of retraction of the work: 10.1000/notice"], record.Warnings);
        // An abstract is not the work.
        Assert.Null(record.Text);
        Assert.True(record.IsInSeries);
    }

    [Fact]
    public void Licences_are_statements_of_the_publisher_about_the_work()
    {
        IReadOnlyList<RightsStatement> rights = Read(List)[0].Rights;
        RightsStatement mining = Assert.Single(rights, r => r.Link == "https://press.example/tdm");
        Assert.Equal(("10.1000/article", 2, RightsEffect.Conditional, new RightsDeclarant(RightsRole.Publisher, "Example Press")),
            (mining.Scope.Target, mining.Line, mining.Effect, mining.Declarant));
        Assert.Contains(rights, r => r.Standard == RightsStandard.CreativeCommons);
    }

    [Fact]
    public void The_second_number_of_a_book_is_another_format_and_that_of_a_chapter_its_book()
    {
        Assert.Equal([new(WorkRelationKinds.OtherFormat, "isbn", "9783161484100")], ReadOne(Book).Work!.Relations);
        Work chapter = ReadOne(Book.Replace("monograph", "book-chapter", StringComparison.Ordinal)).Work!;
        Assert.Equal(["doi"], chapter.Identifiers.Keys);
        Assert.Equal(["9780142437247", "9783161484100"], chapter.Relations.Where(r => r.Kind == WorkRelationKinds.PartOf).Select(r => r.Value));
    }

    [Theory]
    [InlineData("{\"message-type\":\"member-list\",\"message\":{\"items\":[{\"id\":1}]}}", "the answer of Crossref is a 'member-list', which holds no works; ask for /works")]
    [InlineData("{\"message-type\":\"work-list\",\"message\":{\"items\":[]}}", "the answer of Crossref holds no works; ask with another filter or query")]
    [InlineData("{\"message-type\":\"work\",\"message\":{\"title\":[\"x\"]}}", "the work has no 'DOI', by which it is known")]
    [InlineData("{\"DOI\":\"10.1/x\",\"title\":[\"\\ud83d\"]}", "the record holds half of a character, such as \\ud83d without its other half; mend it and send it again")]
    [InlineData("{\"DOI\":\"10.1/x\",\n\"title\":[01]}", "the record is not valid JSON in line 2; mend it and send it again")]
    [InlineData("{\"DOI\":\"10.1/x\",\"title\":[", "the file ends inside the record, which was not closed; send the whole file again")]
    public void What_is_no_work_says_why(string json, string reason) => Assert.Equal(reason, ReadOne(json).Refusal);

    [Theory]
    [InlineData("{\"id\":\"a\",\"identifiers\":{\"DOI\":\"10.1/x\"},\"text\":\"t\"}")]
    [InlineData("{\"uri\":\"urn:x\",\"type\":\"text\",\"headline\":\"h\"}")]
    [InlineData("{\"id\":\"a\",\"DOI\":\"10.1/x\",\"type\":\"book\"}")]
    public void Records_of_others_are_not_taken_for_Crossrefs(string json) =>
        Assert.False(Format.Recognises(new FileHead(Encoding.UTF8.GetBytes(json), "file.json")));

    [Fact]
    public void A_record_that_is_too_long_costs_no_other()
    {
        string longer = "{\"DOI\":\"10.1000/long\",\"title\":[\"" + new string('x', 200_000) + "\"]}";
        List<CatalogRecord> records = Read(
            Encoding.UTF8.GetBytes($"[{Book},{longer},{Book}]"), settings: new IntakeSettings { Limits = new IntakeLimits { RecordCharacters = 1000 } });
        Assert.Equal([null, "the record is longer than 1,000 bytes; leave its list of references out", null], records.Select(r => r.Refusal));
    }
}
