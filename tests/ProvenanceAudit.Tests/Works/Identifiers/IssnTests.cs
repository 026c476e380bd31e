using CsCheck;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Tests.Works.Identifiers;

public sealed class IssnTests
{
    private static string? Problem(string? text) => Issn.TryParse(text, out _, out string? problem) ? null : problem;

    [Theory]
    [InlineData("0317-8471", "0317-8471")]
    [InlineData("03178471", "0317-8471")]
    [InlineData("1050-124X", "1050-124X")]
    [InlineData("1050-124x", "1050-124X")]
    [InlineData("ISSN 0378-5955", "0378-5955")]
    [InlineData("eISSN: 2049-3630", "2049-3630")]
    [InlineData("e-ISSN 2049-3630", "2049-3630")]
    [InlineData("ISSN-L 0264-2875", "0264-2875")]
    [InlineData("urn:issn:0378-5955", "0378-5955")]
    [InlineData("urn:ISSN:2434-561X", "2434-561X")]
    [InlineData("https://portal.issn.org/resource/ISSN/0378-5955", "0378-5955")]
    [InlineData("https://portal.issn.org/resource/ISSN-L/0378-5955?format=json", "0378-5955")]
    [InlineData("0378–5955 (Print)", "0378-5955")]
    [InlineData("０３７８－５９５５", "0378-5955")]
    public void A_number_is_read_from_all_that_people_write(string written, string normal)
    {
        Assert.True(Issn.TryParse(written, out Issn issn, out string? problem), problem);
        Assert.Null(problem);
        Assert.Equal(normal, issn.ToString());
    }

    [Fact]
    public void Problems_say_what_is_wrong()
    {
        Assert.Equal("the check digit of ISSN 0317-8472 should be 1", Problem("0317-8472"));
        Assert.Equal("the check digit of ISSN 1050-1241 should be X", Problem("10501241"));
        Assert.Equal("'0317-847' is not an ISSN: an ISSN has 8 digits, the last one perhaps X", Problem("0317-847"));
        Assert.Equal("'abc' is not an ISSN: an ISSN has 8 digits, the last one perhaps X", Problem("abc"));
        Assert.Equal("the ISSN is empty", Problem(""));
    }

    [Fact]
    public void Any_wrong_digit_and_any_exchange_is_found_and_the_normal_form_is_read_again()
    {
        Gen.Int[0, 9_999_999].Sample(body =>
        {
            string digits = body.ToString("D7", null);
            string good = "0123456789X".Select(check => digits + check).Single(candidate => Problem(candidate) is null);
            Assert.All(Faults.OneWrongDigit(good).Concat(Faults.TwoExchanged(good)), fault => Assert.NotNull(Problem(fault)));
            Assert.True(Issn.TryParse(good, out Issn issn, out _));
            Assert.True(Issn.TryParse(issn.ToString(), out Issn again, out _));
            Assert.Equal(issn, again);
        }, iter: 200);
    }
}
