using System.IO.Compression;
using CsCheck;
using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Catalogs.Formats.Epub;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

public sealed class EpubFormatTests : FormatContract
{
    private const string Tdm = "<meta property='tdm:reservation'>1</meta><meta property='tdm:policy'>https://press.example/tdm.json</meta>";

    internal override ICatalogFormat Format => new EpubFormat();

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        new("EPUB 3", new EpubFile().Metadata(Third).Chapter("one.xhtml", "<h1>One</h1><p>It began.</p>").Chapter("two.xhtml", "<p>It ended.</p>").ToBytes(), 0),
        new("EPUB 2", new EpubFile { Version = "2.0" }.Metadata(Second).Chapter("one.html", "<p>Es war einmal.</p>").ToBytes(CompressionLevel.Optimal), 0),
        new("without a file mimetype", new EpubFile { HasMimeType = false }.Chapter("one.xhtml", "<p>Text</p>").ToBytes(), 0),
    ];

    private static string Third =>
        "<dc:identifier id='uid'> urn:uuid:0A1B2C3D-0000-4000-8000-123456789abc </dc:identifier>"
        + "<dc:identifier id='isbn'>0-306-40615-2</dc:identifier><meta refines='#isbn' property='identifier-type' scheme='onix:codelist5'>02</meta>"
        + "<dc:title id='t2'>A Tale</dc:title><meta refines='#t2' property='title-type'>subtitle</meta>"
        + "<dc:title id='t1'>The\n Whale</dc:title><meta refines='#t1' property='title-type'>main</meta>"
        + "<dc:creator id='c1'>Second Author</dc:creator><meta refines='#c1' property='display-seq'>2</meta>"
        + "<dc:creator id='c2'>First Author</dc:creator><meta refines='#c2' property='display-seq'>1</meta>"
        + "<dc:contributor id='c3'>A Translator</dc:contributor><meta refines='#c3' property='role' scheme='marc:relators'>trl</meta>"
        + "<dc:contributor id='c4'>A Program</dc:contributor><meta refines='#c4' property='role' scheme='marc:relators'>bkp</meta>"
        + "<dc:language>en-GB</dc:language><dc:publisher>The Press</dc:publisher><dc:date>2012-05-01T00:00:00Z</dc:date>"
        + "<dc:rights>© 2012 First Author</dc:rights><meta property='dcterms:rightsHolder'>First Author</meta>"
        + "<link rel='license' href='https://creativecommons.org/licenses/by-nc/4.0/'/>"
        + "<dc:source>urn:isbn:9783161484100</dc:source><meta property='belongs-to-collection' id='s'>Tales</meta>"
        + "<meta refines='#s' property='dcterms:identifier'>urn:issn:2049-3630</meta>" + Tdm;

    private static string Second =>
        "<dc:identifier id='uid' opf:scheme='ISBN'>978-3-16-148410-0</dc:identifier><dc:title>Märchen</dc:title>"
        + "<dc:creator opf:role='aut' opf:file-as='Grimm'>Jacob Grimm</dc:creator><dc:contributor opf:role='edt'>Eine Herausgeberin</dc:contributor>"
        + "<dc:date opf:event='modification'>2020-02-02</dc:date><dc:date opf:event='publication'>1999</dc:date>"
        + "<dc:date opf:event='original-publication'>1812</dc:date><dc:language>de</dc:language><meta name='tdm:reservation' content='1'/>";

    [Fact]
    public void Books_of_one_catalog_unpack_to_its_limit_together()
    {
        using var folder = new TemporaryFolder();
        string prose = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"word{i} "));
        foreach (string name in new[] { "a", "b", "c" })
            File.WriteAllBytes(folder.At(name + ".epub"), new EpubFile().Metadata($"<dc:identifier id='uid'>{name}</dc:identifier><dc:title>T</dc:title>").Chapter("c.xhtml", $"<p>{prose}</p>").ToBytes());
        var settings = new IntakeSettings { Limits = new IntakeLimits { UnpackedBytes = prose.Length * 5 / 2 }, Cancellation = TestContext.Current.CancellationToken };
        CatalogRecord[] records = [.. new CatalogReader(folder.Path, settings).Records()];

        Assert.Equal([true, true, false], records.Select(r => r.Refusal is null));
        Assert.StartsWith("the catalog unpacks to more than", records[2].Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_book_keeps_its_id_under_another_name()
    {
        byte[] book = new EpubFile().Chapter("c.xhtml", "<p>Text</p>").ToBytes();
        Assert.Equal("urn:isbn:9780306406157", Assert.Single(MemoryFile.Read(book, "first.epub")).RecordId);
        Assert.Equal("urn:isbn:9780306406157", Assert.Single(MemoryFile.Read(book, "dir/second.bin")).RecordId);
    }

    [Fact]
    public void Metadata_of_EPUB_3_are_read_with_their_refinements()
    {
        CatalogRecord record = Assert.Single(Read(Samples[0].Bytes));
        Work work = record.Work!;

        Assert.Equal("EPUB 3.0", record.Format);
        Assert.Equal("urn:uuid:0A1B2C3D-0000-4000-8000-123456789abc", work.Id);
        Assert.Equal("The Whale: A Tale", work.Title);
        Assert.Equal(["First Author", "Second Author", "A Translator"], work.Contributors);
        Assert.Equal([("isbn", "9780306406157"), ("uuid", "0a1b2c3d-0000-4000-8000-123456789abc")],
            work.Identifiers.Select(i => (i.Key, i.Value)).Order());
        Assert.Equal(("en-GB", "The Press", "First Author", "2012-05-01"), (work.Language, work.Publisher, work.RightsHolder, work.Published));
        Assert.Equal("https://creativecommons.org/licenses/by-nc/4.0/", work.Licence);
        Assert.Equal([new WorkTerm(WorkTermKinds.Copyright, "© 2012 First Author")], work.Terms);
        Assert.Equal([new WorkRelation("other_format", "isbn", "9783161484100"), new WorkRelation("part_of", "issn", "2049-3630")], work.Relations);
        Assert.Equal("One\n\nIt began.\n\nIt ended.", record.Text);
        Assert.Empty(record.Warnings);
    }

    [Fact]
    public void Metadata_of_EPUB_2_are_read_by_their_attributes()
    {
        CatalogRecord record = Assert.Single(Read(Samples[1].Bytes));
        Work work = record.Work!;

        Assert.Equal(("EPUB 2.0", "978-3-16-148410-0", "Märchen", "1812", "de"), (record.Format, work.Id, work.Title, work.Published, work.Language));
        Assert.Equal(["Jacob Grimm", "Eine Herausgeberin"], work.Contributors);
        Assert.Equal("9783161484100", work.Identifiers["isbn"]);
        Assert.Equal(RightsStandard.TdmRep, Assert.Single(record.Rights).Standard);
    }

    [Fact]
    public void What_a_book_says_of_mining_is_a_statement_of_its_publisher_with_the_hash_of_the_file()
    {
        byte[] bytes = Samples[0].Bytes;
        CatalogRecord record = Assert.Single(Read(bytes));
        RightsStatement reserved = Assert.Single(record.Rights, r => r.Standard == RightsStandard.TdmRep);

        Assert.Equal((RightsEffect.Reserve, "https://press.example/tdm.json"), (reserved.Effect, reserved.Link));
        Assert.Equal(new RightsDeclarant(RightsRole.Publisher, "The Press"), reserved.Declarant);
        Assert.Equal((RightsScopeKind.Work, record.Work!.Id), (reserved.Scope.Kind, reserved.Scope.Target));
        Assert.Equal(("dir/file", RightsEvidence.HashOf(bytes)), (reserved.SourceAddress, reserved.Evidence.BodySha256));
        Assert.Contains(record.Rights, r => r.Standard == RightsStandard.CreativeCommons);
    }

    [Fact]
    public void A_book_without_metadata_is_named_after_its_file() =>
        Assert.Equal(("dir/file", "file"), Assert.Single(Read(new EpubFile().Metadata("").Chapter("a.xhtml", "<p>x</p>").ToBytes())).Work is { } work ? (work.Id, work.Title) : default);

    [Fact]
    public void Documents_stand_in_reading_order_and_those_outside_of_it_at_the_end()
    {
        byte[] book = new EpubFile()
            .Chapter("nav.xhtml", "<nav epub:type='toc'><ol><li><a href='b.xhtml'>B</a></li></ol></nav>", properties: "properties='nav'")
            .Chapter("cover.xhtml", "<img src='cover.jpg' alt='Cover'/>")
            .Chapter("z.xhtml", "<p>First</p><p>more<a epub:type='noteref' href='notes.xhtml#n1'>1</a></p>")
            .Chapter("notes.xhtml", "<p>Notes</p>", "linear='no'")
            .Chapter("a.xhtml", "<p>Second</p>").ToBytes();
        CatalogRecord record = Assert.Single(Read(book));

        Assert.Equal("First\n\nmore\n\nSecond\n\nNotes", record.Text);
        Assert.Empty(record.Warnings);
    }

    [Fact]
    public void Paths_are_decoded_and_may_go_up_within_the_book_but_not_out_of_it()
    {
        byte[] book = new EpubFile()
            .Chapter("chapter%20one.xhtml", "<p>One</p>")
            .File("OEBPS/100%.xhtml", "<html><body><p>Two</p></body></html>").Manifest("<item id='p' href='100%.xhtml' media-type='application/xhtml+xml'/>").Spine("<itemref idref='p'/>")
            .File("text/three.xhtml", "<p>Three").Manifest("<item id='u' href='../text/./three.xhtml#top' media-type='text/html'/>").Spine("<itemref idref='u'/>")
            .Manifest("<item id='r' href='/text/THREE.xhtml' media-type='text/html'/>").Spine("<itemref idref='r'/>")
            .Manifest("<item id='e' href='../../../../etc/passwd' media-type='application/xhtml+xml'/>").Spine("<itemref idref='e'/>")
            .Manifest("<item id='f' href='file:///etc/passwd' media-type='application/xhtml+xml'/>").Spine("<itemref idref='f'/>")
            .Manifest("<item id='h' href='https://example.org/x' media-type='application/xhtml+xml'/>").Spine("<itemref idref='h'/>").ToBytes();
        CatalogRecord record = Assert.Single(Read(book));

        Assert.Equal("One\n\nTwo\n\nThree\n\nThree", record.Text);
        Assert.Equal(
            ["'../../../../etc/passwd' leads out of the book and was not read", "'file:///etc/passwd' was not read: it is not in the book",
            "'https://example.org/x' leads out of the book and was not read"], record.Warnings);
    }

    [Fact]
    public void Documents_that_are_missing_are_told_and_cost_no_other()
    {
        byte[] book = new EpubFile().Chapter("a.xhtml", "<p>A</p>")
            .Manifest("<item id='m' href='missing.xhtml' media-type='application/xhtml+xml'/>").Spine("<itemref idref='m'/>").Spine("<itemref idref='unknown'/>")
            .Item("picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'><text>drawn</text></svg>", type: "image/svg+xml")
            .Item("jpeg.jpg", "", type: "image/jpeg", properties: "fallback='i0'").ToBytes();
        CatalogRecord record = Assert.Single(Read(book));

        Assert.Equal("A\n\ndrawn", record.Text);
        Assert.Equal(["the reading order names 'unknown', which is not in the manifest", "'missing.xhtml' was not read: it is not in the book"], record.Warnings.Order().Reverse());
    }

    [Fact]
    public void A_book_whose_container_is_broken_is_read_by_its_package_and_told()
    {
        CatalogRecord record = Assert.Single(Read(new EpubFile { Container = "<container/>" }.Chapter("a.xhtml", "<p>A</p>").ToBytes()));
        Assert.Equal("META-INF/container.xml names no package document that is in the book; 'OEBPS/content.opf' was read", Assert.Single(record.Warnings));
        Assert.Equal("A", record.Text);
    }

    [Fact]
    public void A_book_of_pictures_is_refused_with_what_to_do()
    {
        CatalogRecord record = Assert.Single(Read(new EpubFile().Chapter("a.xhtml", "<img src='1.jpg'/>").Chapter("b.xhtml", "<img src='2.jpg'/>").ToBytes()));
        Assert.Equal("none of the book's 2 documents holds text; if they are pictures, run OCR and send it again", record.Refusal);
        Assert.Equal("urn:isbn:9780306406157", record.RecordId);
    }

    [Theory]
    [InlineData("META-INF/license.lcpl", "{}", "the book is encrypted by Readium LCP: 'OEBPS/a.xhtml' cannot be read; send it without DRM")]
    [InlineData("META-INF/rights.xml", "<rights xmlns='http://ns.adobe.com/adept'/>", "the book is encrypted by Adobe ADEPT: 'OEBPS/a.xhtml' cannot be read; send it without DRM")]
    [InlineData("META-INF/sinf.xml", "<sinf/>", "the book is encrypted by Apple FairPlay: 'OEBPS/a.xhtml' cannot be read; send it without DRM")]
    [InlineData("META-INF/other", "", "the book is encrypted: 'OEBPS/a.xhtml' cannot be read; send it without DRM")]
    public void Encrypted_books_are_refused_by_the_name_of_the_scheme(string path, string content, string reason)
    {
        byte[] book = new EpubFile().Chapter("b.xhtml", "<p>B</p>").Chapter("a.xhtml", "<p>A</p>").File(path, content)
            .File("META-INF/encryption.xml", Encryption("http://www.w3.org/2001/04/xmlenc#aes256-cbc", "OEBPS/a.xhtml")).ToBytes();
        Assert.Equal(reason, Assert.Single(Read(book)).Refusal);
    }

    [Fact]
    public void Obfuscated_fonts_are_no_obstacle()
    {
        byte[] book = new EpubFile().Chapter("a.xhtml", "<p>A</p>").File("META-INF/encryption.xml", Encryption("http://www.idpf.org/2008/embedding", "OEBPS/font.otf")).ToBytes();
        CatalogRecord record = Assert.Single(Read(book));
        Assert.Equal(("A", 0), (record.Text, record.Warnings.Count));
    }

    [Fact]
    public void A_document_that_unpacks_beyond_the_limits_is_left_out_and_told()
    {
        byte[] book = new EpubFile().Chapter("a.xhtml", "<p>A</p>").Chapter("bomb.xhtml", new string(' ', 5_000_000)).ToBytes(CompressionLevel.SmallestSize);
        var settings = new IntakeSettings { Limits = new IntakeLimits { UnpackedFreely = 1_000_000, UnpackingRatio = 20 } };
        CatalogRecord record = Assert.Single(Read(book, settings: settings));

        Assert.Equal("A", record.Text);
        Assert.StartsWith("'bomb.xhtml' was not read: it unpacks to more than 20 times its size", Assert.Single(record.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_book_is_one_work_of_a_folder_though_it_is_a_ZIP()
    {
        using var folder = new TemporaryFolder();
        folder.File("a.epub", Samples[0].Bytes);
        folder.File("b.zip", Samples[1].Bytes);
        Reading reading = Reading.Of(folder.Path);

        Assert.Equal(["urn:uuid:0A1B2C3D-0000-4000-8000-123456789abc", "978-3-16-148410-0"], reading.Ids);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void Whatever_happens_to_the_files_within_a_book_it_gives_one_outcome() =>
        Gen.Select(Gen.Int[0, 3], Mutation.Some).Sample((file, mutations) =>
        {
            string damaged = new[] { "META-INF/container.xml", "OEBPS/content.opf", "OEBPS/one.xhtml", "META-INF/encryption.xml" }[file];
            byte[] book = new EpubFile { Damage = (path, content) => path == damaged ? Mutation.Apply(content, mutations) : content }.Metadata(Third)
                .Chapter("one.xhtml", "<h1>One</h1><p>It <i>began</i>.</p>").File("META-INF/encryption.xml", Encryption("x", "OEBPS/font.otf")).ToBytes();
            try
            {
                CatalogRecord record = Assert.Single(Read(book));
                Assert.NotEqual(record.Work is null, record.Refusal is null);
            }
            catch (InvalidDataException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }, iter: 500);

    private static string Encryption(string algorithm, string uri) =>
        "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container' xmlns:enc='http://www.w3.org/2001/04/xmlenc#'>"
        + $"<enc:EncryptedData><enc:EncryptionMethod Algorithm='{algorithm}'/><enc:CipherData><enc:CipherReference URI='{uri}'/></enc:CipherData>"
        + "</enc:EncryptedData></encryption>";
}
