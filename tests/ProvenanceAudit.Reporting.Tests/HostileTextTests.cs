using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using CsCheck;
using ProvenanceAudit.Reporting.Html;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Tests;

public sealed class HostileTextTests
{
    private static readonly string[] Attacks =
    [
        "\"><script>alert(1)</script>", "' onmouseover='alert(1)", "</style><img src=x onerror=alert(1)>",
        "</title></head><body>", "<!--", "-->", "]]>", "<![CDATA[", "&lt;b&gt;&#x3c;", "javascript:alert(1)",
        "\0\u001b[31m\u0085", "\u202Etxt.exe\u2066", "\uFFFE\uFFFF", "{0}", "en\" onfocus=\"alert(1)",
        "<svg onload=alert(1)>", "\r\n\r", "word 言葉 🐋",
    ];

    private static readonly Gen<string> Hostile =
        Gen.OneOf(Gen.OneOf<string>(Attacks), Gen.String).Array[1, 4].Select(parts => string.Concat(parts) + "x");

    [Fact]
    public void A_title_with_script_is_shown_as_text()
    {
        var work = new Work { Id = "w1", Title = "<script>alert(1)</script>" };
        AuditReport report = Samples.Report(Samples.Finding(work, 1_000, Samples.Match("w1", 0, "one two three four five")));
        XElement page = Page.Of(report);
        Assert.Empty(page.Descendants("script"));
        Assert.Equal("<script>alert(1)</script>", page.ById("work-1-title").Value);
    }

    [Fact]
    public void Hostile_text_in_any_field_changes_no_element_and_no_attribute() => Hostile.Sample(attack =>
    {
        AuditReport report = Samples.Full();
        List<string> harmless = Structure(Page.Of(WithEveryText(report, _ => "x")));
        List<string> attacked = Structure(Page.Of(WithEveryText(report, _ => attack)));
        Assert.Equal(harmless, attacked);
    }, iter: 300);

    [Fact]
    public void The_page_asks_for_nothing_from_outside()
    {
        XElement page = Page.Of(WithEveryText(Samples.Full(), _ => "https://evil.example/x.js"));
        Assert.All(page.Descendants("a"), link => Assert.StartsWith("#", link.Attribute("href")!.Value));
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "srcset" or "action" or "data"
            || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain(
            page.Descendants(), e => e.Name.LocalName is "script" or "link" or "iframe" or "img" or "object" or "base");
        Assert.DoesNotContain("url(", StyleSheet.Report.Text);
        Assert.DoesNotContain("@import", StyleSheet.Report.Text);
        Assert.Contains(page.Descendants("meta"), meta => meta.Attribute("http-equiv")?.Value == "Content-Security-Policy"
            && meta.Attribute("content")!.Value.StartsWith(
                "default-src 'none'; style-src 'unsafe-inline'; img-src data:", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_of_the_page_leads_somewhere()
    {
        XElement page = Page.Of(Samples.Full());
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants("a"), link => Assert.Contains(link.Attribute("href")!.Value[1..], ids));
        Assert.All(page.Descendants().Attributes("aria-labelledby"), label => Assert.Contains(label.Value, ids));
    }

    [Fact]
    public void Lone_halves_of_surrogate_pairs_are_replaced_and_whole_pairs_kept()
    {
        Assert.Equal("a\uFFFDb", Shown("a\uD800b"));
        Assert.Equal("\uFFFD", Shown("\uDC00"));
        Assert.Equal("x\uFFFD", Shown("x\uD83D"));
        Assert.Equal("\uFFFD\uFFFD", Shown("\uDC0B\uD83D"));
        Assert.Equal("\uFFFD🐋\uFFFD", Shown("\uD83D🐋\uDC0B"));
    }

    [Theory]
    [InlineData("a\0b\u001Bc\u0085d", "a\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("a\u202Eb\u2069c", "a\uFFFDb\uFFFDc")]
    [InlineData("a\tb\nc\r\nd\re", "a\tb\nc\nd\ne")]
    [InlineData("<a href=\"x\" id='y'>&", "&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;")]
    public void Unfit_characters_are_replaced_and_markup_is_encoded(string text, string shown) =>
        Assert.Equal(shown, Shown(text));

    [Theory]
    [InlineData("en", true)]
    [InlineData("zh-Hans-CN", true)]
    [InlineData("de-1996", true)]
    [InlineData("x", false)]
    [InlineData("english language", false)]
    [InlineData("en\n", false)]
    [InlineData("en\" onfocus=\"x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_language_tags_become_languages_of_passages(string? stated, bool isTag) =>
        Assert.Equal(isTag ? stated : null, new LanguageAttribute(stated).Tag);

    [Fact]
    public void The_page_is_the_same_whatever_the_culture()
    {
        string expected = Page.HtmlOf(Samples.Full());
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(expected, Page.HtmlOf(Samples.Full()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Shown(string text)
    {
        var writer = new StringWriter();
        DisplayText.Write(writer, text);
        return writer.ToString();
    }

    /// <summary>Elements and attributes in order. How a passage is cut into marks depends on its letters and is left out.</summary>
    private static List<string> Structure(XElement page) =>
        [.. page.Descendants()
            .Where(e => e.Name.LocalName != "mark" && e.Attribute("class")?.Value is not "edit" and not "context")
            .Select(e => $"{e.Name} {string.Join(' ', e.Attributes().Select(a => a.Name).Where(name => name != "lang"))}")];

    /// <summary>Changes every text of a report, those of fields added later as well, by way of its JSON.</summary>
    private static AuditReport WithEveryText(AuditReport report, Func<string, string> change)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        JsonNode json = JsonNode.Parse(stream.ToArray())!;
        Change(json, change);
        return JsonReport.Read(new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    private static void Change(JsonNode node, Func<string, string> change)
    {
        if (node is JsonArray array)
        {
            for (int i = 0; i < array.Count; i++)
            {
                if (array[i] is JsonValue value && value.TryGetValue(out string? text))
                    array[i] = change(text);
                else if (array[i] is JsonNode inner)
                    Change(inner, change);
            }
        }
        else if (node is JsonObject entries)
        {
            foreach ((string name, JsonNode? inner) in entries.ToList())
            {
                if (name is "kind" or "quotation" or "format_version" or "created" or "e_value"
                    or "from" or "to" or "at" or "first_asked" or "last_asked")
                    continue;
                if (name == "verdict" && inner is JsonValue)
                    continue;
                if (inner is JsonValue value && value.TryGetValue(out string? text))
                    entries[name] = change(text);
                else if (inner is not null)
                    Change(inner, change);
            }
        }
    }
}
