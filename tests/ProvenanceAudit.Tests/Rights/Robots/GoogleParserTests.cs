using System.Text;
using ProvenanceAudit.Rights.Robots;

namespace ProvenanceAudit.Tests.Rights.Robots;

/// <summary>
/// The published test cases of Google's parser (github.com/google/robotstxt, robots_test.cc, Apache-2.0), in the order of that
/// file. A vertical bar stands for the end of a line.
/// </summary>
public sealed class GoogleParserTests
{
    private const string FooBotOnly = "user-agent: FooBot|disallow: /|";
    private const string Groups = "allow: /foo/bar/||user-agent: FooBot|disallow: /|allow: /x/|user-agent: BarBot|disallow: /|allow: /y/|||"
        + "allow: /w/|user-agent: BazBot||user-agent: FooBot|allow: /z/|disallow: /|";
    private const string Global = "user-agent: *|allow: /|user-agent: FooBot|disallow: /|";
    private const string OnlySpecific =
        "user-agent: FooBot|allow: /|user-agent: BarBot|disallow: /|user-agent: BazBot|disallow: /|";
    private const string UpToFirstSpace = "User-Agent: *|Disallow: /|User-Agent: Foo Bar|Allow: /x/|Disallow: /|";
    private const string MostSpecificGroup = "User-agent: *|Disallow: /x/|User-agent: FooBot|Disallow: /y/|";
    private const string IndexPage = "User-Agent: *|Allow: /allowed-slash/index.html|Disallow: /|";

    [Theory]
    [InlineData("", "FooBot", "", true)]
    [InlineData(FooBotOnly, "", "", true)]
    [InlineData(FooBotOnly, "FooBot", "", false)]
    [InlineData("", "", "", true)]
    public void Empty_files_agents_and_addresses(string robots, string agent, string url, bool allowed) =>
        Same(robots, agent, url, allowed);

    [Theory]
    [InlineData(FooBotOnly, "FooBot", "http://foo.bar/x/y", false)]
    [InlineData("foo: FooBot|bar: /|", "FooBot", "http://foo.bar/x/y", true)]
    [InlineData("user-agent FooBot|disallow /|", "FooBot", "http://foo.bar/x/y", false)]
    [InlineData(Groups, "FooBot", "http://foo.bar/x/b", true)]
    [InlineData(Groups, "FooBot", "http://foo.bar/z/d", true)]
    [InlineData(Groups, "FooBot", "http://foo.bar/y/c", false)]
    [InlineData(Groups, "BarBot", "http://foo.bar/y/c", true)]
    [InlineData(Groups, "BarBot", "http://foo.bar/w/a", true)]
    [InlineData(Groups, "BarBot", "http://foo.bar/z/d", false)]
    [InlineData(Groups, "BazBot", "http://foo.bar/z/d", true)]
    [InlineData(Groups, "FooBot", "http://foo.bar/foo/bar/", false)]
    [InlineData(Groups, "BarBot", "http://foo.bar/foo/bar/", false)]
    [InlineData(Groups, "BazBot", "http://foo.bar/foo/bar/", false)]
    [InlineData("User-agent: BarBot|Sitemap: https://foo.bar/sitemap|User-agent: *|Disallow: /|", "FooBot", "http://foo.bar/", false)]
    [InlineData("User-agent: BarBot|Sitemap: https://foo.bar/sitemap|User-agent: *|Disallow: /|", "BarBot", "http://foo.bar/", false)]
    [InlineData("User-agent: FooBot|Invalid-Unknown-Line: unknown|User-agent: *|Disallow: /|", "FooBot", "http://foo.bar/", false)]
    [InlineData("User-agent: FooBot|Invalid-Unknown-Line: unknown|User-agent: *|Disallow: /|", "BarBot", "http://foo.bar/", false)]
    public void Lines_and_groups(string robots, string agent, string url, bool allowed) => Same(robots, agent, url, allowed);

    [Theory]
    [InlineData("USER-AGENT: FooBot|ALLOW: /x/|DISALLOW: /|")]
    [InlineData("user-agent: FooBot|allow: /x/|disallow: /|")]
    [InlineData("uSeR-aGeNt: FooBot|AlLoW: /x/|dIsAlLoW: /|")]
    public void Letter_case_of_keys(string robots)
    {
        Same(robots, "FooBot", "http://foo.bar/x/y", true);
        Same(robots, "FooBot", "http://foo.bar/a/b", false);
    }

    [Theory]
    [InlineData("Foobot", true)]
    [InlineData("Foobot-Bar", true)]
    [InlineData("Foo_Bar", true)]
    [InlineData("", false)]
    [InlineData("ツ", false)]
    [InlineData("Foobot*", false)]
    [InlineData(" Foobot ", false)]
    [InlineData("Foobot/2.1", false)]
    [InlineData("Foobot Bar", false)]
    public void Product_tokens(string agent, bool valid) => Assert.Equal(valid, RobotsFile.IsProductToken(agent));

    [Theory]
    [InlineData("FOO BAR")]
    [InlineData("foo bar")]
    [InlineData("FoO bAr")]
    public void Letter_case_of_agents(string named)
    {
        foreach (string agent in new[] { "Foo", "foo" })
        {
            Same($"User-Agent: {named}|Allow: /x/|Disallow: /|", agent, "http://foo.bar/x/y", true);
            Same($"User-Agent: {named}|Allow: /x/|Disallow: /|", agent, "http://foo.bar/a/b", false);
        }
    }

    [Theory]
    [InlineData(UpToFirstSpace, "Foo", "http://foo.bar/x/y", true)]
    [InlineData(UpToFirstSpace, "Foo Bar", "http://foo.bar/x/y", false)]
    [InlineData("", "FooBot", "http://foo.bar/x/y", true)]
    [InlineData(Global, "FooBot", "http://foo.bar/x/y", false)]
    [InlineData(Global, "BarBot", "http://foo.bar/x/y", true)]
    [InlineData(OnlySpecific, "QuxBot", "http://foo.bar/x/y", true)]
    [InlineData("user-agent: FooBot|disallow: /x/|", "FooBot", "http://foo.bar/x/y", false)]
    [InlineData("user-agent: FooBot|disallow: /X/|", "FooBot", "http://foo.bar/x/y", true)]
    public void Agents_and_groups_for_all(string robots, string agent, string url, bool allowed) => Same(robots, agent, url, allowed);

    [Theory]
    [InlineData("disallow: /x/page.html|allow: /x/|", "/x/page.html", false)]
    [InlineData("allow: /x/page.html|disallow: /x/|", "/x/page.html", true)]
    [InlineData("allow: /x/page.html|disallow: /x/|", "/x/", false)]
    [InlineData("disallow: |allow: |", "/x/page.html", true)]
    [InlineData("disallow: /|allow: /|", "/x/page.html", true)]
    [InlineData("disallow: /x|allow: /x/|", "/x", false)]
    [InlineData("disallow: /x|allow: /x/|", "/x/", true)]
    [InlineData("disallow: /x/page.html|allow: /x/page.html|", "/x/page.html", true)]
    [InlineData("allow: /page|disallow: /*.html|", "/page.html", false)]
    [InlineData("allow: /page|disallow: /*.html|", "/page", true)]
    [InlineData("allow: /x/page.|disallow: /*.html|", "/x/page.html", true)]
    [InlineData("allow: /x/page.|disallow: /*.html|", "/x/y.html", false)]
    public void The_longest_match_decides(string rules, string path, bool allowed) =>
        Same("user-agent: FooBot|" + rules, "FooBot", "http://foo.bar" + path, allowed);

    [Theory]
    [InlineData(MostSpecificGroup, "http://foo.bar/x/page", true)]
    [InlineData(MostSpecificGroup, "http://foo.bar/y/page", false)]
    public void The_most_specific_group_decides(string robots, string url, bool allowed) => Same(robots, "FooBot", url, allowed);

    [Theory]
    [InlineData("Allow: /foo/bar?qux=taz&baz=http://foo.bar?tar&par|", "/foo/bar?qux=taz&baz=http://foo.bar?tar&par", true)]
    [InlineData("Allow: /foo/bar/ツ|", "/foo/bar/%E3%83%84", true)]
    [InlineData("Allow: /foo/bar/ツ|", "/foo/bar/ツ", false)]
    [InlineData("Allow: /foo/bar/%E3%83%84|", "/foo/bar/%E3%83%84", true)]
    [InlineData("Allow: /foo/bar/%E3%83%84|", "/foo/bar/ツ", false)]
    [InlineData("Allow: /foo/bar/%62%61%7A|", "/foo/bar/baz", false)]
    [InlineData("Allow: /foo/bar/%62%61%7A|", "/foo/bar/%62%61%7A", true)]
    public void Percent_encoding(string rule, string path, bool allowed) =>
        Same("User-agent: FooBot|Disallow: /|" + rule, "FooBot", "http://foo.bar" + path, allowed);

    [Theory]
    [InlineData("Disallow: /foo/bar/quz|Allow: /foo/*/qux|", "/foo/bar/quz", false)]
    [InlineData("Disallow: /foo/bar/quz|Allow: /foo/*/qux|", "/foo/quz", true)]
    [InlineData("Disallow: /foo/bar/quz|Allow: /foo/*/qux|", "/foo//quz", true)]
    [InlineData("Disallow: /foo/bar/quz|Allow: /foo/*/qux|", "/foo/bax/quz", true)]
    [InlineData("Disallow: /foo/bar$|Allow: /foo/bar/qux|", "/foo/bar", false)]
    [InlineData("Disallow: /foo/bar$|Allow: /foo/bar/qux|", "/foo/bar/qux", true)]
    [InlineData("Disallow: /foo/bar$|Allow: /foo/bar/qux|", "/foo/bar/", true)]
    [InlineData("Disallow: /foo/bar$|Allow: /foo/bar/qux|", "/foo/bar/baz", true)]
    [InlineData("# Disallow: /|Disallow: /foo/quz#qux|Allow: /|", "/foo/bar", true)]
    [InlineData("# Disallow: /|Disallow: /foo/quz#qux|Allow: /|", "/foo/quz", false)]
    public void Special_characters(string rules, string path, bool allowed) =>
        Same("User-agent: FooBot|" + rules, "FooBot", "http://foo.bar" + path, allowed);

    [Theory]
    [InlineData("/allowed-slash/", true)]
    [InlineData("/allowed-slash/index.htm", false)]
    [InlineData("/allowed-slash/index.html", true)]
    [InlineData("/anyother-url", false)]
    public void An_index_page_stands_for_its_folder(string path, bool allowed) =>
        Same(IndexPage, "foobot", "http://foo.com" + path, allowed);

    [Fact]
    public void Lines_are_cut_where_they_are_too_long()
    {
        static string Long(char letter, string key) => "/x/" + new string(letter, (2083 * 8) - 3 - key.Length + 1 - 3);
        string disallowed = Long('a', "disallow: ");
        string one = "user-agent: FooBot|disallow: " + disallowed + "/qux|";
        Same(one, "FooBot", "http://foo.bar/fux", true);
        Same(one, "FooBot", "http://foo.bar" + disallowed + "/fux", false);

        (string a, string b) = (Long('a', "allow: "), Long('b', "allow: "));
        string two = $"user-agent: FooBot|disallow: /|allow: {a}/qux|allow: {b}/qux|";
        Same(two, "FooBot", "http://foo.bar/", false);
        Same(two, "FooBot", $"http://foo.bar{a}/qux", true);
        Same(two, "FooBot", $"http://foo.bar{b}/fux", true);
    }

    [Theory]
    [InlineData("/fish|/fish*", "/bar", false)]
    [InlineData("/fish|/fish*", "/fish", true)]
    [InlineData("/fish|/fish*", "/fish.html", true)]
    [InlineData("/fish|/fish*", "/fish/salmon.html", true)]
    [InlineData("/fish|/fish*", "/fishheads", true)]
    [InlineData("/fish|/fish*", "/fishheads/yummy.html", true)]
    [InlineData("/fish|/fish*", "/fish.html?id=anything", true)]
    [InlineData("/fish|/fish*", "/Fish.asp", false)]
    [InlineData("/fish|/fish*", "/catfish", false)]
    [InlineData("/fish|/fish*", "/?id=fish", false)]
    [InlineData("/fish/", "/bar", false)]
    [InlineData("/fish/", "/fish/", true)]
    [InlineData("/fish/", "/fish/salmon", true)]
    [InlineData("/fish/", "/fish/?salmon", true)]
    [InlineData("/fish/", "/fish/salmon.html", true)]
    [InlineData("/fish/", "/fish/?id=anything", true)]
    [InlineData("/fish/", "/fish", false)]
    [InlineData("/fish/", "/fish.html", false)]
    [InlineData("/fish/", "/Fish/Salmon.html", false)]
    [InlineData("/*.php", "/bar", false)]
    [InlineData("/*.php", "/filename.php", true)]
    [InlineData("/*.php", "/folder/filename.php", true)]
    [InlineData("/*.php", "/folder/filename.php?parameters", true)]
    [InlineData("/*.php", "//folder/any.php.file.html", true)]
    [InlineData("/*.php", "/filename.php/", true)]
    [InlineData("/*.php", "/index?f=filename.php/", true)]
    [InlineData("/*.php", "/php/", false)]
    [InlineData("/*.php", "/index?php", false)]
    [InlineData("/*.php", "/windows.PHP", false)]
    [InlineData("/*.php$", "/bar", false)]
    [InlineData("/*.php$", "/filename.php", true)]
    [InlineData("/*.php$", "/folder/filename.php", true)]
    [InlineData("/*.php$", "/filename.php?parameters", false)]
    [InlineData("/*.php$", "/filename.php/", false)]
    [InlineData("/*.php$", "/filename.php5", false)]
    [InlineData("/*.php$", "/php/", false)]
    [InlineData("/*.php$", "/filename?php", false)]
    [InlineData("/*.php$", "/aaaphpaaa", false)]
    [InlineData("/*.php$", "//windows.PHP", false)]
    [InlineData("/fish*.php", "/bar", false)]
    [InlineData("/fish*.php", "/fish.php", true)]
    [InlineData("/fish*.php", "/fishheads/catfish.php?parameters", true)]
    [InlineData("/fish*.php", "/Fish.PHP", false)]
    public void The_examples_of_the_documentation(string patterns, string path, bool allowed)
    {
        foreach (string pattern in patterns.Split('|'))
            Same($"user-agent: FooBot|disallow: /|allow: {pattern}|", "FooBot", "http://foo.bar" + path, allowed);
    }

    [Theory]
    [InlineData("allow: /p|disallow: /|", "/page", true)]
    [InlineData("allow: /folder|disallow: /folder|", "/folder/page", true)]
    [InlineData("allow: /page|disallow: /*.htm|", "/page.htm", false)]
    [InlineData("allow: /$|disallow: /|", "/", true)]
    [InlineData("allow: /$|disallow: /|", "/page.html", false)]
    public void The_order_of_precedence_of_the_documentation(string rules, string path, bool allowed) =>
        Same("user-agent: FooBot|" + rules, "FooBot", "http://example.com" + path, allowed);

    [Theory]
    [InlineData("User-Agent: foo\nAllow: /some/path\nUser-Agent: bar\n\n\nDisallow: /\n")]
    [InlineData("User-Agent: foo\r\nAllow: /some/path\r\nUser-Agent: bar\r\n\r\n\r\nDisallow: /\r\n")]
    [InlineData("User-Agent: foo\rAllow: /some/path\rUser-Agent: bar\r\r\rDisallow: /\r")]
    [InlineData("User-Agent: foo\nAllow: /some/path\nUser-Agent: bar\n\n\nDisallow: /")]
    [InlineData("User-Agent: foo\nAllow: /some/path\r\nUser-Agent: bar\n\r\n\nDisallow: /")]
    public void Line_numbers(string robots)
    {
        RobotsFile file = RobotsFile.Parse(robots);
        Assert.Equal(4, file.Directives.Count);
        Assert.Equal(6, file.Directives[^1].Line);
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF }, 2)]
    [InlineData(new byte[] { 0xEF, 0xBB }, 2)]
    [InlineData(new byte[] { 0xEF }, 2)]
    [InlineData(new byte[] { 0xEF, 0x11, 0xBF }, 1)]
    public void Byte_order_marks(byte[] mark, int known)
    {
        RobotsFile file = RobotsFile.Parse([.. mark, .. "User-Agent: foo\nAllow: /AnyValue\n"u8]);
        Assert.Equal(known, file.Directives.Count(d => d.Key != RobotsKey.Other));
        Assert.Equal(2 - known, file.Directives.Count(d => d.Key == RobotsKey.Other));
    }

    [Fact]
    public void A_byte_order_mark_in_the_middle_is_none()
    {
        RobotsFile file = RobotsFile.Parse([.. "User-Agent: foo\n"u8, 0xEF, 0xBB, 0xBF, .. "Allow: /AnyValue\n"u8]);
        Assert.Equal([RobotsKey.UserAgent, RobotsKey.Other], file.Directives.Select(d => d.Key));
    }

    [Theory]
    [InlineData("User-Agent: foo|Allow: /some/path|User-Agent: bar|||Sitemap: http://foo.bar/sitemap.xml|")]
    [InlineData("Sitemap: http://foo.bar/sitemap.xml|User-Agent: foo|Allow: /some/path|User-Agent: bar|||")]
    public void Sitemaps_anywhere(string robots) => Assert.Equal("http://foo.bar/sitemap.xml",
        Assert.Single(RobotsFile.Parse(Lines(robots)).Directives, d => d.Key == RobotsKey.Sitemap).Value);

    [Theory]
    [InlineData("", "/")]
    [InlineData("http://www.example.com", "/")]
    [InlineData("http://www.example.com/", "/")]
    [InlineData("http://www.example.com/a", "/a")]
    [InlineData("http://www.example.com/a/", "/a/")]
    [InlineData("http://www.example.com/a/b?c=http://d.e/", "/a/b?c=http://d.e/")]
    [InlineData("http://www.example.com/a/b?c=d&e=f#fragment", "/a/b?c=d&e=f")]
    [InlineData("example.com", "/")]
    [InlineData("example.com/", "/")]
    [InlineData("example.com/a", "/a")]
    [InlineData("example.com/a/", "/a/")]
    [InlineData("example.com/a/b?c=d&e=f#fragment", "/a/b?c=d&e=f")]
    [InlineData("a", "/")]
    [InlineData("a/", "/")]
    [InlineData("/a", "/a")]
    [InlineData("a/b", "/b")]
    [InlineData("example.com?a", "/?a")]
    [InlineData("example.com/a;b#c", "/a;b")]
    [InlineData("//a/b/c", "/b/c")]
    public void Paths_of_addresses(string url, string path) => Assert.Equal(path, RobotsRules.PathAndQuery(url));

    [Theory]
    [InlineData("http://www.example.com", "http://www.example.com")]
    [InlineData("/a/b/c", "/a/b/c")]
    [InlineData("á", "%C3%A1")]
    [InlineData("%aa", "%AA")]
    public void Escaping_of_patterns(string value, string escaped) =>
        Assert.Equal(escaped, new RobotsPattern(Encoding.UTF8.GetBytes(value)).Text);

    private static string Lines(string robots) => robots.Replace('|', '\n');

    private static void Same(string robots, string agent, string url, bool allowed) =>
        Assert.Equal(allowed, RobotsFile.Parse(Lines(robots)).For(agent).Decide(url).Allowed);
}
