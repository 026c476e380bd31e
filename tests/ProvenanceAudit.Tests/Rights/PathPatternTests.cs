using CsCheck;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Tests.Rights;

/// <summary>Law: RFC 9309, sections 2.2.2 and 2.2.3, whose examples the first rows are.</summary>
public sealed class PathPatternTests
{
    [Theory]
    [InlineData("/foo/bar?baz=quz", "/foo/bar?baz=quz", true)]
    [InlineData("/foo/bar/ツ", "/foo/bar/%E3%83%84", true)]
    [InlineData("/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", true)]
    [InlineData("/foo/bar/%62%61%7A", "/foo/bar/baz", true)]
    [InlineData("/path/file-with-a-%2A.html", "/path/file-with-a-*.html", false)]
    [InlineData("/path/foo-%24", "/path/foo-%24", true)]
    [InlineData("/allow/this/exactly$", "/allow/this/exactly", true)]
    [InlineData("/allow/this/exactly$", "/allow/this/exactly/not", false)]
    [InlineData("/this/*/exactly", "/this/and/that/exactly?x", true)]
    [InlineData("/*.jpg$", "/a.jpg", true)]
    [InlineData("/*.jpg$", "/a.jpg.html", false)]
    [InlineData("/*a*a$", "/a", false)]
    [InlineData("/*a*a$", "/aa", true)]
    [InlineData("/Dir/", "/dir/", false)]
    [InlineData("*", "/x", true)]
    [InlineData("/", "/x", true)]
    [InlineData("$", "/x", false)]
    [InlineData(null, "/x", true)]
    public void Patterns_fit_as_the_standard_says(string? pattern, string path, bool fits) => Assert.Equal(fits, PathPattern.Matches(pattern, path));

    [Fact]
    public void Patterns_fit_as_a_plain_definition_says()
    {
        Gen<string> pattern = Gen.OneOf("/", "a", "b", "*").Array[0, 8].Select(string.Concat);
        Gen.Select(pattern, Gen.Bool, Gen.OneOf("/", "a", "b").Array[0, 8].Select(string.Concat)).Sample((wanted, end, path) =>
        {
            string whole = wanted + (end ? "$" : "");
            Assert.Equal(Fits(wanted, path, end), PathPattern.Matches(whole, path));
        }, iter: 20_000);
    }

    private static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path, bool toTheEnd)
    {
        if (pattern.IsEmpty)
            return !toTheEnd || path.IsEmpty;
        if (pattern[0] == '*')
        {
            for (int i = 0; i <= path.Length; i++)
                if (Fits(pattern[1..], path[i..], toTheEnd))
                    return true;
            return false;
        }
        return !path.IsEmpty && path[0] == pattern[0] && Fits(pattern[1..], path[1..], toTheEnd);
    }
}
