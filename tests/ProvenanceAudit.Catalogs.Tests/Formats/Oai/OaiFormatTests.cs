using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Catalogs.Formats.Oai;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats.Oai;

public sealed class OaiFormatTests : FormatContract
{
    private const string List = """
        <?xml version="1.0" encoding="UTF-8"?>
        <OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <responseDate>2024-05-01T10:00:00Z</responseDate>
        <request verb="ListRecords" metadataPrefix="oai_dc">https://repository.example/oai</request>
        <ListRecords>
        <record>
          <header><identifier>oai:repository.example:1</identifier><datestamp>2024-04-01</datestamp><setSpec>books</setSpec></header>
          <metadata>
            <oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
              <dc:title>Moby-Dick;
                or, The Whale</dc:title>
              <dc:title>Der Wal</dc:title>
              <dc:creator>Melville, Herman</dc:creator>
              <dc:contributor>Mustermann, Erika</dc:contributor>
              <dc:publisher>Example Press</dc:publisher>
              <dc:date>2024-03-02T09:00:00Z</dc:date>
              <dc:date>1851-10-18</dc:date>
              <dc:date>info:eu-repo/date/embargoEnd/2030-01-01</dc:date>
              <dc:identifier>https://repository.example/view/1</dc:identifier>
              <dc:identifier>https://doi.org/10.1000/WHALE</dc:identifier>
              <dc:identifier>978-0-14-243724-7</dc:identifier>
              <dc:source>0378-5955</dc:source>
              <dc:source>Journal of Whales; Vol 1</dc:source>
              <dc:language>ger</dc:language>
              <dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights>
              <dc:rights>© 2024 Example Press</dc:rights>
              <dc:rights>info:eu-repo/semantics/openAccess</dc:rights>
              <dc:rights>The use of this work for text and data mining is reserved.</dc:rights>
            </oai_dc:dc>
          </metadata>
          <about><provenance/></about>
        </record>
        <record><header status="deleted"><identifier>oai:repository.example:2</identifier><datestamp>2024-04-02</datestamp></header></record>
        <record>
          <header><identifier>oai:repository.example:3</identifier><datestamp>2024-04-03</datestamp></header>
          <metadata><dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/"><identifier xmlns="http://purl.org/dc/elements/1.1/">no number</identifier></dc></metadata>
        </record>
        <resumptionToken completeListSize="9" cursor="0">next</resumptionToken>
        </ListRecords>
        </OAI-PMH>
        """;

    private const string Article = """
        <article xmlns="http://jats.nlm.nih.gov" xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en"><front>
        <journal-meta><issn>0378-5955</issn></journal-meta>
        <article-meta><article-id pub-id-type="doi">10.1000/article</article-id><title-group><article-title>On Whales</article-title></title-group>
        <permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>Free.</license-p></license></permissions></article-meta></front>
        <body><p>Call me Ishmael.</p></body></article>
        """;

    internal override ICatalogFormat Format => new OaiFormat();

    protected override bool IsXml => true;

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("a list of Dublin Core with a deletion", List, 6, 33, 34),
        FormatSample.Of("one record in JATS", Get(Article), 2),
        FormatSample.Of("identifiers of what was deleted", "<OAI-PMH><ListIdentifiers>\n<header status='deleted'><identifier>a</identifier></header></ListIdentifiers></OAI-PMH>", 2),
        FormatSample.Of("with a prefix", "<o:OAI-PMH xmlns:o='http://www.openarchives.org/OAI/2.0/'><o:GetRecord>\n<o:record><o:header><o:identifier>a</o:identifier></o:header>"
            + "<o:metadata><dc><title>T</title></dc></o:metadata></o:record></o:GetRecord></o:OAI-PMH>", 2),
    ];

    internal override (FormatSample, int)? WithABadRecord =>
        (FormatSample.Of("a bad one", List.Replace("The Whale</dc:title>", "The Whale & more</dc:title>", StringComparison.Ordinal), 6, 33, 34), 0);

    [Fact]
    public void Dublin_Core_is_read_with_all_that_it_says()
    {
        CatalogRecord record = Read(List)[0];
        Work work = record.Work!;
        Assert.Equal(("oai:repository.example:1", "OAI-PMH with Dublin Core", RecordAction.Put, true), (record.RecordId, record.Format, record.Action, record.IsInSeries));
        Assert.Equal(("oai:repository.example:1", "Moby-Dick; or, The Whale", "de", "Example Press", "1851-10-18", "https://creativecommons.org/licenses/by/4.0/"),
            (work.Id, work.Title, work.Language, work.Publisher, work.Published, work.Licence));
        Assert.Equal(["Melville, Herman", "Mustermann, Erika"], work.Contributors);
        Assert.Equal(["doi=10.1000/whale", "isbn=9780142437247"], work.Identifiers.Select(i => $"{i.Key}={i.Value}"));
        Assert.Equal([new(WorkRelationKinds.PartOf, "issn", "0378-5955")], work.Relations);
        Assert.Equal(
        [
            new(WorkTermKinds.Copyright, "© 2024 Example Press"), new(WorkTermKinds.UsageTerms, "info:eu-repo/semantics/openAccess"),
            new(WorkTermKinds.UsageTerms, "The use of this work for text and data mining is reserved."), new(WorkTermKinds.Embargo, "2030-01-01, not open before"),
        ], work.Terms);
        Assert.Empty(record.Warnings);
        Assert.Null(record.Text);
    }

    [Fact]
    public void Rights_of_Dublin_Core_are_statements_about_the_work()
    {
        CatalogRecord record = Read(List)[0];
        RightsStatement reserved = Assert.Single(record.Rights, r => r.Effect == RightsEffect.Reserve);
        Assert.Equal(("oai:repository.example:1", "dir/file", 6, "dc:rights", new RightsDeclarant(RightsRole.Publisher, "Example Press")),
            (reserved.Scope.Target, reserved.SourceAddress, reserved.Line, reserved.Position, reserved.Declarant));
        Assert.Contains(record.Rights, r => r.Standard == RightsStandard.CreativeCommons);
    }

    [Fact]
    public void What_a_repository_deleted_is_withdrawn()
    {
        CatalogRecord record = Read(List)[1];
        Assert.Equal((RecordAction.Withdraw, "oai:repository.example:2", true), (record.Action, record.Work!.Id, record.IsInSeries));
    }

    [Fact]
    public void An_article_comes_with_its_text_under_the_repositorys_identifier()
    {
        CatalogRecord record = ReadOne(Get(Article));
        Assert.Equal(("oai:x:1", "On Whales", "OAI-PMH with JATS"), (record.Work!.Id, record.Work.Title, record.Format));
        Assert.Equal("10.1000/article", record.Work.Identifiers["doi"]);
        Assert.Contains("Call me Ishmael.", record.Text, StringComparison.Ordinal);
        Assert.All(record.Rights, r => Assert.Equal(("oai:x:1", 2), (r.Scope.Target, r.Line)));
        Assert.NotEmpty(record.Rights);
    }

    [Fact]
    public void A_product_of_ONIX_is_read_as_in_a_message()
    {
        CatalogRecord record = ReadOne(Get("""
            <Product xmlns="http://ns.editeur.org/onix/3.0/reference"><RecordReference>press.1</RecordReference><NotificationType>03</NotificationType>
            <DescriptiveDetail><TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>The Whale</TitleText>
            </TitleElement></TitleDetail></DescriptiveDetail></Product>
            """));
        Assert.Equal(("oai:x:1", "The Whale", "OAI-PMH with ONIX"), (record.Work?.Id, record.Work?.Title, record.Format));
    }

    [Fact]
    public void Metadata_of_another_kind_is_refused_by_its_name()
    {
        CatalogRecord record = ReadOne(Get("<record xmlns='http://www.loc.gov/MARC21/slim'><leader>00000</leader></record>"));
        Assert.Equal("oai:x:1", record.RecordId);
        Assert.Equal(
            "its metadata is a <record> of 'http://www.loc.gov/MARC21/slim', which is not read here; ask the repository for metadataPrefix=oai_dc, which all "
            + "repositories have, or jats", record.Refusal);
    }

    [Theory]
    [InlineData("<error code='noRecordsMatch'>Nothing found.</error>", "the repository has no records of what was asked for (noRecordsMatch, 'Nothing found'); ask for other dates or another set")]
    [InlineData("<error code='badResumptionToken'/>", "the repository no longer knows how far the list was read (badResumptionToken); ask for the list again from its beginning")]
    [InlineData("<error code='badArgument'>until</error>", "the repository answered with an error instead of records (badArgument, 'until'); mend the request")]
    [InlineData("<Identify><repositoryName>R</repositoryName></Identify>", "the answer holds no records; ask the repository with the verb ListRecords or GetRecord")]
    [InlineData("<ListIdentifiers><header><identifier>a</identifier></header></ListIdentifiers>",
        "the answer lists identifiers without metadata; ask the repository with the verb ListRecords")]
    [InlineData("<ListRecords><record><metadata/></record></ListRecords>", "the record has no <identifier> in its <header>; tell the repository")]
    public void Answers_without_records_say_why(string content, string reason) => Assert.Equal(reason, ReadOne($"<OAI-PMH>{content}</OAI-PMH>").Refusal);

    private static string Get(string metadata) =>
        "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><request verb='GetRecord'/><GetRecord>\n<record><header><identifier>oai:x:1</identifier></header><metadata>"
        + metadata + "</metadata></record></GetRecord></OAI-PMH>";
}
