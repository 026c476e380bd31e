using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using ProvenanceAudit.Catalogs.Iscc;

namespace ProvenanceAudit.Catalogs.Tests.Iscc;

public sealed class IsccMetaCodeTests
{
    private static string? Problem(string? name, string? meta = null) => IsccMetaCode.TryOf(name, null, meta, 64, out _, out string? problem) ? null : problem;

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.OfObject(json, out _, out _, out _)!);

    [Fact]
    public void A_title_is_cleaned_before_it_is_hashed()
    {
        IsccMetaCode code = IsccMetaCode.Of(" Moby\u00AD-Dick;\r\n or,\u2028 The \uFB01sh\0 ");
        Assert.Equal("Moby-Dick; or, The fish", code.Name);
        Assert.Null(code.Description);
        Assert.Equal(code, IsccMetaCode.Of("Moby-Dick; or, The fish", " \n", "{}"));
        Assert.Equal(code.Code, IsccMetaCode.Of("moby dick or the FISH").Code);
        Assert.NotEqual(code.MetaHash, IsccMetaCode.Of("moby dick or the FISH").MetaHash);
    }

    [Fact]
    public void A_description_keeps_its_paragraphs()
    {
        Assert.Equal("One\n\nTwo\nThree", IsccMetaCode.Of("x", "\n\nOne\r\n \r\n\t\r\n\r\nTwo\vThree\u2029").Description);
    }

    [Fact]
    public void Longer_titles_and_descriptions_are_cut_between_characters()
    {
        IsccMetaCode code = IsccMetaCode.Of(string.Concat(Enumerable.Repeat("😀", 100)), new string('ä', 3000));
        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 32)), code.Name);
        Assert.Equal(new string('ä', 2048), code.Description);
        Assert.Equal(code.Name, IsccMetaCode.Of("xx" + new string(' ', 10) + string.Concat(Enumerable.Repeat("😀", 100))).Name["xx ".Length..] + "😀");
    }

    [Fact]
    public void Metadata_counts_by_its_canonical_form_and_instead_of_the_description()
    {
        IsccMetaCode code = IsccMetaCode.Of("x", null, """{"b": [1.0, "é"], "a": null}""");
        Assert.Equal(code, IsccMetaCode.Of("x", null, """{"a":null,"b":[1,"é"]}"""));
        Assert.Equal(code.Code, IsccMetaCode.Of("x", "something", """{"a":null,"b":[1,"é"]}""").Code);
        Assert.Equal("data:application/json;base64," + Convert.ToBase64String("""{"a":null,"b":[1,"é"]}"""u8), code.Meta);
        Assert.Equal(code.MetaHash, IsccMetaCode.Of("x", null, "data:,%7B%22a%22:null,%22b%22:[1,%22%C3%A9%22]%7D").MetaHash);
    }

    [Fact]
    public void Problems_say_what_is_wrong()
    {
        Assert.Equal("a Meta-Code needs a title with characters that can be seen", Problem(null));
        Assert.Equal("a Meta-Code needs a title with characters that can be seen", Problem("\0\u200B \uD800"));
        Assert.Equal("the metadata is a malformed data URL", Problem("x", "data:application/json;base64,e"));
        Assert.Equal("the metadata is a malformed data URL", Problem("x", "data:"));
        Assert.Equal("the metadata is JSON but not an object", Problem("x", "[1]"));
        Assert.Equal("the metadata is not a JSON object with unique member names: line 2, byte 1", Problem("x", "{\n}}"));
        Assert.StartsWith("the metadata is not a JSON object with unique member names", Problem("x", """{"a":1,"a":2}"""), StringComparison.Ordinal);
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 100));
        Assert.StartsWith("the metadata is not a JSON object with unique member names", Problem("x", deep), StringComparison.Ordinal);
        Assert.Equal("the metadata has text with half a surrogate pair, which has no canonical form", Problem("x", """{"a":"\ud800"}"""));
        Assert.Equal("the metadata has a number too large for a double, which has no canonical form", Problem("x", """{"a":1e999}"""));
        Assert.Equal("the metadata has 128001 bytes, more than the 128000 that a Meta-Code takes", Problem("x", "data:," + new string('a', 128_001)));
        Assert.Null(Problem("x", "data:," + new string('a', 128_000)));
        Assert.Throws<ArgumentException>(() => IsccMetaCode.Of(""));
        Assert.Throws<ArgumentOutOfRangeException>(() => IsccMetaCode.Of("x", bits: 33));
    }

    // RFC 8785, 3.2.2 and 3.2.3.
    [Fact]
    public void The_examples_of_the_canonicalization_scheme_come_out_as_printed()
    {
        Assert.Equal("""{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            Canonical("""
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """));
        Assert.Equal("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
            + "\"😀\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}",
            Canonical("""
            {
              "\u20ac": "Euro Sign",
              "\r": "Carriage Return",
              "\ufb33": "Hebrew Letter Dalet With Dagesh",
              "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face",
              "\u0080": "Control",
              "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """));
    }

    // RFC 8785, appendix B.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_are_written_as_ECMAScript_does(ulong bits, string expected) =>
        Assert.Equal(expected, CanonicalJson.Number(BitConverter.UInt64BitsToDouble(bits)));

    [Fact]
    public void Every_number_is_read_again_as_it_was()
    {
        Gen.Double.Where(double.IsFinite).Sample(number =>
            Assert.Equal(number, double.Parse(CanonicalJson.Number(number), CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_canonical_form_is_its_own_canonical_form_and_any_text_has_an_outcome()
    {
        Gen<string> fragments = Gen.OneOf("{", "}", "\"a\"", "\"b\"", ":", ",", "1", "-0.50", "[", "]", "null", "\"\\ud83d\\ude00\"", "\"\\ud800\"", " ", "1e400",
            "\uD800").Array[0, 12].Select(parts => string.Concat(parts));
        Gen.Select(Gen.String[0, 20], Gen.OneOf(fragments, fragments.Select(inner => "{\"x\":" + inner + "}"), Gen.String[0, 20].Select(text => "data:" + text),
            Gen.Dictionary(Gen.Char['a', 'z'].Select(c => c.ToString()), Gen.Double)[0, 5].Select(members => JsonSerializer.Serialize(
                members.Where(member => double.IsFinite(member.Value)).ToDictionary())))).Sample((name, meta) =>
        {
            bool has = IsccMetaCode.TryOf(name, name, meta, 256, out IsccMetaCode? code, out string? problem);
            Assert.Equal(has, problem is null);
            if (has && code!.Meta is { } url)
                Assert.Equal(code.MetaHash, IsccMetaCode.Of(name, name, url, 256).MetaHash);
            if (CanonicalJson.OfObject(meta, out _, out _, out _) is { } canonical)
                Assert.Equal(canonical, CanonicalJson.OfObject(Encoding.UTF8.GetString(canonical), out _, out _, out _));
        }, iter: 5000);
    }
}
