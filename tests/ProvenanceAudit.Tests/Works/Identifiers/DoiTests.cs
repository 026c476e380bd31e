using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Tests.Works.Identifiers;

public sealed class DoiTests
{
    private static string? Problem(string? text) => Doi.TryParse(text, out _, out string? problem) ? null : problem;

    [Theory]
    [InlineData("10.1000/182", "10.1000/182")]
    [InlineData("doi:10.1000/182", "10.1000/182")]
    [InlineData("DOI: 10.1000/182", "10.1000/182")]
    [InlineData("DOI 10.1000/182", "10.1000/182")]
    [InlineData("info:doi/10.1000/182", "10.1000/182")]
    [InlineData("urn:doi:10.1000/182", "10.1000/182")]
    [InlineData("https://doi.org/10.1000/182", "10.1000/182")]
    [InlineData("http://dx.doi.org/10.1000/182", "10.1000/182")]
    [InlineData("https://www.doi.org/10.1000/182", "10.1000/182")]
    [InlineData("doi.org/10.1000/182", "10.1000/182")]
    [InlineData("https://doi.org/doi:10.1000/182", "10.1000/182")]
    [InlineData("doi: https://doi.org/10.1000/182?ref=pdf#top", "10.1000/182")]
    [InlineData("10.1000.10/123", "10.1000.10/123")]
    [InlineData("10.1038/issn.1476-4687", "10.1038/issn.1476-4687")]
    [InlineData("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o")]
    [InlineData("https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
        "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o")]
    [InlineData("https://doi.org/10.1000/456%23789", "10.1000/456#789")]
    [InlineData("10.1000/456%23789", "10.1000/456%23789")]
    [InlineData("10.1000%2F182", "10.1000/182")]
    [InlineData("10.1000/a/b/c", "10.1000/a/b/c")]
    [InlineData("10.1000/ÄPFEL–Ω", "10.1000/Äpfel–Ω")]
    [InlineData("10.1000/ABC", "10.1000/abc")]
    [InlineData("10.1000/123\u200B456", "10.1000/123456")]
    [InlineData("10.123456789/x", "10.123456789/x")]
    [InlineData("10.1000/😀", "10.1000/😀")]
    public void A_name_is_read_from_all_that_people_write(string written, string normal)
    {
        Assert.True(Doi.TryParse(written, out Doi doi, out string? problem), problem);
        Assert.Null(problem);
        Assert.Equal(normal, doi.ToString());
        Assert.Equal(normal[..normal.IndexOf('/', StringComparison.Ordinal)], doi.Prefix);
        Assert.True(Doi.TryParse(normal, out Doi again, out _));
        Assert.Equal(doi, again);
    }

    [Theory]
    [InlineData("11.1000/182", "a DOI starts with 10.")]
    [InlineData("10.1000", "the slash between prefix and suffix is missing")]
    [InlineData("10.100/182", "the prefix before the slash is 10. with four to nine digits, perhaps subdivided by further stops and digits")]
    [InlineData("10.1234567890/182", "the prefix before the slash is 10. with four to nine digits, perhaps subdivided by further stops and digits")]
    [InlineData("10.1000./182", "the prefix before the slash is 10. with four to nine digits, perhaps subdivided by further stops and digits")]
    [InlineData("10.1000/", "nothing follows the slash")]
    [InlineData("10.1000/18 2", "it has blanks or characters that cannot be printed")]
    [InlineData("10.1000/18\u00002", "it has blanks or characters that cannot be printed")]
    public void Problems_say_what_is_wrong(string written, string reason) =>
        Assert.Equal($"'{written.Replace('\0', '?')}' is not a DOI: {reason}", Problem(written));

    [Fact]
    public void Half_a_character_is_not_part_of_a_name()
    {
        Assert.Equal("'10.1000/\uFFFD' is not a DOI: it has blanks or characters that cannot be printed", Problem("10.1000/\uD83D"));
        Assert.Equal("the DOI is empty", Problem(null));
    }
}
