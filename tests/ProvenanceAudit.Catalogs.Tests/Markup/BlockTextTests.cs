using System.Xml.Linq;
using CsCheck;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Tests.Markup;

public sealed class BlockTextTests
{
    private static readonly BlockText Reader = new(
        BlockText.Table(
            (TextPart.Block, "p div head"), (TextPart.Line, "l row"), (TextPart.Cell, "cell"), (TextPart.Break, "br"),
            (TextPart.Preformatted, "code"), (TextPart.Note, "note"), (TextPart.LeftOut, "meta"), (TextPart.Join, "join")),
        e => e.Attribute("hidden") is null ? null : TextPart.LeftOut);

    [Theory]
    [InlineData("<p>One  two\n three</p><p>four</p>", "One two three\n\nfour")]
    [InlineData("<p>in<i>line</i> <b> marks </b> stay</p>", "inline marks stay")]
    [InlineData("before<p>inside</p>after", "before\n\ninside\n\nafter")]
    [InlineData("<div><p/><p> </p><head>A</head><div><div><p>B</p></div></div></div>", "A\n\nB")]
    [InlineData("<p><l>first</l> <l>second</l></p><p>a<br/>b</p>", "first\nsecond\n\na\nb")]
    [InlineData("<row><cell>1</cell> <cell>2</cell></row><row><cell/><cell>3</cell><cell/><cell>4</cell></row>", "1\t2\n3\t\t4")]
    [InlineData("<p>a</p><code>\n  if\n    then \n</code><p>b</p>", "a\n\n  if\n    then\n\nb")]
    [InlineData("<p>text<note>a <p>note</p> of two</note> goes on</p><p>next</p>", "text goes on\n\na\n\nnote\n\nof two\n\nnext")]
    [InlineData("<div><note>alone</note><p>text</p></div>", "alone\n\ntext")]
    [InlineData("<p>left<meta>out</meta> <i hidden=''>x</i>here</p>", "left here")]
    [InlineData("<p>a&#xA0; b so&#xAD;ft zero&#x200B;width</p>", "a\u00A0 b soft zerowidth")]
    [InlineData("<p>go- <join/> ing Saint-<join/>Malo word <join/> s</p>", "going Saint-Malo words")]
    [InlineData("<p>a &lt;b&gt; &amp;amp; <![CDATA[<i>]]></p>", "a <b> &amp; <i>")]
    [InlineData("", "")]
    public void Blocks_lines_cells_and_notes_are_set_apart_and_nothing_else(string xml, string text) =>
        Assert.Equal(text, Reader.Of(XElement.Parse($"<root>{xml}</root>", LoadOptions.PreserveWhitespace)));

    [Fact]
    public void No_character_but_white_space_is_lost_or_made_up()
    {
        Gen<XNode> text = Gen.String[Gen.Char["ab é-\n\t<&"], 0, 8].Select(s => (XNode)new XText(s));
        Gen<XNode> element = Gen.Recursive<XNode>((depth, inner) => Gen.OneOf<string>("p", "i", "l", "row", "cell", "br", "note", "code")
            .SelectMany(name => (depth > 4 ? text : Gen.OneOf(text, inner)).Array[0, 4]
                .Select(children => (XNode)new XElement(name, name == "br" ? [] : children))));
        element.Array[0, 5].Sample(nodes =>
        {
            var root = new XElement("root", nodes);
            string found = Reader.Of(root);
            Assert.Equal(Letters(root.Value), Letters(found));
            // Preformatted text may have blank lines of its own.
            if (!root.Descendants("code").Any())
                Assert.DoesNotContain("\n\n\n", found, StringComparison.Ordinal);
        });

        // Notes move, so that characters are counted.
        static string Letters(string s) => string.Concat(s.Where(c => !char.IsWhiteSpace(c)).Order());
    }
}
