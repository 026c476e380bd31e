using CsCheck;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Tests.Markup;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<h1>Title</h1><p>One\n two<p>three<br>four", "Title\n\nOne two\n\nthree\nfour")]
    [InlineData("<ul><li>a<li>b<ul><li>c</ul></ul><dl><dt>t<dd>d</dl>", "a\nb\n\nc\n\nt\nd")]
    [InlineData("<table><caption>C</caption><tr><th>1<th>2<tr><td>3<td>4</table>", "C\n\n1\t2\n3\t4")]
    [InlineData("<pre>\n a\n  b &lt;i&gt;\n</pre>after", " a\n  b <i>\n\nafter")]
    [InlineData("a<script>x</script><style>y</style><noscript>z</noscript><template>t</template>b", "ab")]
    [InlineData("<p>a<span hidden>1</span><span aria-hidden='true'>2</span><span style='Display: none'>3</span>b", "ab")]
    [InlineData("<p>on<span epub:type='pagebreak' id='p3'>3</span>ly <span role='doc-pagebreak'>4</span>one", "only one")]
    [InlineData("<p>text<a epub:type='noteref' href='#n'>1</a>.</p><aside epub:type='footnote' id='n' hidden>The note.</aside><p>More.", "text.\n\nMore.\n\nThe note.")]
    [InlineData("<p>word<sup><a href='notes.html#n1'>[1]</a></sup> and <a href='x#y'><sup>*</sup></a>x<sup>2</sup>", "word and x2")]
    [InlineData("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>です", "漢字です")]
    [InlineData("<p>so&shy;ft&nbsp;no&#x200B;break &amp;lt; &copy; &hellip;", "soft\u00A0nobreak &lt; © …")]
    [InlineData("<p>a <math><mi>x</mi><mo>=</mo><mn>1</mn><annotation>x=1</annotation></math> <svg><title>t</title><text>drawn</text></svg>", "a x=1 drawn")]
    public void A_page_gives_what_is_read_in_it_by_blocks(string html, string text) =>
        Assert.Equal(text, HtmlText.Of(HtmlText.Parse(html)));

    [Theory]
    [InlineData("<title/><script src='x'/></head><body><p/><a id='a'/>One<p>two</p>", "One\n\ntwo")]
    [InlineData("</head><body><p><![CDATA[a < b & <i>]]></p><!-- <title/> --><p>c</p>", "a < b & <i>\n\nc")]
    [InlineData("<style/></head><body><p>open <b>and <i>wrong</b> order</i></p><br/><div class='/'>x</div>", "open and wrong order\n\nx")]
    public void XHTML_is_read_as_XHTML_though_leniently(string body, string text) =>
        Assert.Equal(text, HtmlText.Of(HtmlText.ParseXhtml($"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head>{body}</body></html>")));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<aside epub:type='footnote'>")]
    [InlineData("<table><tr><td>")]
    public void A_page_may_nest_as_deep_as_it_likes(string open) =>
        Assert.Equal("deep", HtmlText.Of(HtmlText.ParseXhtml(string.Concat(Enumerable.Repeat(open, 100_000)) + "deep")).Trim());

    [Fact]
    public void Whatever_the_characters_a_page_is_read() =>
        Gen.OneOf(Gen.OneOf<string>("<p>", "</p>", "<![CDATA[", "]]>", "<title/>", "<a href='#", "'>", "<!--", "-->", "<sup>", "<table>", "<td>", "&amp;", "<br/>"),
            Gen.String[0, 6]).Array[0, 40].Sample(parts => HtmlText.Of(HtmlText.ParseXhtml(string.Concat(parts))) is not null);
}
