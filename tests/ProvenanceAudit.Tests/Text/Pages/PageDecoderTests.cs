using System.Text;
using CsCheck;
using ProvenanceAudit.Text.Pages;

namespace ProvenanceAudit.Tests.Text.Pages;

public sealed class PageDecoderTests
{
    private const string German = "<p>Größe: 5 € „schön“</p>";
    private const string Russian = "<p>Съешь же ещё этих мягких французских булок</p>";
    private const string Japanese = "<p>日本語のページです。</p>";
    private const string Chinese = "<p>这是一个中文网页。</p>";
    private const string Korean = "<p>한국어 페이지입니다.</p>";

    static PageDecoderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, int, string> Declared => new()
    {
        { "windows-1252", 1252, German },
        { "iso-8859-1", 1252, German },
        { "US-ASCII", 1252, German },
        { "latin1", 1252, German },
        { " Windows-1251 ", 1251, Russian },
        { "koi8-r", 20866, Russian },
        { "iso-8859-5", 28595, Russian },
        { "x-mac-cyrillic", 10007, Russian },
        { "Shift_JIS", 932, Japanese },
        { "x-sjis", 932, Japanese },
        { "EUC-JP", 51932, Japanese },
        { "iso-2022-jp", 50222, Japanese },
        { "gb2312", 936, Chinese },
        { "gbk", 936, Chinese },
        { "gb18030", 54936, Chinese },
        { "big5", 950, "<p>這是一個中文網頁。</p>" },
        { "euc-kr", 949, Korean },
        { "ks_c_5601-1987", 949, Korean },
        { "windows-874", 874, "<p>ภาษาไทย</p>" },
        { "tis-620", 874, "<p>ภาษาไทย</p>" },
        { "iso-8859-2", 28592, "<p>Zażółć gęślą jaźń</p>" },
        { "iso-8859-9", 1254, "<p>Türkçe şğı</p>" },
        { "windows-1255", 1255, "<p>שלום עולם</p>" },
        { "windows-1256", 1256, "<p>مرحبا بالعالم</p>" },
        { "utf8", 65001, Japanese },
    };

    [Theory]
    [MemberData(nameof(Declared))]
    public void A_page_is_read_in_the_encoding_that_its_meta_element_names(string label, int codePage, string text)
    {
        string page = $"<html><head><meta charset=\"{label}\"></head>{text}";
        DecodedPage decoded = PageDecoder.Decode(Encoding.GetEncoding(codePage).GetBytes(page));
        Assert.Equal((page, EncodingSource.Declaration), (decoded.Text, decoded.Source));
    }

    [Theory]
    [MemberData(nameof(Declared))]
    public void The_header_names_an_encoding_as_well(string label, int codePage, string text)
    {
        DecodedPage decoded = PageDecoder.Decode(Encoding.GetEncoding(codePage).GetBytes(text), $"text/html;charset={label}");
        Assert.Equal((text, EncodingSource.Transport), (decoded.Text, decoded.Source));
    }

    [Theory]
    [InlineData("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\">")]
    [InlineData("<META content='text/html;charset = \"windows-1251\"' HTTP-EQUIV=content-type />")]
    [InlineData("<meta charset=windows-1251>")]
    [InlineData("<meta/charset='windows-1251'/>")]
    [InlineData("<!-- <meta charset=utf-8> --><meta charset=windows-1251>")]
    [InlineData("<!--><meta charset=windows-1251>")]
    [InlineData("<title lang='<meta charset=koi8-r>'>a</title><meta name=a charset=windows-1251>")]
    [InlineData("<script>'<meta charset=koi8-r>'</script><meta charset=windows-1251>")]
    [InlineData("<meta http-equiv=refresh content='0;charset=koi8-r'><meta charset=windows-1251>")]
    [InlineData("<meta charset=nonsense><meta charset=windows-1251>")]
    [InlineData("<?php x ?></a b=c><meta charset=windows-1251>")]
    public void Declarations_are_found_as_the_standard_finds_them(string head)
    {
        DecodedPage decoded = PageDecoder.Decode(Encoding.GetEncoding(1251).GetBytes(head + Russian));
        Assert.Equal((head + Russian, "windows-1251"), (decoded.Text, decoded.Encoding));
    }

    [Fact]
    public void A_declaration_after_1024_bytes_counts_since_browsers_begin_anew_for_it()
    {
        string page = $"<head><script>{new string('x', 3000)}</script><meta charset=windows-1251>{Russian}";
        Assert.Equal(page, PageDecoder.Decode(Encoding.GetEncoding(1251).GetBytes(page)).Text);
    }

    [Fact]
    public void The_XML_declaration_counts()
    {
        string page = "<?xml version=\"1.0\" encoding='koi8-r'?><html>" + Russian;
        Assert.Equal((page, "KOI8-R"), Both(PageDecoder.Decode(Encoding.GetEncoding(20866).GetBytes(page))));
    }

    [Fact]
    public void A_byte_order_mark_comes_before_everything()
    {
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            byte[] page = [.. encoding.GetPreamble(), .. encoding.GetBytes("<meta charset=koi8-r>" + Japanese)];
            DecodedPage decoded = PageDecoder.Decode(page, "text/html; charset=windows-1252");
            Assert.Equal(("<meta charset=koi8-r>" + Japanese, EncodingSource.ByteOrderMark), (decoded.Text, decoded.Source));
        }
    }

    [Fact]
    public void The_header_comes_before_the_page()
    {
        string page = "<meta charset=koi8-r>" + Russian;
        Assert.Equal(page, PageDecoder.Decode(Encoding.GetEncoding(1251).GetBytes(page), "text/html; charset=\"windows-1251\"").Text);
    }

    [Fact]
    public void A_page_that_says_nothing_is_UTF_8_where_it_can_be_and_windows_1252_otherwise()
    {
        Assert.Equal((Japanese, "UTF-8"), Both(PageDecoder.Decode(Encoding.UTF8.GetBytes(Japanese))));
        Assert.Equal((German, "windows-1252"), Both(PageDecoder.Decode(Encoding.GetEncoding(1252).GetBytes(German))));
        Assert.Equal(("<p>plain</p>", "UTF-8"), Both(PageDecoder.Decode("<p>plain</p>"u8)));
        Assert.Equal((Russian, "UTF-16LE"), Both(PageDecoder.Decode(Encoding.Unicode.GetBytes("<p>the mark was lost in transit</p>" + Russian))));
    }

    [Fact]
    public void Text_in_UTF_8_that_calls_itself_Latin_1_is_read_as_what_it_is() =>
        Assert.Equal(German, PageDecoder.Decode(Encoding.UTF8.GetBytes(German), "text/html; charset=iso-8859-1").Text);

    [Fact]
    public void Text_in_windows_1252_that_calls_itself_UTF_8_is_read_as_what_it_is() =>
        Assert.Equal("<meta charset=utf-8>" + German, PageDecoder.Decode(Encoding.GetEncoding(1252).GetBytes("<meta charset=utf-8>" + German)).Text);

    [Fact]
    public void Where_the_header_cannot_be_right_the_page_is_asked()
    {
        string page = "<meta charset=windows-1251>" + Russian;
        Assert.Equal(page, PageDecoder.Decode(Encoding.GetEncoding(1251).GetBytes(page), "text/html; charset=utf-8").Text);
    }

    [Fact]
    public void A_few_broken_bytes_do_not_make_UTF_8_another_encoding()
    {
        byte[] page = [.. Encoding.UTF8.GetBytes(Russian), 0xFF, .. Encoding.UTF8.GetBytes(Russian)];
        Assert.Equal((Russian + "\uFFFD" + Russian, "UTF-8"), Both(PageDecoder.Decode(page)));
    }

    [Fact]
    public void A_declaration_of_UTF_16_that_can_be_read_is_wrong_and_means_UTF_8() =>
        Assert.Equal("UTF-8", PageDecoder.Decode(Encoding.UTF8.GetBytes("<meta charset=utf-16>" + Japanese)).Encoding);

    [Theory]
    [InlineData("iso-8859-10", 0xE0, 'ā')]
    [InlineData("iso-8859-14", 0xF0, 'ŵ')]
    [InlineData("iso-8859-16", 0xFE, 'ț')]
    [InlineData("iso-8859-16", 0xA4, '€')]
    [InlineData("iso-8859-10", 0xFF, 'ĸ')]
    [InlineData("iso-8859-14", 0xFF, 'ÿ')]
    public void Encodings_that_the_platform_lacks_are_read_too(string label, int letter, char read) =>
        Assert.Equal($"{read}", PageDecoder.Decode([(byte)letter], $"text/html; charset={label}").Text);

    [Fact]
    public void Anything_can_be_decoded() => Gen.Select(Gen.Byte.Array[0, 200], Gen.String).Sample((bytes, label) =>
        PageDecoder.Decode(bytes, "charset=" + label).Text is not null && PageDecoder.Decode([.. "<meta charset="u8, .. bytes]).Text is not null);

    private static (string, string) Both(DecodedPage page) => (page.Text.Replace("<p>the mark was lost in transit</p>", "", StringComparison.Ordinal), page.Encoding);
}
