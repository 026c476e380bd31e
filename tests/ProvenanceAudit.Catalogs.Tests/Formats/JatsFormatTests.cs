using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Catalogs.Formats.Jats;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

public sealed class JatsFormatTests : FormatContract
{
    private const string Meta = """
        <journal-meta><journal-title-group><journal-title>J. of Tests</journal-title></journal-title-group>
        <issn pub-type="epub">2049-3630</issn><issn pub-type="ppub">03178471</issn><publisher><publisher-name>The Press</publisher-name></publisher></journal-meta>
        <article-meta><article-id pub-id-type="pmid">12345</article-id><article-id pub-id-type="doi">https://doi.org/10.5555/ABC.1</article-id>
        <article-id pub-id-type="pmc">678</article-id>
        <title-group><article-title>On <italic>H<sub>2</sub>O</italic></article-title><subtitle>A study</subtitle></title-group>
        <contrib-group><contrib contrib-type="author"><name><surname>Curie</surname><given-names>Marie</given-names></name><xref ref-type="aff" rid="a1">1</xref></contrib>
        <contrib contrib-type="author"><name name-style="eastern"><surname>Yukawa</surname><given-names>Hideki</given-names></name></contrib>
        <contrib contrib-type="author"><collab>The Team<contrib-group><contrib><name><surname>Member</surname></name></contrib></contrib-group></collab></contrib>
        <contrib contrib-type="reviewer"><name><surname>No</surname></name></contrib></contrib-group>
        <pub-date pub-type="collection"><year>2019</year></pub-date><pub-date pub-type="epub"><day>4</day><month>3</month><year>2019</year></pub-date>
        <pub-date pub-type="ppub"><year>2020</year></pub-date><pub-date pub-type="pmc-release"><year>2018</year></pub-date>
        <permissions><copyright-year>2019</copyright-year><copyright-holder>Curie et al.</copyright-holder>
        <license xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>Open access.</license-p></license></permissions>
        <related-article related-article-type="retraction-forward" xlink:href="10.5555/r"/>
        <abstract><title>Abstract</title><p>We looked.</p></abstract></article-meta>
        """;

    private const string Body = """
        <body><sec><label>1</label><title>Start</title><p>Water <xref ref-type="bibr" rid="r1">[1]</xref> boils<sup><xref ref-type="bibr" rid="r2">2</xref></sup>.<xref ref-type="fn" rid="f">*</xref>
        So <inline-formula><alternatives><tex-math>\\E</tex-math><mml:math><mml:mi>E</mml:mi></mml:math><inline-graphic/></alternatives></inline-formula> holds.</p>
        <list><list-item><label>a</label><p>One</p></list-item><list-item><p>Two</p></list-item></list>
        <table-wrap><label>Table 1</label><caption><p>Heats</p></caption><table><tr><th>T</th><th>Q</th></tr><tr><td>1</td><td>2</td></tr></table></table-wrap>
        </sec></body><back><ack><title>Thanks</title><p>To all.</p></ack><ref-list><ref><mixed-citation>Not read</mixed-citation></ref></ref-list></back>
        """;

    private const string Text = "On H2O\n\nA study\n\nAbstract\n\nWe looked.\n\nStart\n\nWater [1] boils. So E holds.\n\nOne\n\nTwo\n\nTable 1\n\nHeats\n\nT\tQ\n1\t2\n\nThanks\n\nTo all.";

    internal override ICatalogFormat Format => new JatsFormat();

    protected override bool IsXml => true;

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("an article", Article(Meta, Body), 1),
        FormatSample.Of("several articles", $"<?xml version='1.0'?>\n<pmc-articleset>\n{Article(Meta, Body)}\n{Article(Other, "")}</pmc-articleset>", 3, 3 + Lines(Article(Meta, Body))),
        FormatSample.Of("a document type", "<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN\" \"x.dtd\">\n<article><body><p>Only.</p></body></article>", 2),
        FormatSample.Of("a book", Book, 1),
        FormatSample.Of("a chapter", Chapter, 1),
    ];

    internal override (FormatSample Sample, int Bad)? WithABadRecord =>
        (FormatSample.Of("the second is ill-formed", $"<articles>\n{Article(Other, "<body><p>A</p></body>")}\n<article><front></article>\n{Article(Other, "")}\n</articles>", 2, 3, 4), 1);

    private static string Other => "<article-meta><article-id pub-id-type='publisher-id'>x1</article-id><title-group><article-title>Other</article-title></title-group></article-meta>";

    private const string Book = """
        <book xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="de" dtd-version="2.0"><book-meta><book-id book-id-type="publisher">b1</book-id>
        <book-title-group><book-title>Das Buch</book-title></book-title-group><isbn>978-3-16-148410-0</isbn><pub-date><year>1999</year></pub-date>
        <publisher><publisher-name>Verlag</publisher-name></publisher>
        <permissions><license xlink:href="https://creativecommons.org/licenses/by-nc-nd/4.0/"/></permissions></book-meta>
        <front-matter><preface><title>Vorwort</title><p>Zuerst.</p></preface></front-matter>
        <book-body><book-part><book-part-meta><title-group><title>Teil 1</title></title-group></book-part-meta><body><p>Anfang.</p></body></book-part>
        <book-part><body><p>Ende.</p></body></book-part></book-body><book-back><index><title>Register</title></index></book-back></book>
        """;

    private const string Chapter = """
        <book-part-wrapper><book-meta><isbn>9783161484100</isbn><book-title-group><book-title>Das Buch</book-title></book-title-group></book-meta>
        <book-part><book-part-meta><book-part-id book-part-id-type="doi">10.5555/b.1</book-part-id><title-group><title>Teil 1</title></title-group></book-part-meta>
        <body><p>Anfang.</p></body></book-part></book-part-wrapper>
        """;

    [Fact]
    public void Metadata_of_an_article_are_read()
    {
        CatalogRecord record = ReadOne(Article(Meta, Body));
        Work work = record.Work!;

        Assert.Equal(("JATS 1.2", "10.5555/abc.1", "On H2O: A study", "en", "2019-03-04"), (record.Format, work.Id, work.Title, work.Language, work.Published));
        Assert.Equal(["Marie Curie", "Yukawa Hideki", "The Team"], work.Contributors);
        Assert.Equal([("doi", "10.5555/abc.1"), ("pmc", "PMC678"), ("pmid", "12345")], work.Identifiers.Select(i => (i.Key, i.Value)).Order());
        Assert.Equal(("The Press", "Curie et al.", "https://creativecommons.org/licenses/by/4.0/"), (work.Publisher, work.RightsHolder, work.Licence));
        Assert.Equal([new(WorkTermKinds.Copyright, "© 2019 Curie et al."), new WorkTerm(WorkTermKinds.UsageTerms, "Open access.")], work.Terms);
        Assert.Equal([new("part_of", "issn", "2049-3630"), new WorkRelation("part_of", "issn", "0317-8471")], work.Relations);
        Assert.Equal("it was retracted: 10.5555/r", Assert.Single(record.Warnings));
        Assert.True(record.IsInSeries);
    }

    [Fact]
    public void The_text_is_title_abstract_body_and_back_without_references() => Assert.Equal(Text, ReadOne(Article(Meta, Body)).Text);

    [Fact]
    public void An_article_without_a_body_is_a_record_of_metadata()
    {
        CatalogRecord record = ReadOne(Article(Meta, ""));
        Assert.Equal(("10.5555/abc.1", null), (record.Work!.Id, record.Text));
    }

    [Fact]
    public void The_licence_is_a_statement_of_the_holder_about_the_article_and_that_of_a_figure_about_the_figure()
    {
        CatalogRecord record = ReadOne(Article(Meta, "<body><fig id='f1'><permissions><license xlink:href='https://creativecommons.org/licenses/by-nd/4.0/'/></permissions></fig><p>x</p></body>"));
        RightsStatement[] ofArticle = [.. record.Rights.Where(r => r.Scope.Kind == RightsScopeKind.Work)];
        RightsStatement[] ofFigure = [.. record.Rights.Where(r => r.Scope.Kind == RightsScopeKind.Part)];

        Assert.All(ofArticle, r => Assert.Equal((RightsStandard.CreativeCommons, "CC-BY-4.0", RightsRole.RightsHolder), (r.Standard, r.Version, r.Declarant.Role)));
        Assert.All(ofFigure, r => Assert.Equal(("fig f1", "CC-BY-ND-4.0"), (r.Scope.Part, r.Version)));
        Assert.NotEmpty(ofArticle);
        Assert.NotEmpty(ofFigure);
    }

    [Fact]
    public void A_book_is_one_work_with_its_parts_in_order()
    {
        CatalogRecord record = ReadOne(Book);
        Work work = record.Work!;

        Assert.Equal(("BITS 2.0", "publisher:b1", "Das Buch", "de", "1999", "Verlag"), (record.Format, work.Id, work.Title, work.Language, work.Published, work.Publisher));
        Assert.Equal("9783161484100", work.Identifiers["isbn"]);
        Assert.Equal("Das Buch\n\nVorwort\n\nZuerst.\n\nTeil 1\n\nAnfang.\n\nEnde.", record.Text);
        Assert.All(record.Rights, r => Assert.Equal((RightsScopeKind.Work, "CC-BY-NC-ND-4.0"), (r.Scope.Kind, r.Version)));
        Assert.NotEmpty(record.Rights);
    }

    [Fact]
    public void A_chapter_is_a_work_that_belongs_to_its_book()
    {
        CatalogRecord record = ReadOne(Chapter);
        Assert.Equal(("10.5555/b.1", "Teil 1", "Teil 1\n\nAnfang."), (record.Work!.Id, record.Work.Title, record.Text));
        Assert.Equal([new WorkRelation("part_of", "isbn", "9783161484100")], record.Work.Relations);
    }

    [Fact]
    public void Articles_within_an_article_follow_it() =>
        Assert.Equal("A\n\nReply\n\nB", ReadOne("<article><front/><body><p>A</p></body><response><front-stub><title-group><article-title>Reply</article-title></title-group></front-stub><body><p>B</p></body></response></article>").Text);

    [Fact]
    public void Articles_of_one_file_that_state_no_id_are_numbered()
    {
        List<CatalogRecord> records = Read("<articles><article><body><p>A</p></body></article><article><body><p>B</p></body></article></articles>");
        Assert.Equal(["dir/file#1", "dir/file#2"], records.Select(r => r.Work!.Id));
    }

    [Fact]
    public void The_editor_who_handled_an_article_is_none_of_its_authors_but_that_of_a_whole_issue_is()
    {
        const string Editor = "<contrib contrib-type='editor'><name><surname>Hand</surname><given-names>Ed</given-names></name></contrib>";
        const string Author = "<contrib contrib-type='author'><name><surname>Writer</surname><given-names>Ann</given-names></name></contrib>";
        string[] By(string groups) => [.. Assert.Single(Read(Article($"<article-meta>{groups}</article-meta>", ""))).Work!.Contributors];

        Assert.Equal(["Ann Writer"], By($"<contrib-group>{Author}</contrib-group><contrib-group>{Editor}</contrib-group>"));
        Assert.Equal(["Ed Hand"], By($"<contrib-group>{Editor}</contrib-group>"));
    }

    [Fact]
    public void Formulas_in_TeX_are_read_without_what_stands_before_them()
    {
        const string Formula = @"<tex-math> \documentclass {article} \usepackage{amsmath} \begin{document} \(a \le b\) \end{document} </tex-math>";
        string text = Assert.Single(Read(Article("", $"<body><p>So <inline-formula>{Formula}</inline-formula> holds, and <tex-math>c</tex-math>.</p></body>"))).Text!;
        Assert.Equal(@"So \(a \le b\) holds, and c.", text);
    }

    private static string Article(string meta, string rest) =>
        $"<article xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:mml=\"http://www.w3.org/1998/Math/MathML\" dtd-version=\"1.2\" xml:lang=\"en\"><front>{meta}</front>{rest}</article>";

    private static int Lines(string text) => text.Count(c => c == '\n') + 1;
}
