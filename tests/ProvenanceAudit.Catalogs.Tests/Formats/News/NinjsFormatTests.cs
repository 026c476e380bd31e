using System.Text;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Catalogs.Formats.News;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats.News;

public sealed class NinjsFormatTests : FormatContract
{
    private const string Version1 = """
        {
          "uri": "http://agency.example/items/1",
          "type": "text",
          "versioncreated": "2024-05-02T10:00:00+02:00",
          "firstcreated": "2024-05-01T23:30:00+02:00",
          "pubstatus": "usable",
          "embargoed": "2024-05-03T06:00:00+02:00",
          "embargoedreason": "for the press conference",
          "copyrightholder": "Example Agency",
          "copyrightnotice": "© 2024 Example Agency",
          "usageterms": "The use of this content for text and data mining and for the training of artificial intelligence is prohibited.",
          "infosource": [{"name": "Example News"}],
          "language": "en_gb",
          "byline": "By Ann Lee and Bob Ray",
          "headline": "Whale \ud83d\udc0b seen",
          "body_xhtml": "<p>A whale was <em>seen</em>.</p><p>It swam.</p>",
          "$standard": {"name": "ninjs", "version": "1.6"}
        }
        """;

    private const string Version2 = """
        [
        {"uri":"urn:x:1","pubstatus":"usable","headlines":[{"role":"short","value":"Short"},{"role":"main","value":"Main"}],
         "bodies":[{"role":"main","contenttype":"text/html","value":"<p>Marked</p>"},{"role":"main","contenttype":"text/plain","value":"Plain\n\nwords"}],
         "rightsinfo":{"linkedrights":"https://agency.example/rights"},"standard":{"name":"ninjs","version":"2.2"}},
        {"uri":"urn:x:2","pubstatus":"canceled","headlines":[]}
        ]
        """;

    private const string Version3 = """
        {"uri":"urn:x:1","pubStatus":"usable","versionCreated":"2024-05-02","headlines":[{"value":"One"}],"bodies":[{"contentType":"text/plain","value":"1"}],"by":"Ann Lee","copyrightHolder":"H","embargoedUntil":"2024-05-03T06:00:00Z"}
        {"uri":"urn:x:2","pubStatus":"usable","title":"Picture","type":"picture"}

        {"uri":"urn:x:3","pubStatus":"withheld"}
        """;

    internal override ICatalogFormat Format => new NinjsFormat();

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("1, one object", Version1, 1), FormatSample.Of("2, an array", Version2, 2, 5), FormatSample.Of("3, lines", Version3, 1, 2, 4),
        new("UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Version2)], 2, 5),
    ];

    internal override (FormatSample, int)? WithABadRecord =>
        (FormatSample.Of("a bad line", Version3.Replace("\"Picture\",", "\"Picture,", StringComparison.Ordinal), 1, 2, 4), 1);

    [Fact]
    public void A_rights_expression_is_kept_and_read_where_it_is_a_policy_of_text_and_data_mining()
    {
        static string Item(string rights) => $$"""{"uri":"urn:x:1","headline":"A","rightsInfo":{"encodedRights":{{System.Text.Json.JsonSerializer.Serialize(rights)}} } }""";
        CatalogRecord other = ReadOne(Item("""{"policytype":"http://www.w3.org/ns/odrl/2/Agreement"}"""));
        Assert.Equal("""{"policytype":"http://www.w3.org/ns/odrl/2/Agreement"}""", Assert.Single(other.Work!.Terms).Text);
        Assert.Equal(["the item's rights expression (encodedrights) is kept as it stands and not interpreted; say in usageterms what it means"], other.Warnings);
        Assert.Empty(other.Rights);

        CatalogRecord policy = ReadOne(Item("""
            {"@type":"Offer","profile":"http://www.w3.org/ns/tdmrep","permission":[{"action":"tdm:mine","duty":[{"action":"obtainConsent"}]}]}
            """));
        Assert.Empty(policy.Warnings);
        Assert.Equal(RightsEffect.Conditional, Assert.Single(policy.Rights).Effect);
    }

    [Fact]
    public void An_item_of_version_1_is_read_with_all_that_it_says()
    {
        CatalogRecord record = ReadOne(Version1);
        Assert.Empty(record.Warnings);
        Work work = record.Work!;
        Assert.Equal(("ninjs 1.6", true, "http://agency.example/items/1"), (record.Format, record.IsInSeries, work.Id));
        Assert.Equal(("Whale 🐋 seen", "en-GB", "Example News", "Example Agency", "2024-05-01"),
            (work.Title, work.Language, work.Publisher, work.RightsHolder, work.Published));
        Assert.Equal(["Ann Lee", "Bob Ray"], work.Contributors);
        Assert.Equal("A whale was seen.\n\nIt swam.", record.Text);
        Assert.Equal([WorkTermKinds.Copyright, WorkTermKinds.UsageTerms, WorkTermKinds.Embargo], work.Terms.Select(t => t.Kind));
        Assert.Equal("2024-05-03T06:00:00+02:00, for the press conference", work.Terms[2].Text);
        RightsStatement stated = Assert.Single(record.Rights);
        Assert.Equal((RightsEffect.Reserve, RightsStandard.HumanTerms, 1), (stated.Effect, stated.Standard, stated.Line));
        Assert.Equal(new(RightsRole.RightsHolder, "Example Agency"), stated.Declarant);
    }

    [Fact]
    public void Items_of_version_2_have_lists_of_headlines_and_bodies()
    {
        List<CatalogRecord> records = Read(Version2);
        Assert.Equal(("Main", "Plain\n\nwords", "https://agency.example/rights", "ninjs 2.2"),
            (records[0].Work!.Title, records[0].Text, records[0].Work!.Licence, records[0].Format));
        Assert.Equal((RecordAction.Withdraw, "urn:x:2"), (records[1].Action, records[1].Work!.Id));
    }

    [Fact]
    public void Items_of_version_3_are_spelt_in_camel_case()
    {
        List<CatalogRecord> records = Read(Version3);
        Assert.Equal(("One", "1", "H", "2024-05-02"), (records[0].Work!.Title, records[0].Text, records[0].Work!.RightsHolder, records[0].Work!.Published));
        Assert.Equal([new(WorkTermKinds.Embargo, "2024-05-03T06:00:00+00:00")], records[0].Work!.Terms);
        Assert.Equal(("Picture", null), (records[1].Work!.Title, records[1].Text));
        Assert.Equal(RecordAction.Withdraw, records[2].Action);
    }

    [Theory]
    [InlineData("""{"id":"a","uri":"b","headline":"c","text":"d"}""")]
    [InlineData("""{"uri":"b","text":"d"}""")]
    [InlineData("""{"a":{"uri":"b","headline":"c"}}""")]
    [InlineData("no JSON")]
    public void Other_JSON_is_none(string text)
    {
        using CatalogFile file = MemoryFile.Of(Encoding.UTF8.GetBytes(text), "file.json");
        Assert.False(Format.Recognises(file.Head));
    }

    [Theory]
    [InlineData("{\"uri\":\"a\",\n\"headline\":\"A\"\n{\"uri\":\"b\",\"headline\":\"B\"}", "the JSON object is not closed before the next one begins; mend it and send it again", 1)]
    [InlineData("{\"uri\":\"a\",\"headline\":\"A}\n{\"uri\":\"b\",\"headline\":\"B\"}", "the JSON object is not closed before the next one begins; mend it and send it again", 1)]
    [InlineData("[{\"uri\":\"a\",\n\"headline\":A},\n{\"uri\":\"b\",\"headline\":\"B\"}]", "it is not valid JSON in line 2; mend it and send it again", 1)]
    [InlineData("x\n{\"uri\":\"b\",\"headline\":\"B\"}", "what stands here is no JSON object; mend it and send it again", 1)]
    [InlineData("{\"headline\":\"A\"}\n{\"uri\":\"b\",\"headline\":\"B\"}", "the item has no 'uri', by which it is known; give it one that stays the same over its versions", 1)]
    public void What_is_wrong_with_one_item_costs_no_other(string text, string reason, int line)
    {
        List<CatalogRecord> records = Read(text);
        Assert.Equal((reason, line), (records[0].Refusal, records[0].Line));
        Assert.Equal("b", records[1].Work!.Id);
    }

    [Fact]
    public void A_body_of_NITF_is_read_as_such()
    {
        CatalogRecord record = ReadOne("""
            {"uri":"a","headlines":[{"value":"A"}],"bodies":[{"contentType":"text/vnd.IPTC.NITF","value":"<?xml version='1.0' encoding='UTF-16'?><nitf><body><body.content><p>Öde.</p></body.content></body></nitf>"}]}
            """);
        Assert.Equal("Öde.", record.Text);
    }

    [Fact]
    public void Halves_of_characters_are_replaced()
    {
        CatalogRecord record = ReadOne("""{"uri":"a","headline":"x \ud800 y \\ud800 \ud83d\udc0b \udc0b"}""");
        Assert.Equal("x \uFFFD y \\ud800 🐋 \uFFFD", record.Work!.Title);
    }

    [Fact]
    public void What_nests_too_deep_or_is_too_long_is_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("[", 1000)) + string.Concat(Enumerable.Repeat("]", 1000));
        List<CatalogRecord> records = Read($"[{{\"uri\":\"a\",\"x\":{deep}}},\n{{\"uri\":\"b\",\"headline\":\"{new string('x', 50_000)}\"}},\n{{\"uri\":\"c\",\"headline\":\"C\"}}]");
        Assert.Contains("not valid JSON", records[0].Refusal, StringComparison.Ordinal);
        Assert.Equal("c", records[2].Work!.Id);
        var settings = new IntakeSettings { Limits = new() { RecordCharacters = 10_000 } };
        Assert.StartsWith("the object is longer than 10000 characters",
            Read(Encoding.UTF8.GetBytes($"{{\"uri\":\"b\",\"headline\":\"{new string('x', 50_000)}\"}}"), settings: settings)[0].Refusal, StringComparison.Ordinal);
    }
}
