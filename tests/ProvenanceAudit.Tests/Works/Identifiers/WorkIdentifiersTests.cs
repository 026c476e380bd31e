using CsCheck;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Tests.Works.Identifiers;

public sealed class WorkIdentifiersTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Char.Array[0, 40].Select(chars => new string(chars)),
        Gen.OneOf("urn:", "isbn", "ISBN-13: ", "978", "-", " ", "0306406157", "X", "doi:", "10.", "1000", "/", "https://", "doi.org/", "%", "%2F",
            "orcid.org/", "isni", "issn", "\uD800", "\uDC00", "\0", "０", "(", "0000-", "gtin", "portal.issn.org/resource/").Array[0, 10]
            .Select(parts => string.Concat(parts)));

    [Theory]
    [InlineData("ISBN", "0-306-40615-2", "isbn", "9780306406157")]
    [InlineData("ISBN-13", "978-0-306-40615-7", "isbn", "9780306406157")]
    [InlineData("isbn13", "9780306406157", "isbn", "9780306406157")]
    [InlineData("ISBN_10", "0306406152", "isbn", "9780306406157")]
    [InlineData("urn:isbn", "0306406152", "isbn", "9780306406157")]
    [InlineData("EAN", "9780306406157", "isbn", "9780306406157")]
    [InlineData("GTIN-13", "978 0 306 40615 7", "isbn", "9780306406157")]
    [InlineData("ean", "0-306-40615-2", "isbn", "9780306406157")]
    [InlineData("GTIN-13", "4006381333931", "gtin-13", "4006381333931")]
    [InlineData("ean", "979-0-2600-0043-8", "ismn", "9790260000438")]
    [InlineData("eISSN", "20493630", "issn", "2049-3630")]
    [InlineData("ISSN-L", "0264-2875", "issn", "0264-2875")]
    [InlineData("issn (print)", "0264-2875", "issn", "0264-2875")]
    [InlineData("DOI", "https://doi.org/10.1000/ABC", "doi", "10.1000/abc")]
    [InlineData("isni", "0000 0001 2281 955X", "isni", "000000012281955X")]
    [InlineData("ORCID iD", "https://orcid.org/0000-0002-1825-0097", "orcid", "0000-0002-1825-0097")]
    [InlineData(" Proprietary ", " House 7 ", "proprietary", "House 7")]
    public void Schemes_are_known_by_the_names_that_catalogs_give_them(string scheme, string value, string normalScheme, string normalValue) =>
        Assert.Equal(new WorkIdentifier(normalScheme, normalValue, null), WorkIdentifiers.Normalise(scheme, value));

    [Theory]
    [InlineData("ISBN", " 978-0-306-40615-6 ", "isbn", "978-0-306-40615-6", "the check digit of ISBN 9780306406156 should be 7")]
    [InlineData("ean", "4006381333932", "gtin-13", "4006381333932", "the check digit of GTIN-13 4006381333932 should be 1")]
    [InlineData("gtin", "12", "gtin-13", "12", "'12' is not a GTIN-13: it has 13 digits and nothing else but blanks and hyphens")]
    [InlineData("e-issn", "2049-3631", "issn", "2049-3631", "the check digit of ISSN 2049-3631 should be 0")]
    [InlineData("doi", "n/a", "doi", "n/a", "'n/a' is not a DOI: a DOI starts with 10.")]
    public void A_faulty_value_is_kept_as_written_with_its_problem(string scheme, string value, string normalScheme, string kept, string problem) =>
        Assert.Equal(new WorkIdentifier(normalScheme, kept, problem), WorkIdentifiers.Normalise(scheme, value));

    [Theory]
    [InlineData("urn:isbn:978-0-306-40615-7", "isbn:9780306406157")]
    [InlineData("ISBN 0-306-40615-2", "isbn:9780306406157")]
    [InlineData("978-0-306-40615-7", "isbn:9780306406157")]
    [InlineData("9780306406157", "isbn:9780306406157")]
    [InlineData("0-8044-2957-X", "isbn:9780804429573")]
    [InlineData("0 8044 2957 X", "isbn:9780804429573")]
    [InlineData("9790260000438", "ismn:9790260000438")]
    [InlineData("doi:10.1000/182", "doi:10.1000/182")]
    [InlineData("10.1000.10/123", "doi:10.1000.10/123")]
    [InlineData("https://dx.doi.org/10.1000/182", "doi:10.1000/182")]
    [InlineData("info:doi/10.1000/182", "doi:10.1000/182")]
    [InlineData("https://hdl.handle.net/10.1000/182", "doi:10.1000/182")]
    [InlineData("ISSN 0317-8471", "issn:0317-8471")]
    [InlineData("urn:issn:0317-8471", "issn:0317-8471")]
    [InlineData("https://portal.issn.org/resource/ISSN/0317-8471", "issn:0317-8471")]
    [InlineData("https://isni.org/isni/000000012281955X", "isni:000000012281955X")]
    [InlineData("ISNI 0000 0001 2281 955X", "isni:000000012281955X")]
    [InlineData("https://orcid.org/0000-0002-1825-0097", "orcid:0000-0002-1825-0097")]
    [InlineData("0000-0002-1825-0097", "orcid:0000-0002-1825-0097")]
    [InlineData("EAN: 4006381333931", "gtin-13:4006381333931")]
    [InlineData("urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", "uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6")]
    [InlineData("f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6")]
    public void An_identifier_without_scheme_is_recognised(string text, string expected)
    {
        WorkIdentifier found = Assert.NotNull(WorkIdentifiers.Guess(text));
        Assert.Equal(expected, found.ToString());
        Assert.Null(found.Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Moby-Dick")]
    [InlineData("1985-1990")]
    [InlineData("0317-8471")]
    [InlineData("0306406152")]
    [InlineData("9780306406156")]
    [InlineData("978")]
    [InlineData("0000-0002-1825-0098")]
    [InlineData("https://example.org/10.1000/182")]
    [InlineData("https://isbnsearch.org/9780306406157")]
    [InlineData("doing 10.1000/182")]
    [InlineData("urn:uuid:f81d4fae")]
    public void What_may_be_many_things_is_not_guessed(string text) => Assert.Null(WorkIdentifiers.Guess(text));

    [Fact]
    public void A_label_with_a_faulty_number_is_recognised_with_its_problem()
    {
        Assert.Equal(new WorkIdentifier("isbn", "urn:isbn:9780306406156", "the check digit of ISBN 9780306406156 should be 7"),
            WorkIdentifiers.Guess("urn:isbn:9780306406156"));
        Assert.Equal("the check digit of ORCID iD 0000-0002-1825-0098 should be 7", WorkIdentifiers.Guess("https://orcid.org/0000-0002-1825-0098")?.Problem);
    }

    [Fact]
    public void Any_text_under_any_scheme_has_an_outcome_and_normal_forms_stay_as_they_are()
    {
        Gen.Select(Gen.OneOf(AnyText, Gen.OneOf("isbn", "issn", "doi", "isni", "orcid", "ean", "x")), AnyText).Sample((scheme, value) =>
        {
            WorkIdentifier once = WorkIdentifiers.Normalise(scheme, value);
            Assert.Equal(once.Value, once.Value.Trim());
            if (once.Problem is null)
                Assert.Equal(once, WorkIdentifiers.Normalise(once.Scheme, once.Value));
            if (WorkIdentifiers.Guess(value) is { Problem: null } guessed)
                Assert.Equal(guessed, WorkIdentifiers.Normalise(guessed.Scheme, guessed.Value));
        }, iter: 20_000);
    }

    [Theory]
    [InlineData("400638133393", '1')]
    [InlineData("590123412345", '7')]
    [InlineData("950110153000", '3')]
    public void The_check_digit_of_a_bar_code_is_that_of_GS1(string digits, char check)
    {
        Assert.Equal(check, Gtin13.CheckDigit(digits));
        Assert.True(Gtin13.TryParse("EAN-13: " + digits + check, out Gtin13 gtin, out _));
        Assert.Equal(digits + check, gtin.ToString());
        Assert.Throws<ArgumentException>(() => Gtin13.CheckDigit(digits + check));
    }
}
