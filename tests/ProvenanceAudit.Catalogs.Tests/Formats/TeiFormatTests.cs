using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Catalogs.Formats.Tei;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

public sealed class TeiFormatTests : FormatContract
{
    private const string Header = """
        <teiHeader><fileDesc><titleStmt><title>The Novel</title><title type="sub">an edition</title>
        <author><persName><surname>Eliot</surname>, <forename>George</forename></persName></author><editor role="translator">A Translator</editor></titleStmt>
        <publicationStmt><publisher>The Archive</publisher><date when="2019-04-01"/><idno type="DOI">https://doi.org/10.5555/N.1</idno><idno type="local">n1</idno>
        <availability><licence target="https://creativecommons.org/licenses/by-sa/4.0/"><p>Share <hi>alike</hi>.</p></licence>
        <p>The use of this text for text and data mining is prohibited.</p></availability></publicationStmt>
        <sourceDesc><bibl type="printSource"><date>1905</date></bibl><bibl type="firstEdition"><title>The Novel</title><date>1871</date></bibl></sourceDesc></fileDesc>
        <profileDesc><langUsage><language ident="fr" usage="5"/><language ident="en" usage="95"/></langUsage></profileDesc></teiHeader>
        """;

    internal override ICatalogFormat Format => new TeiFormat();

    protected override bool IsXml => true;

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("P5", Document(Header, "<body><p>It began.</p></body>"), 1),
        FormatSample.Of("P4", "<?xml version='1.0'?>\n<TEI.2 id='old'><teiHeader/><text><body><div1><p>Old.</p></div1></body></text></TEI.2>", 2),
        FormatSample.Of("a corpus", $"<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'>\n<teiHeader/>\n{Document("<teiHeader/>", "<body><p>A</p></body>")}\n<TEI><teiHeader/><text><body/></text></TEI></teiCorpus>", 3, 4),
    ];

    internal override (FormatSample Sample, int Bad)? WithABadRecord =>
        (FormatSample.Of("the first is ill-formed", "<teiCorpus>\n<TEI><text><p></text></TEI>\n<TEI><text><p>A</p></text></TEI></teiCorpus>", 2, 3), 0);

    [Fact]
    public void Switches_and_modules_of_a_document_type_are_passed_over_as_it_is_itself()
    {
        const string Document = """
            <!DOCTYPE TEI.2 PUBLIC "-//TEI P4//DTD Main DTD Driver File//EN" "http://www.tei-c.org/Guidelines/DTD/tei2.dtd" [
            <!ENTITY % TEI.XML "INCLUDE"> <!ENTITY % TEI.prose 'IGNORE'>
            <!ENTITY % PersProse PUBLIC "-//Perseus P4//DTD Perseus Prose//EN" "http://127.0.0.1:1/PersProse.dtd" >
            %PersProse; ENTITY]>
            <TEI.2><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader><text><body><p>Words.</p></body></text></TEI.2>
            """;
        Assert.Equal("Words.", Assert.Single(Read(Document.Replace(" ENTITY", "", StringComparison.Ordinal))).Text);
        foreach (string entity in new[]
        {
            "<!ENTITY a \"INCLUDE\">", "<!ENTITY % a SYSTEM \"http://127.0.0.1:1/\">", "<!ENTITY a PUBLIC \"-//X\" \"file:///etc/passwd\">",
            "<!ENTITY % a \"<!ENTITY b 'bbbb'>\"> %a;", "<!ENTITY % a PUBLIC \"-//X\" \"x\" NDATA y>",
        })
        {
            var e = Assert.Throws<InvalidDataException>(() => Read(Document.Replace("ENTITY]", entity + "]", StringComparison.Ordinal)));
            Assert.Contains("declares entities", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_header_is_read()
    {
        CatalogRecord record = ReadOne(Document(Header, "<body><p>It began.</p></body>"));
        Work work = record.Work!;

        Assert.Equal(("TEI P5", "10.5555/n.1", "The Novel: an edition", "en", "The Archive", "1871"), (record.Format, work.Id, work.Title, work.Language, work.Publisher, work.Published));
        Assert.Equal(["George Eliot", "A Translator"], work.Contributors);
        Assert.Equal([("doi", "10.5555/n.1"), ("local", "n1")], work.Identifiers.Select(i => (i.Key, i.Value)).Order());
        Assert.Equal("https://creativecommons.org/licenses/by-sa/4.0/", work.Licence);
        Assert.Equal("Share alike. The use of this text for text and data mining is prohibited.", Assert.Single(work.Terms).Text);
        Assert.Equal("It began.", record.Text);
    }

    [Fact]
    public void Licences_and_reservations_in_words_are_statements_about_the_work()
    {
        CatalogRecord record = ReadOne(Document(Header, "<body/>"));
        Assert.Contains(record.Rights, r => r.Version == "CC-BY-SA-4.0" && r.Declarant == new RightsDeclarant(RightsRole.Publisher, "The Archive"));
        Assert.Contains(record.Rights, r => r is { Standard: RightsStandard.HumanTerms, Effect: RightsEffect.Reserve });
        Assert.Null(record.Text);
    }

    [Theory]
    [InlineData("<p>a <choice><sic>teh</sic><corr>the</corr></choice> <choice><orig>vs</orig><reg>us</reg></choice> <choice><abbr>Mr</abbr><expan>Mister</expan></choice></p>", "a the us Mister")]
    [InlineData("<p>exam-<lb break='no'/>ple of<lb/>lines and<pb n='2'/> pages</p>", "example of lines and pages")]
    [InlineData("<lg><l>one</l><l>two</l></lg><lg><l>three</l></lg>", "one\ntwo\n\nthree")]
    [InlineData("<sp><speaker>HAMLET</speaker><l>To be<stage>pauses</stage>,</l><stage>Exit</stage></sp>", "HAMLET\n\nTo bepauses,\n\nExit")]
    [InlineData("<p>text<ref type='noteAnchor' target='#n'>1</ref> goes<note>A note.</note> on.</p><p>More.</p>", "text goes on.\n\nA note.\n\nMore.")]
    [InlineData("<table><row><cell>1</cell><cell>2</cell></row></table><list><label>a</label><item>b</item></list>", "1\t2\n\na\nb")]
    [InlineData("<p><fw>RUNNING HEAD</fw>a <app><lem>b</lem><rdg>c</rdg></app> <app><rdg>d</rdg><rdg>e</rdg></app><del>f</del><figure><figDesc>g</figDesc></figure></p>", "a b d")]
    public void The_text_is_what_is_read_in_the_edition(string body, string text) => Assert.Equal(text, ReadOne(Document("<teiHeader/>", $"<body>{body}</body>")).Text);

    [Fact]
    public void Front_body_and_back_stand_in_order() => Assert.Equal("Title\n\nBody\n\nBack",
        ReadOne(Document("<teiHeader/>", "<front><titlePage><docTitle><titlePart>Title</titlePart></docTitle></titlePage></front><body><p>Body</p></body><back><p>Back</p></back>")).Text);

    [Fact]
    public void Documents_of_a_corpus_without_an_id_are_numbered() =>
        Assert.Equal(["dir/file#1", "dir/file#2"], Read("<teiCorpus><TEI><text><p>A</p></text></TEI><TEI><text><p>B</p></text></TEI></teiCorpus>").Select(r => r.Work!.Id));

    private static string Document(string header, string text) => $"<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">{header}<text>{text}</text></TEI>";
}
