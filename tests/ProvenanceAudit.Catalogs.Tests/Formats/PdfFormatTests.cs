using System.Text;
using CsCheck;
using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Catalogs.Formats.Pdf;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

public sealed class PdfFormatTests : FormatContract
{
    private const string Prose = "It was a bright cold day in the north, and the clocks that nobody had wound for many years were striking all at once. "
        + "She went down to the harbour, where boats lay side by side like sleeping animals, and asked for the captain of the largest.";

    // The smallest PNG there is: one grey pixel.
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");

    internal override ICatalogFormat Format => new PdfFormat();

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        new("set in two columns", new PdfFile { Columns = 2, Lines = 8 }.Set(Prose, Prose, Prose), 0),
        new("written by hand, with XMP", PdfFile.OnePage("BT /F 12 Tf 72 700 Td (Written by hand.) Tj ET", Xmp), 0),
        new("behind something else", [.. "\r\n\r\n"u8, .. PdfFile.OnePage("BT /F 12 Tf 72 700 Td (Text) Tj ET")], 0),
    ];

    private static string Xmp => """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"
        xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:tdm="http://www.w3.org/ns/tdmrep/" prism:doi="10.5555/ABC" tdm:reservation="1"
        xmpRights:WebStatement="https://creativecommons.org/licenses/by/4.0/">
        <dc:title><rdf:Alt><rdf:li xml:lang="de">Titel</rdf:li><rdf:li xml:lang="x-default">The Title</rdf:li></rdf:Alt></dc:title>
        <dc:creator><rdf:Seq><rdf:li>First Author</rdf:li><rdf:li>Second Author</rdf:li></rdf:Seq></dc:creator>
        <dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language><dc:publisher><rdf:Bag><rdf:li>The Press</rdf:li></rdf:Bag></dc:publisher>
        <dc:identifier>urn:isbn:9780306406157</dc:identifier><prism:publicationDate>2012-05-01</prism:publicationDate><prism:issn>2049-3630</prism:issn>
        <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">(c) copyright The Press</rdf:li></rdf:Alt></dc:rights>
        </rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>
        """;

    protected override int Iterations => 150;

    [Fact]
    public void XMP_metadata_are_read_before_those_of_the_information_dictionary()
    {
        byte[] bytes = PdfFile.OnePage("BT /F 12 Tf 72 700 Td (Text) Tj ET", Xmp, information: "<< /Title (Other) /Author (Other) >>");
        CatalogRecord record = Assert.Single(Read(bytes));
        Work work = record.Work!;

        Assert.Equal(("PDF 1.7", "dir/file", "The Title", "en", "The Press", "2012-05-01"), (record.Format, work.Id, work.Title, work.Language, work.Publisher, work.Published));
        Assert.Equal(["First Author", "Second Author"], work.Contributors);
        Assert.Equal([("doi", "10.5555/abc"), ("isbn", "9780306406157")], work.Identifiers.Select(i => (i.Key, i.Value)).Order());
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", work.Licence);
        Assert.Equal([new WorkTerm(WorkTermKinds.Copyright, "(c) copyright The Press")], work.Terms);
        Assert.Equal([new WorkRelation("part_of", "issn", "2049-3630")], work.Relations);
        RightsStatement reserved = Assert.Single(record.Rights, r => r.Standard == RightsStandard.TdmRep);
        Assert.Equal((RightsEffect.Reserve, RightsRole.FileMetadata, RightsEvidence.HashOf(bytes)), (reserved.Effect, reserved.Declarant.Role, reserved.Evidence.BodySha256));
        Assert.Contains(record.Rights, r => r.Version == "CC-BY-4.0");
        Assert.Empty(record.Warnings);
    }

    [Theory]
    [InlineData("(A Real Title)", "(Ann Author; Ben Author)", "A Real Title", "Ann Author|Ben Author")]
    [InlineData("(Microsoft Word - draft3.doc)", "(Administrator)", "file", "")]
    [InlineData("(untitled)", "()", "file", "")]
    [InlineData("(thesis.tex)", "(user)", "file", "")]
    public void Names_that_programs_put_in_are_no_titles_and_no_authors(string title, string author, string expected, string contributors)
    {
        Work work = Assert.Single(Read(PdfFile.OnePage("BT /F 12 Tf 72 700 Td (Text) Tj ET", information: $"<< /Title {title} /Author {author} >>"))).Work!;
        Assert.Equal((expected, contributors), (work.Title, string.Join('|', work.Contributors)));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void The_words_of_a_set_text_are_read_in_their_order(int columns, bool hyphenates)
    {
        Gen<string> word = Gen.Select(Gen.OneOf<string>("ba", "ne", "ki", "sol", "tur", "van", "mer"), Gen.OneOf<string>("da", "re", "lin", "gast", "mon"),
            Gen.OneOf<string>("", "s", "dor", "ling", "tendorf"), (a, b, c) => a + b + c);
        Gen<string> paragraph = word.Array[20, 120].Select(words => char.ToUpperInvariant(words[0][0]) + string.Join(' ', words)[1..] + ".");
        // The first page is full: a column of two lines alone may be anything.
        Gen.Select(paragraph.Array[8, 12], Gen.Int[6, 36 / columns]).Sample((paragraphs, lines) =>
        {
            byte[] bytes = new PdfFile
            {
                Columns = columns,
                Hyphenates = hyphenates,
                Lines = lines,
                Head = n => n % 2 == 0 ? $"{n} The Running Author" : $"A Running Title {n}",
                Foot = n => $"{n}",
            }.Set(paragraphs);
            string text = Assert.Single(Read(bytes)).Text!;
            // One page alone does not show that its head is one: it may be there, or off, and nothing else.
            string[] found = Words(WithoutHeads(text)), set = Words(string.Join(' ', paragraphs));
            Assert.Equal(set, found);
        }, iter: 40);
    }

    [Fact]
    public void Paragraphs_go_on_over_columns_and_pages_and_are_set_apart()
    {
        byte[] bytes = new PdfFile { Columns = 2, Lines = 5, Hyphenates = true }.Set(Prose, Prose, Prose);
        Assert.Equal(string.Join("\n\n", Prose, Prose, Prose), Assert.Single(Read(bytes)).Text);
    }

    [Fact]
    public void Running_heads_and_numbers_of_pages_are_off_though_they_alternate_and_change()
    {
        string[] paragraphs = [.. Enumerable.Range(0, 24).Select(i => Prose.Replace("north", $"north of {i}", StringComparison.Ordinal))];
        byte[] bytes = new PdfFile
        {
            Lines = 10,
            Head = n => n % 2 == 0 ? $"{n}   JANE AUTHOR" : n < 5 ? $"First Chapter   {n}" : $"Second Chapter   {n}",
            Foot = n => $"- {n} -",
        }.Set(paragraphs);
        Assert.Equal(string.Join("\n\n", paragraphs), Assert.Single(Read(bytes)).Text);
    }

    [Theory]
    [InlineData("He was well-", "known there. A well-known man.", "He was well-known there. A well-known man.")]
    [InlineData("The compu-", "ter ran. One computer.", "The computer ran. One computer.")]
    [InlineData("The compu-", "ter ran.", "The computer ran.")]
    [InlineData("In Saint-", "Malo we met.", "In Saint-Malo we met.")]
    [InlineData("The soft\u00AD", "ware ran.", "The software ran.")]
    [InlineData("pages 3-", "5 of it", "pages 3- 5 of it")]
    public void Words_parted_at_the_end_of_a_line_are_put_together(string first, string second, string text) =>
        Assert.Equal(text, TextOf($"BT /F 12 Tf 14 TL 72 700 Td ({first}) Tj T* ({second}) Tj ET"));

    [Theory]
    [InlineData("BT /F 12 Tf 72 700 Td [(W) 80 (ater)] TJ ET", "Water")]
    [InlineData("BT /F 12 Tf 72 700 Td [(two) -300 (words)] TJ ET", "two words")]
    [InlineData("BT /F 12 Tf 72 700 Td (right) Tj ET BT /F 12 Tf 42 700 Td (left) Tj ET", "left right")]
    [InlineData("BT /F 12 Tf 72 700 Td (bold) Tj ET BT /F 12 Tf 72.2 700 Td (bold) Tj ET", "bold")]
    [InlineData("BT /F 12 Tf 72 700 Td (word) Tj /F 7 Tf 4 Ts (1) Tj ET", "word 1")]
    [InlineData("BT /F 36 Tf 72 676 Td (O) Tj ET BT /F 12 Tf 14 TL 101 700 Td (nce upon a time) Tj T* (there was) Tj T* (a tale.) Tj ET", "Once upon a time there was a tale.")]
    public void Letters_are_put_together_by_their_places(string operators, string text) => Assert.Equal(text, TextOf(operators));

    [Fact]
    public void Text_across_the_page_stands_aside_and_what_stands_so_on_every_page_is_off()
    {
        string[] contents = [.. "abc".Select(c => PdfFile.Stream($"BT /F 12 Tf 72 700 Td (Page {c}.) Tj ET BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 200 Tm (DRAFT) Tj ET"))];
        byte[] bytes = PdfFile.Written("", ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>",
            .. Enumerable.Range(6, 3).Select(n => $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {n} 0 R /Resources << /Font << /F 9 0 R >> >> >>"),
            .. contents, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]);
        Assert.Equal("Page a.\n\nPage b.\n\nPage c.", Assert.Single(Read(bytes)).Text);
        Assert.Equal("Text\n\nturned", TextOf("BT /F 12 Tf 72 700 Td (Text) Tj ET BT /F 12 Tf 0 1 -1 0 300 100 Tm (turned) Tj ET"));
    }

    [Fact]
    public void Pages_that_are_pictures_are_told_and_a_document_of_them_is_refused()
    {
        byte[] some = Pages("A first page with text.", null, null, "And a last.", null);
        CatalogRecord record = Assert.Single(Read(some));
        Assert.Equal("A first page with text.\n\nAnd a last.", record.Text);
        Assert.Equal("pages 2 and 3 and 5 hold pictures without text; run OCR and send it again", Assert.Single(record.Warnings));
        Assert.Equal("the PDF's pages hold pictures without text; run OCR and send it again", Assert.Single(Read(Pages(null, null))).Refusal);
    }

    [Theory]
    [InlineData("%PDF-1.7\n%âãÏÓ", "the PDF is damaged and cannot be read: ")]
    [InlineData("%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>", "the PDF ")]
    public void What_is_damaged_is_refused_with_the_reason(string content, string reason) =>
        Assert.StartsWith(reason, Assert.Single(Read(Encoding.Latin1.GetBytes(content))).Refusal, StringComparison.Ordinal);

    [Fact]
    public void A_document_that_needs_a_password_is_refused()
    {
        string zeros = new('0', 64);
        byte[] bytes = PdfFile.OnePage("BT ET", trailer: $"/ID [<00><00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{zeros}> /U <{zeros}> >>");
        Assert.Equal("the PDF is encrypted and needs a password; send it without one", Assert.Single(Read(bytes)).Refusal);
    }

    [Fact]
    public void A_document_that_is_encrypted_without_a_password_is_read() =>
        Assert.Equal("Open to all", Assert.Single(Read(PdfFile.Encrypted("BT /F 12 Tf 72 700 Td (Open to all) Tj ET"))).Text);

    [Fact]
    public void Letters_that_are_no_characters_are_told_and_too_many_refused()
    {
        string unknown = string.Concat(Enumerable.Repeat("\u0001", 60));
        Assert.StartsWith("the PDF's fonts do not tell", Assert.Single(Read(PdfFile.OnePage($"BT /F 1 Tf 72 700 Td ({unknown}) Tj ET"))).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_of_LZW_that_unpacks_beyond_the_limits_is_not_unpacked()
    {
        // Codes of 12 bits, each of the longest entry: the first clears the table, and each that follows makes an entry longer by one.
        var bits = new StringBuilder("100000000" + "000000000");
        for (int code = 258; code < 4096; code++)
            bits.Append(Convert.ToString(code, 2).PadLeft(code + 1 >= 2048 ? 12 : code + 1 >= 1024 ? 11 : code + 1 >= 512 ? 10 : 9, '0'));
        for (int i = 0; i < 20_000; i++)
            bits.Append("111111111111");
        string content = string.Concat(bits.ToString().Chunk(8).Where(b => b.Length == 8).Select(b => (char)Convert.ToByte(new string(b), 2)));
        byte[] bytes = PdfFile.Written("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>", PdfFile.Stream(content, "/Filter /LZWDecode"));
        Assert.Contains("unpacks to more than 300 times its size", Assert.Single(Read(bytes)).Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_unpacks_beyond_the_limits_is_not_unpacked()
    {
        using var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.SmallestSize))
            zlib.Write(new byte[30_000_000]);
        string content = Encoding.Latin1.GetString(packed.ToArray());
        byte[] bytes = PdfFile.Written("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>", PdfFile.Stream(content, "/Filter /FlateDecode"));
        Assert.Contains("unpacks to more than 300 times its size", Assert.Single(Read(bytes)).Refusal, StringComparison.Ordinal);
    }

    private string TextOf(string operators) => Assert.Single(Read(PdfFile.OnePage(operators))).Text!;

    [Theory]
    [InlineData("/W[1 2 166666666666666666666666666]")]
    [InlineData("/W [ 1 2147483647 0 ]")]
    [InlineData("/#57%\n[1 900000 0]")]
    public void A_table_of_objects_whose_entries_would_not_fit_on_the_stack_is_refused(string widths)
    {
        byte[] bytes = PdfFile.Written("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>",
            PdfFile.Stream("abc", $"/Type /XRef /Size 4 /Root 1 0 R {widths}"));
        Assert.Equal("the PDF is damaged and cannot be read: its table of objects has entries longer than any need; make it anew",
            Assert.Single(Read(bytes)).Refusal);
    }

    [Theory]
    [InlineData("/W [1 4 2]")]
    [InlineData("/W [65000 65535 1000 3 [500 600]]")]
    [InlineData("/Width 99999999 /W 7 0 R /WMode 1")]
    public void Tables_and_widths_as_they_are_found_are_no_reason_to_refuse_a_file(string entries)
    {
        Assert.Null(PdfTableOfObjects.ReasonAgainst(Encoding.Latin1.GetBytes(entries)));
    }

    [Fact]
    public void Hebrew_is_read_from_right_to_left_with_the_numbers_and_the_foreign_words_in_it()
    {
        Assert.Equal("לפי סעיף 15(ב)(4) לחוק", PdfWritingDirection.Read("קוחל )4()ב(15 ףיעס יפל", true));
        Assert.Equal("לכתובת (זו):", PdfWritingDirection.Read(":(וז) תבותכל", true));
        Assert.Equal("גרסה 3.2.2.9 של Open Office 4 מוכנה", PdfWritingDirection.Read("הנכומ Open Office 4 לש 3.2.2.9 הסרג", true));
        Assert.Equal("The word שלום עולם means peace.", PdfWritingDirection.Read("The word םלוע םולש means peace.", false));
    }

    [Fact]
    public void Forms_of_Arabic_letters_become_the_letters()
    {
        Assert.Equal("العربية", PdfWritingDirection.Read("ﺔﻴﺑﺮﻌﻟا", true));
        Assert.Equal("لا", PdfWritingDirection.Read("ﻻ", true));
    }

    [Fact]
    public void Text_from_left_to_right_stays_as_it_is()
    {
        Gen.String[Gen.Char[' ', '\u058F']].Sample(text => Assert.Equal(text, PdfWritingDirection.Read(text, false)), iter: Iterations);
    }

    [Fact]
    public void Words_of_a_line_without_spaces_are_parted_on_a_page_that_has_some_elsewhere()
    {
        // 3 points between words of 12, which a page that has spaces does not leave to chance in other lines.
        byte[] bytes = PdfFile.OnePage("BT /F 12 Tf 72 700 Td (The lines of this page have spaces in most of them.) Tj 0 -40 Td "
            + "[(Library)-250(of)-250(Congress)-250(Cataloging)] TJ ET");
        Assert.Equal("The lines of this page have spaces in most of them.\n\nLibrary of Congress Cataloging", Assert.Single(Read(bytes)).Text);
    }

    [Fact]
    public void Authors_who_stand_in_one_line_are_told_apart()
    {
        string[] By(string authors) =>
            [.. Assert.Single(Read(PdfFile.OnePage("BT /F 12 Tf 72 700 Td (Text) Tj ET", information: $"<< /Author ({authors}) >>"))).Work!.Contributors];

        Assert.Equal(["Jason D. Rennie", "Lawrence Shih", "David Karger"], By("Jason D. Rennie, Lawrence Shih, and David Karger"));
        Assert.Equal(["Craig Macdonald", "Nicola Tonellotto"], By("Craig Macdonald and Nicola Tonellotto"));
        Assert.Equal(["Garcia Marquez, Gabriel Jose"], By("Garcia Marquez, Gabriel Jose"));
        string xmp = Xmp.Replace("<rdf:li>First Author</rdf:li><rdf:li>Second Author</rdf:li>", "<rdf:li>First Author and Second Author</rdf:li>", StringComparison.Ordinal);
        Assert.Equal(["First Author", "Second Author"], Assert.Single(Read(PdfFile.OnePage("BT /F 12 Tf 72 700 Td (Text) Tj ET", xmp))).Work!.Contributors);
    }

    [Fact]
    public void A_page_in_Hebrew_is_laid_out_from_the_right()
    {
        // Two columns, the right one first, letters drawn from left to right as most programs do.
        byte[] bytes = PdfFile.Written("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
            PdfFile.Stream("BT /F 12 Tf 300 700 Td (dcb a) Tj ET BT /F 12 Tf 72 700 Td (gfe) Tj ET"),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Hebrew /Encoding << /Type /Encoding /Differences [97 /uni05D0 /uni05D1 /uni05D2 /uni05D3 /uni05D4 /uni05D5 /uni05D6] >> "
                + "/FirstChar 97 /LastChar 103 /Widths [600 600 600 600 600 600 600] >>");
        Assert.Equal("א בגד הוז", Assert.Single(Read(bytes)).Text);
    }

    [Fact]
    public void Work_that_comes_to_no_end_is_left_and_the_next_is_done()
    {
        using var never = new ManualResetEventSlim();
        var thread = new PatientThread(TimeSpan.FromMilliseconds(20));
        Assert.Throws<TimeoutException>(() => thread.Run(() => never.Wait(Timeout.Infinite, TestContext.Current.CancellationToken), CancellationToken.None));
        Assert.Throws<TimeoutException>(thread.Step);
        Assert.Equal(7, new PatientThread(TimeSpan.FromMinutes(1)).Run(() => 7, CancellationToken.None));
        Assert.Throws<InvalidDataException>(() => new PatientThread(TimeSpan.FromMinutes(1)).Run<int>(() => throw new InvalidDataException(), CancellationToken.None));
        never.Set();
    }

    private static byte[] Pages(params string?[] texts)
    {
        var builder = new PdfDocumentBuilder();
        PdfDocumentBuilder.AddedFont font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (string? text in texts)
        {
            PdfPageBuilder page = builder.AddPage(PageSize.A4);
            if (text is null)
                page.AddPng(Pixel, new PdfRectangle(0, 0, 595, 842));
            else
                page.AddText(text, 12, new PdfPoint(72, 700), font);
        }
        return builder.Build();
    }

    private static string WithoutHeads(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"(^|\s)(\d+ The Running Author|A Running Title \d+|\d+)(?=\s|$)", " ");

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
