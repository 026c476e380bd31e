using System.Text;
using CsCheck;
using ProvenanceAudit.Crawlers.MainText;
using ProvenanceAudit.Text.Pages;

namespace ProvenanceAudit.Crawlers.Tests.MainText;

public sealed class RobustnessTests
{
    [Theory]
    [InlineData("<div>")]
    [InlineData("<span>")]
    [InlineData("<ul><li>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<b><p>")]
    [InlineData("<a href=x>")]
    [InlineData("<form><fieldset>")]
    [InlineData("<blockquote><pre>")]
    public void A_page_may_nest_as_deep_as_it_likes(string open) =>
        Assert.Contains("at the bottom of it", MainTextReader.Read(string.Concat(Enumerable.Repeat(open, 20_000)) + "at the bottom of it").Text, StringComparison.Ordinal);

    [Fact]
    public void One_hundred_thousand_nested_divisions_are_read() =>
        Assert.Contains("deep", MainTextReader.Read(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "deep").Text, StringComparison.Ordinal);

    [Fact]
    public void A_page_cut_anywhere_is_read()
    {
        string page = Pages.Newspaper("en", "A title", Pages.English);
        for (int length = 0; length < page.Length; length += 37)
            Assert.NotNull(MainTextReader.Read(page[..length]).Text);
    }

    [Fact]
    public void A_page_without_text_gives_an_empty_one()
    {
        foreach (string page in new[] { "", " ", "<html></html>", "<img src=x>", "<frameset><frame src=x></frameset>", "<!-- nothing -->", "<body hidden>" })
            Assert.Equal("", MainTextReader.Read(page).Text);
    }

    [Fact]
    public void Bytes_that_are_no_page_are_read_without_an_error() =>
        Check.Sample(Gen.Byte.Array[0, 2000], bytes => MainTextReader.Read(PageDecoder.Decode(bytes).Text).Text is not null, iter: 100);

    [Fact]
    public void Huge_attributes_and_names_are_borne()
    {
        string names = new StringBuilder().Insert(0, "related-comment ", 300_000).ToString();
        string page = $"<body><div class=\"{names}\" style=\"{names}\" {string.Concat(Enumerable.Range(0, 5000).Select(i => $"a{i}=1 "))}><p>{Pages.English[0]}</p></div>";
        Assert.Contains(Pages.English[0], MainTextReader.Read(page).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_many_short_blocks_is_read()
    {
        string page = "<body>" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"<p>line {i} of the log</p>"));
        Assert.Contains("of the log", MainTextReader.Read(page).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"@type\":\"Article\",\"headline\":\"\\ud800\"}")]
    [InlineData("[[[[[[{\"@type\":[null,3,{}],\"author\":[[],null,{\"name\":null}],\"datePublished\":[]}]]]]]]")]
    [InlineData("{\"@type\":\"Article\",\"headline\":\"a\nb\",}")]
    [InlineData("<!-- {\"@type\":\"Article\"} -->")]
    [InlineData("null")]
    public void Strange_structured_data_is_borne(string json) =>
        Assert.Equal("Plain text.", MainTextReader.Read($"<script type=application/ld+json>{json}</script><p>Plain text.</p>").Text);

    [Fact]
    public void Structured_data_nested_without_end_is_passed_over() =>
        Assert.Equal("Plain text.", MainTextReader.Read($"<script type=application/ld+json>{new string('[', 100_000)}</script><p>Plain text.</p>").Text);
}
