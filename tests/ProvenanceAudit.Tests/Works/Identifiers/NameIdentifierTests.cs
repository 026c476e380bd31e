using CsCheck;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Tests.Works.Identifiers;

public sealed class NameIdentifierTests
{
    private static string? IsniProblem(string text) => Isni.TryParse(text, out _, out string? problem) ? null : problem;

    private static string? OrcidProblem(string text) => Orcid.TryParse(text, out _, out string? problem) ? null : problem;

    [Theory]
    [InlineData("0000 0001 2281 955X", "000000012281955X")]
    [InlineData("0000-0001-2281-955x", "000000012281955X")]
    [InlineData("ISNI 0000 0001 2281 955X", "000000012281955X")]
    [InlineData("ISNI:000000012281955X", "000000012281955X")]
    [InlineData("https://isni.org/isni/000000012281955X", "000000012281955X")]
    [InlineData("http://www.isni.org/isni/000000012281955X/", "000000012281955X")]
    [InlineData("https://isni.org/page/000000012281955X?x=1", "000000012281955X")]
    [InlineData("urn:isni:0000000121032683", "0000000121032683")]
    [InlineData("000000029534656X", "000000029534656X")]
    public void An_ISNI_is_read_from_all_that_people_write(string written, string normal)
    {
        Assert.True(Isni.TryParse(written, out Isni isni, out string? problem), problem);
        Assert.Equal(normal, isni.ToString());
    }

    [Theory]
    [InlineData("0000-0002-1825-0097", "0000-0002-1825-0097")]
    [InlineData("0000000218250097", "0000-0002-1825-0097")]
    [InlineData("https://orcid.org/0000-0001-5109-3700", "0000-0001-5109-3700")]
    [InlineData("http://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X")]
    [InlineData("orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X")]
    [InlineData("ORCID iD: https://orcid.org/0000-0002-1694-233X", "0000-0002-1694-233X")]
    [InlineData("ORCID: 0000–0002–1825–0097", "0000-0002-1825-0097")]
    [InlineData("0000-0001-5000-0007", "0000-0001-5000-0007")]
    [InlineData("0000-0003-5000-0001", "0000-0003-5000-0001")]
    public void An_ORCID_is_read_from_all_that_people_write(string written, string normal)
    {
        Assert.True(Orcid.TryParse(written, out Orcid orcid, out string? problem), problem);
        Assert.Equal(normal, orcid.ToString());
        Assert.True(orcid.ToIsni().IsOrcid);
    }

    [Fact]
    public void Problems_say_what_is_wrong()
    {
        Assert.Equal("the check digit of ISNI 0000-0001-2281-9551 should be X", IsniProblem("0000000122819551"));
        Assert.Equal("'123' is not an ISNI: an ISNI has 16 digits, the last one perhaps X", IsniProblem("123"));
        Assert.Equal("the check digit of ORCID iD 0000-0002-1825-0098 should be 7", OrcidProblem("0000-0002-1825-0098"));
        Assert.Equal("0000-0001-2281-955X is an ISNI outside the blocks of ORCID; state it as ISNI", OrcidProblem("0000 0001 2281 955X"));
        Assert.Equal("'https://orcid.org/' is not an ORCID iD: an ORCID iD has 16 digits, the last one perhaps X", OrcidProblem("https://orcid.org/"));
        Assert.Equal("the ORCID iD is empty", OrcidProblem(" "));
    }

    [Fact]
    public void The_newer_block_of_ORCID_counts_to_its_ends()
    {
        Assert.True(Orcid.TryParse(WithCheck("000900000000000"), out _, out _));
        Assert.True(Orcid.TryParse(WithCheck("000900100000000"), out _, out _));
        Assert.Contains("outside the blocks", OrcidProblem(WithCheck("000900100000001")), StringComparison.Ordinal);
        Assert.Contains("outside the blocks", OrcidProblem(WithCheck("000899999999999")), StringComparison.Ordinal);
        Assert.Contains("outside the blocks", OrcidProblem(WithCheck("000000014999999")), StringComparison.Ordinal);
        Assert.Contains("outside the blocks", OrcidProblem(WithCheck("000000035000001")), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_wrong_digit_and_any_exchange_of_neighbours_is_found_and_the_normal_form_is_read_again()
    {
        Gen.Long[0, 999_999_999_999_999].Sample(body =>
        {
            string good = WithCheck(body.ToString("D15", null));
            Assert.All(Faults.OneWrongDigit(good).Concat(Faults.TwoExchanged(good)), fault => Assert.NotNull(IsniProblem(fault)));
            Assert.True(Isni.TryParse(good, out Isni isni, out _));
            Assert.Equal(good, isni.ToString());
        }, iter: 200);
    }

    private static string WithCheck(string body) =>
        "0123456789X".Select(check => body + check).Single(candidate => IsniProblem(candidate) is null);
}
