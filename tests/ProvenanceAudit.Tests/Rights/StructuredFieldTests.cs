using CsCheck;
using ProvenanceAudit.Rights.StructuredFields;

namespace ProvenanceAudit.Tests.Rights;

/// <summary>Law: RFC 9651, sections 3 and 4.2. The vectors are ours; the cases are those of the RFC's sections.</summary>
public sealed class StructuredFieldTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("a=1", "a=1")]
    [InlineData("a=1, b=2", "a=1 b=2")]
    [InlineData("a=1\t ,\t b=2", "a=1 b=2")]
    [InlineData("a", "a=?True")]
    [InlineData("a;x=1", "a=?True;x=1")]
    [InlineData("a=1, b, a=3", "a=3 b=?True")]
    [InlineData("train-ai=y, train-ai, search=n, search=\"n\"", "train-ai=?True search='n'")]
    [InlineData("train-ai;allow=n, train-ai=y", "train-ai=:y:")]
    [InlineData("train-ai;has;parameters=\"?\"", "train-ai=?True;has=?True;parameters='?'")]
    [InlineData("a=(1 2);p, b=()", "a=(1 2);p=?True b=()")]
    [InlineData("*k.-_9=:aGk=:", "*k.-_9=6869")]
    [InlineData("a=?0, b=?1", "a=?False b=?True")]
    [InlineData("a=-12.345", "a=-12.345")]
    [InlineData("a=@-62135596800", "a=@-62135596800")]
    [InlineData("a=%\"f%c3%bc\"", "a=%fü")]
    [InlineData("a=999999999999999, b=123456789012.5", "a=999999999999999 b=123456789012.5")]
    [InlineData("a=*x/y:z", "a=:*x/y:z:")]
    [InlineData("a=1;b=1;c=2;b=3", "a=1;b=3;c=2")]
    public void A_dictionary_is_parsed_as_section_4_2_2_says(string value, string expected)
    {
        Assert.True(FieldParser.TryParseDictionary(value, out IReadOnlyList<FieldMember> members, out string? error), error);
        Assert.Equal(expected, string.Join(' ', members.Select(member => $"{member.Key}={Show(member.Item)}")));
    }

    [Theory]
    [InlineData("a=1,")]
    [InlineData("a=1,,b=2")]
    [InlineData(",a=1")]
    [InlineData("A=1")]
    [InlineData("a=1 b=2")]
    [InlineData("a = 1")]
    [InlineData("a= 1")]
    [InlineData("\ta=1")]
    [InlineData("9=1")]
    [InlineData("a=1000000000000000")]
    [InlineData("a=1234567890123.1")]
    [InlineData("a=1.")]
    [InlineData("a=1.2345")]
    [InlineData("a=-")]
    [InlineData("a=\"x")]
    [InlineData("a=\"\\x\"")]
    [InlineData("a=\"ü\"")]
    [InlineData("a=?2")]
    [InlineData("a=:=:")]
    [InlineData("a=:aGk")]
    [InlineData("a=@1.5")]
    [InlineData("a=%\"%C3%BC\"")]
    [InlineData("a=%\"%c3\"")]
    [InlineData("a=(1")]
    [InlineData("a=(1,2)")]
    [InlineData("a=((1))")]
    [InlineData("a=(1 2")]
    [InlineData("a=;b")]
    [InlineData("a;B=1")]
    [InlineData("a=@")]
    public void A_dictionary_that_breaks_a_rule_is_none_at_all(string value)
    {
        Assert.False(FieldParser.TryParseDictionary(value, out IReadOnlyList<FieldMember> members, out string? error));
        Assert.Empty(members);
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Lists_and_items_are_parsed_too()
    {
        Assert.True(FieldParser.TryParseList("1, (a b);q=2, \"x\"", out IReadOnlyList<FieldItem> items, out _));
        Assert.Equal("1|(:a: :b:);q=2|'x'", string.Join('|', items.Select(Show)));
        Assert.True(FieldParser.TryParseItem(" tok;a ", out FieldItem? item, out _));
        Assert.Equal(":tok:;a=?True", Show(item));
        Assert.False(FieldParser.TryParseItem("", out _, out _));
        Assert.False(FieldParser.TryParseItem("1, 2", out _, out _));
    }

    [Fact]
    public void No_text_makes_the_parser_throw()
    {
        Gen<char> letters = Gen.OneOf([.. "ab=,;()\"\\:?@%*-.019 \tAé\0"]);
        Gen.OneOf(letters.Array[0, 40].Select(chars => new string(chars)), Gen.String[0, 40]).Sample(text =>
        {
            bool parsed = FieldParser.TryParseDictionary(text, out IReadOnlyList<FieldMember> members, out string? error);
            Assert.Equal(parsed, error is null);
            Assert.Equal(members.Count, members.Select(member => member.Key).Distinct().Count());
        }, iter: 5000);
    }

    private static string Show(FieldItem item) => ShowBare(item.Value)
        + string.Concat(item.Parameters.Select(parameter => $";{parameter.Key}={ShowBare(parameter.Value)}"));

    private static string ShowBare(object value) => value switch
    {
        bool flag => $"?{flag}",
        string text => $"'{text}'",
        FieldToken token => $":{token.Text}:",
        byte[] octets => Convert.ToHexStringLower(octets),
        FieldDate date => $"@{date.Seconds}",
        FieldDisplayString text => $"%{text.Text}",
        FieldItem[] items => $"({string.Join(' ', items.Select(Show))})",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException(value.GetType().Name),
    };
}
