using System.Text;
using CsCheck;
using ProvenanceAudit.Catalogs.Markup;
using ProvenanceAudit.Records;

namespace ProvenanceAudit.Catalogs.Tests.Markup;

public sealed class XmlRecordScannerTests
{
    static XmlRecordScannerTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void Records_are_cut_out_with_their_lines()
    {
        List<XmlRecord> records = Read("<?xml version='1.0'?>\n<m>\n <h/>\n <r>one</r><r>two</r>\n\n <r a='1'\n>three\n<b>4</b></r></m>\n");
        Assert.Equal([(4L, "one"), (4, "two"), (6, "three\n4")], records.Select(r => (r.Line, r.Element!.Value)));
        Assert.Equal(8, records[2].LineOf(records[2].Element!.Element("b")!));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Lines_end_as_XML_has_it(string end)
    {
        string text = "<m>\n<r>1</r>\n\n<!-- \n -->\n<r>\n2</r>\n<r/></m>".Replace("\n", end, StringComparison.Ordinal);
        for (int piece = 0; piece < 8; piece++)
            Assert.Equal([2L, 6, 8], Read(Encoding.UTF8.GetBytes(text), piece: piece).Select(r => r.Line));
    }

    [Fact]
    public void Lines_are_exact_far_into_a_file()
    {
        var text = new StringBuilder("<m>\r\n");
        for (int i = 0; i < 30_000; i++)
            text.Append("<r>").Append(i % 7 == 0 ? "\r\n" : "").Append("</r>\r\n");
        long expected = 2;
        foreach ((int i, XmlRecord record) in Read(text.Append("</m>").ToString()).Index())
        {
            Assert.Equal(expected, record.Line);
            expected += i % 7 == 0 ? 2 : 1;
        }
        Assert.Equal(30_002 + 4286, expected);
    }

    [Fact]
    public void What_looks_like_tags_in_comments_sections_and_instructions_is_none()
    {
        List<XmlRecord> records = Read(
            "<m><!-- <r>no</r> --><?x <r>no</r> ?><r>yes<!-- </r><r> --><![CDATA[</r><r>]]><?y </r> ?></r><![CDATA[<r>no</r>]]></m>");
        Assert.Equal("yes</r><r>", Assert.Single(records).Element!.Value);
    }

    [Fact]
    public void Brackets_in_values_of_attributes_do_not_end_a_tag()
    {
        XmlRecord record = Assert.Single(Read("<m x='>'><r a=\"/>\" b='a>b'>t</r></m>"));
        Assert.Equal(("/>", "t"), (record.Element!.Attribute("a")!.Value, record.Element.Value));
    }

    [Theory]
    [InlineData("<r>bad <b></r>")]
    [InlineData("<r>bad </b></r>")]
    [InlineData("<r>bad & worse</r>")]
    [InlineData("<r>bad &unknown;</r>")]
    [InlineData("<r>bad &#0;</r>")]
    [InlineData("<r>bad < worse</r>")]
    [InlineData("<r a='1' a='2'>bad</r>")]
    [InlineData("<r a=1>bad</r>")]
    [InlineData("<r a='1>bad</r>")]
    [InlineData("<r x:a='1'>bad</r>")]
    [InlineData("<r><!DOCTYPE x []>bad</r>")]
    [InlineData("<r><![bad</r>")]
    [InlineData("<r><b><b><b></r>")]
    [InlineData("<r>bad")]
    public void A_record_that_is_ill_formed_costs_no_other(string bad)
    {
        foreach (bool nests in new[] { false, true })
        {
            // One that is not closed is only told where records do not nest.
            if (nests && !bad.EndsWith("</r>", StringComparison.Ordinal))
                continue;
            List<XmlRecord> records = Read($"<m>\n<r>one</r>\n{bad}\n<r>two</r>\n<r>three</r></m>", nests);
            Assert.Equal(["one", null, "two", "three"], records.Select(r => r.Element?.Value));
            Assert.NotNull(records[1].Problem);
            Assert.Equal([2L, 3, 4, 5], records.Select(r => r.Line));
        }
    }

    [Fact]
    public void A_problem_names_its_line_in_the_file() =>
        Assert.Equal(
            "it is not well-formed XML in line 4: The 'b' start tag in line 3 does not match the end tag of 'r'; mend it and send it again",
            Assert.Single(Read("<m>\n<r>\n<b>\n</r></m>")).Problem);

    [Fact]
    public void The_last_record_that_is_not_closed_ends_with_what_it_stands_in()
    {
        XmlRecordScanner scanner = Scan("<m><r>1</r><r>2<b></m>");
        XmlRecord[] records = [.. scanner.Read()];
        Assert.Equal("the record is not closed before the <m> about it is; close its <r>", records[1].Problem);
        Assert.False(scanner.IsCut);
    }

    [Fact]
    public void An_empty_record_after_one_that_is_not_closed_is_no_less_a_record() =>
        Assert.Equal([false, true, true], Read("<m><r>1<r/><r>2</r></m>").Select(r => r.Element is not null));

    [Fact]
    public void A_record_of_an_earlier_name_ends_one_of_a_later_name()
    {
        Assert.Equal(["h", "r", "r"], Read("<m><h><x><r>1</r><r>2</r></m>", names: ["r", "h"]).Select(r => r.Name));
        Assert.Equal(["h", "r", "r"], Read("<m><h>0</h><r>1<h>x</h></r><r>2</r></m>", names: ["r", "h"]).Select(r => r.Name));
    }

    [Fact]
    public void Records_that_nest_are_given_out_with_what_they_hold()
    {
        List<XmlRecord> records = Read("<m><r>1<r/><r>2<r>3</r></r></r><r>4</r></m>", nests: true);
        Assert.Equal(["123", "4"], records.Select(r => r.Element!.Value));
    }

    [Fact]
    public void A_root_that_is_a_record_is_one()
    {
        XmlRecordScanner scanner = Scan("<?xml version='1.0'?><r xmlns='urn:x'>1</r>");
        Assert.Equal("{urn:x}r", Assert.Single(scanner.Read()).Element!.Name.ToString());
        Assert.Null(scanner.Root);
        Assert.False(scanner.IsCut);
    }

    [Fact]
    public void Names_are_compared_without_prefixes_and_namespaces_of_ancestors_hold()
    {
        List<XmlRecord> records = Read("<a:m xmlns:a='urn:a' xmlns='urn:d'><b xmlns='urn:b' xmlns:c='urn:c'><a:r><x/><c:y/></a:r></b><r/></a:m>");
        Assert.Equal(["{urn:a}r", "{urn:b}x", "{urn:c}y"], records[0].Element!.DescendantsAndSelf().Select(e => e.Name.ToString()));
        Assert.Equal("{urn:d}r", records[1].Element!.Name.ToString());
    }

    [Fact]
    public void The_root_is_told_with_its_attributes()
    {
        XmlRecordScanner scanner = Scan("<x:m xmlns:x='urn:x' release='3.0' a='&lt;&amp;' x:b='no'><r/></x:m>");
        Assert.Single(scanner.Read());
        Assert.Equal("<m release=\"3.0\" a=\"&lt;&amp;\" />", scanner.Root!.ToString());
    }

    [Fact]
    public void Entities_of_HTML_are_read_and_control_characters_left_out()
    {
        XmlRecord record = Assert.Single(Read("<m><r>caf&eacute;&nbsp;&mdash; &lt;b&gt; &amp;lt; &#233;\u0001</r></m>"));
        Assert.Equal("café\u00A0— <b> &lt; é", record.Element!.Value);
        Assert.Equal(["control characters, which XML cannot hold, were left out"], record.Warnings);
    }

    [Theory]
    [InlineData("utf-8", true, null)]
    [InlineData("utf-16", true, null)]
    [InlineData("utf-16BE", true, null)]
    [InlineData("utf-32", true, null)]
    [InlineData("utf-16", false, "utf-16")]
    [InlineData("utf-16BE", false, "utf-16")]
    [InlineData("windows-1252", false, "windows-1252")]
    [InlineData("windows-1252", false, "iso-8859-1")]
    [InlineData("utf-8", false, "UTF-16")]
    [InlineData("iso-8859-15", false, "ISO-8859-15")]
    public void Encodings_are_what_the_bytes_say(string encoding, bool mark, string? declared)
    {
        Encoding stored = Encoding.GetEncoding(encoding);
        string text = $"<?xml version='1.0'{(declared is null ? "" : $" encoding='{declared}'")}?>\n<m><r>Größe “x” €</r>\n<r>ü</r></m>";
        if (encoding == "iso-8859-15")
            text = text.Replace("“x”", "x", StringComparison.Ordinal);
        byte[] bytes = [.. mark ? stored.GetPreamble() : [], .. stored.GetBytes(text)];
        foreach (int piece in new[] { 0, 1, 3 })
        {
            List<XmlRecord> records = Read(bytes, piece: piece);
            Assert.Equal([encoding == "iso-8859-15" ? "Größe x €" : "Größe “x” €", "ü"], records.Select(r => r.Element!.Value));
            Assert.All(records, r => Assert.Empty(r.Warnings));
            Assert.Equal([2L, 3], records.Select(r => r.Line));
        }
    }

    [Fact]
    public void Bytes_that_are_not_what_is_declared_are_told_of_the_record_that_holds_them()
    {
        byte[] bytes = [.. "<?xml version='1.0' encoding='UTF-8'?><m>"u8, 0xE4, .. "<r>gut</r><r>Gr"u8, 0xF6, 0xDF, .. "e</r><r>ü</r></m>"u8];
        List<XmlRecord> records = Read(bytes);
        Assert.Equal(["gut", "Größe", "ü"], records.Select(r => r.Element!.Value));
        Assert.Equal("2 bytes that are not UTF-8, as the file is said to be, were read as Windows-1252",
            Assert.Single(records[1].Warnings));
        Assert.Empty(records[0].Warnings);
        Assert.Empty(records[2].Warnings);
    }

    [Fact]
    public void A_record_that_is_too_long_is_refused_and_the_next_ones_read()
    {
        var settings = new IntakeSettings { Limits = new() { RecordCharacters = 1000 } };
        foreach (string content in new[] { new string('x', 300_000), $"<!-- {new string('-', 300_000)} -->", $"<b a='{new string('x', 300_000)}'/>" })
        {
            foreach (int piece in new[] { 0, 5 })
            {
                List<XmlRecord> records = Read(Encoding.UTF8.GetBytes($"<m>\n<r>1</r>\n<r>{content}\n</r>\n<r>3</r></m>"), piece: piece, settings: settings);
                Assert.Equal(["1", null, "3"], records.Select(r => r.Element?.Value));
                Assert.StartsWith("the record is longer than 1000 characters", records[1].Problem, StringComparison.Ordinal);
                Assert.Equal([2L, 3, 5], records.Select(r => r.Line));
            }
        }
    }

    [Fact]
    public void A_record_may_be_longer_than_what_is_read_at_once()
    {
        string[] texts = [.. Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), 40_000 + i * 7919))];
        Assert.Equal(texts, Read($"<m>{string.Concat(texts.Select(t => $"<r>{t}</r>"))}</m>").Select(r => r.Element!.Value));
    }

    [Fact]
    public void A_record_that_nests_too_deep_is_refused_and_the_next_ones_read()
    {
        string deep = string.Concat(Enumerable.Repeat("<b>", 100_000)) + string.Concat(Enumerable.Repeat("</b>", 100_000));
        List<XmlRecord> records = Read($"<m><r>{deep}</r><r>2</r></m>");
        Assert.StartsWith("more than 250 elements stand in one another", records[0].Problem, StringComparison.Ordinal);
        Assert.Equal("2", records[1].Element!.Value);
    }

    [Fact]
    public void Elements_without_end_about_the_records_cost_nothing()
    {
        string many = string.Concat(Enumerable.Repeat("<a xmlns:x='urn:x'>", 50_000));
        Assert.Equal(["1", "2"], Read($"{many}<r>1</r>{string.Concat(Enumerable.Repeat("</b>", 50_000))}<r>2</r>").Select(r => r.Element!.Value));
    }

    [Theory]
    [InlineData("<m><r><id>a &amp; b</id><x></r></m>", "a & b")]
    [InlineData("<m><r><p:id n='1'> a\n b </p:id>&</r></m>", "a b")]
    [InlineData("<m><r><id>a</id><r>2</r></m>", "a")]
    [InlineData("<m><r><id>a</id>", "a")]
    [InlineData("<m><r><id>a", null)]
    [InlineData("<m><r><x></r></m>", null)]
    [InlineData("<m><r><id>\u0007\u0001</id>&</r></m>", null)]
    public void A_record_that_cannot_be_read_tells_its_id(string text, string? id)
    {
        XmlRecord record = Scan(text).Read().First();
        Assert.Null(record.Element);
        Assert.Equal(id, record.WordsInBeginning("other", "id"));
    }

    [Theory]
    [InlineData("<m><r guid='a&amp;b'><x></r></m>", "a&b")]
    [InlineData("<m><p:r n='1' guid=\"a\">&</p:r></m>", "a")]
    [InlineData("<m><r guid='a", null)]
    [InlineData("<m><r><r2 guid='a'/>&</r></m>", null)]
    public void A_record_that_cannot_be_read_tells_the_attributes_of_its_tag(string text, string? id) =>
        Assert.Equal(id, Scan(text).Read().First().AttributeInBeginning("r", "guid"));

    [Fact]
    public void A_record_whose_first_tag_does_not_end_is_refused_and_the_next_is_read()
    {
        XmlRecord[] records = [.. Scan($"<m><r a='{new string('x', 3 << 20)}'>1</r><r>2</r></m>").Read()];
        Assert.Equal("its first tag is longer than a million characters, or not closed; mend it and send it again", records[0].Problem);
        Assert.Equal("2", Assert.Single(records.Skip(1)).Element!.Value);
    }

    [Theory]
    [InlineData("UTF-7")]
    [InlineData("IBM037")]
    [InlineData("UTF-16")]
    [InlineData("x-nothing")]
    public void An_encoding_that_cannot_be_the_one_that_the_declaration_is_written_in_is_passed_over(string encoding) =>
        Assert.Equal("é", Assert.Single(Read($"<?xml version='1.0' encoding='{encoding}'?><m><r>é</r></m>")).Element!.Value);

    [Theory]
    [InlineData("<r>a & b</r>", "a '&' stands for itself, which is to be written '&amp;'")]
    [InlineData("<r>a &b c</r>", "a '&' stands for itself, which is to be written '&amp;'")]
    [InlineData("<r>1 < 2</r>", "a '<' stands for itself, which is to be written '&lt;'")]
    public void What_is_wrong_most_often_is_said_in_plain_words(string text, string words) =>
        Assert.Equal($"it is not well-formed XML in line 1: {words}; mend it and send it again", Assert.Single(Read(text)).Problem);

    [Theory]
    [InlineData("<m><r>1</r>", 1)]
    [InlineData("<m><r>1</r><r>2", 2)]
    [InlineData("<m><r>1</r><!-- <r>2</r></m>", 1)]
    [InlineData("<m><r>1</r><r>2<![CDATA[ </r></m>", 2)]
    [InlineData("<m><r>1</r><r a='2", 2)]
    public void A_file_that_was_cut_is_told(string text, int count)
    {
        XmlRecordScanner scanner = Scan(text);
        XmlRecord[] records = [.. scanner.Read()];
        Assert.Equal(count, records.Length);
        Assert.Equal("1", records[0].Element!.Value);
        // One cut is told once: by the record in which it is, or else by the file.
        Assert.Equal(count == 1, scanner.IsCut);
        if (count == 2)
            Assert.Equal("the file ends inside the record, which was not closed; send the whole file again", records[1].Problem);
    }

    [Theory]
    [InlineData("<!DOCTYPE m [<!ENTITY a 'b'>]><m><r>&a;</r></m>")]
    [InlineData("<!DOCTYPE m [<!ELEMENT m ANY><!ENTITY % a SYSTEM 'http://127.0.0.1:1/'>%a;]><m><r/></m>")]
    [InlineData("<?xml version='1.0'?><!-- x --><!doctype m [<!entity a 'b'>]><m><r/></m>")]
    public void A_document_type_with_entities_is_refused(string text) =>
        Assert.Contains("declares entities", Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<!DOCTYPE m SYSTEM \"http://www.editeur.org/onix/2.1/reference/onix-international.dtd\">")]
    [InlineData("<!DOCTYPE m PUBLIC \"-//X//DTD >] Y//EN\" 'x'\n[ <!ELEMENT m (r)*> <!-- it's ]> --> <!ATTLIST m a CDATA '>'> ]>")]
    public void Other_document_types_are_passed_over(string doctype) =>
        Assert.Equal("1", Assert.Single(Read($"<?xml version='1.0'?>\n{doctype}\n<m><r>1</r></m>")).Element!.Value);

    [Fact]
    public void A_document_type_that_is_never_closed_is_told() =>
        Assert.Contains("not closed",
            Assert.Throws<InvalidDataException>(() => Read("<!DOCTYPE m [" + new string(' ', 3 << 20))).Message, StringComparison.Ordinal);

    [Fact]
    public void Files_that_were_joined_are_read_on() =>
        Assert.Equal(["1", "2"], Read("<m xmlns='urn:a'><r>1</r></m>\n<?xml version='1.0'?><!DOCTYPE m><m><r>2</r></m>").Select(r => r.Element!.Value));

    [Fact]
    public void What_is_looked_at_stays_in_proportion_to_the_file()
    {
        // Each of these is read in seconds at worst where time is linear, and in hours where it is not.
        foreach (string text in new[]
        {
            string.Concat(Enumerable.Repeat("<", 3_000_000)),
            string.Concat(Enumerable.Repeat("<a", 1_500_000)),
            string.Concat(Enumerable.Repeat("<r ", 1_000_000)),
            "<m>" + string.Concat(Enumerable.Repeat("<!", 1_500_000)),
            string.Concat(Enumerable.Repeat("<r><!-- -->", 300_000)),
            "<m>" + string.Concat(Enumerable.Repeat("<r a=\"", 500_000)),
            "<m>" + string.Concat(Enumerable.Repeat("<a x='\">'", 400_000)),
            "<m " + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"xmlns:a{i}='u' ")) + ">" + string.Concat(Enumerable.Repeat("<r/>", 20_000)),
            "<m><r>" + string.Concat(Enumerable.Repeat("</m >", 500_000)),
        })
        {
            Read(Encoding.UTF8.GetBytes(text), piece: 0);
        }
        Assert.Empty(Read(Encoding.UTF8.GetBytes("<m a='" + new string('x', 2_000_000)), piece: 7));
    }

    [Fact]
    public void Whatever_the_pieces_the_records_are_the_same()
    {
        Gen<string> part = Gen.OneOf<string>(
            "<r>", "</r>", "<r/>", "<m>", "</m>", "<b a='<'>", "</b>", "<!--", "-->", "<![CDATA[", "]]>", "<?p", "?>", "\n", "\r\n", "\r", "ü", "💩", "&amp;", "&",
            "<", ">", "'", "text", "<x:r xmlns:x='u'>", "</x:r>", "<!DOCTYPE m>");
        Gen.Select(part.Array[0, 40], Gen.Int[1, 7], Gen.Bool).Sample((parts, piece, nests) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes("<m>" + string.Concat(parts));
            string[] whole = [.. Read(bytes, nests).Select(Told)];
            Assert.Equal(whole, Read(bytes, nests, piece).Select(Told));
            static string Told(XmlRecord r) => $"{r.Name} {r.Line} {r.Element} {r.Problem}";
        }, iter: 3000);
    }

    private static List<XmlRecord> Read(string text, bool nests = false, string[]? names = null) => Read(Encoding.UTF8.GetBytes(text), nests, names: names);

    private static List<XmlRecord> Read(byte[] bytes, bool nests = false, int piece = 0, IntakeSettings? settings = null, string[]? names = null) =>
        [.. Scan(bytes, nests, piece, settings, names).Read()];

    private static XmlRecordScanner Scan(string text) => Scan(Encoding.UTF8.GetBytes(text), false, 0, null, null);

    private static XmlRecordScanner Scan(byte[] bytes, bool nests, int piece, IntakeSettings? settings, string[]? names) =>
        new(piece == 0 ? new MemoryStream(bytes) : new Pieces(bytes, piece), settings ?? new IntakeSettings(), nests, names ?? ["r"]);

    private sealed class Pieces(byte[] bytes, int longest) : ReadOnlyStream
    {
        private int _at;

        public override int Read(Span<byte> buffer)
        {
            int length = Math.Min(Math.Min(buffer.Length, bytes.Length - _at), longest);
            bytes.AsSpan(_at, length).CopyTo(buffer);
            _at += length;
            return length;
        }
    }
}
