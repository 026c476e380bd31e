using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Catalogs.Formats.News;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats.News;

public sealed class NewsMlFormatTests : FormatContract
{
    private const string Item = """
        <?xml version="1.0" encoding="UTF-8"?>
        <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:agency.example:20240501:a" version="2" standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="de">
          <catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"/>
          <rightsInfo>
            <copyrightHolder uri="https://agency.example"><name>Example Agency</name></copyrightHolder>
            <copyrightNotice>© 2024 Example Agency</copyrightNotice>
            <usageTerms>Not for use in calendars. The use of this content for text and data mining and for the training of artificial intelligence is prohibited.</usageTerms>
            <dataMining uri="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"/>
          </rightsInfo>
          <itemMeta>
            <itemClass qcode="ninat:text"/>
            <provider qcode="nprov:EXA"><name>Example News</name></provider>
            <versionCreated>2024-05-02T10:00:00+02:00</versionCreated>
            <firstCreated>2024-05-01T23:30:00+02:00</firstCreated>
            <embargoed>2024-05-03T06:00:00+02:00</embargoed>
            <pubStatus qcode="stat:usable"/>
            <title>whale-slug</title>
          </itemMeta>
          <contentMeta>
            <creator><name>Erika Mustermann</name></creator>
            <contributor literal="Max Muster"/>
            <language tag="en-GB"/>
            <headline>Whale seen</headline>
            <by>By Someone Else</by>
          </contentMeta>
          <contentSet>
            <inlineXML contenttype="application/nitf+xml">
              <nitf xmlns="http://iptc.org/std/NITF/2006-10-18/">
                <body>
                  <body.head><hedline><hl1>Whale seen</hl1></hedline></body.head>
                  <body.content>
                    <p>A whale was <em>seen</em> off
                       the coast.</p>
                    <media media-type="image"><media-metadata name="x" value="y"/><media-reference source="a.jpg"/><media-caption>The whale.</media-caption></media>
                    <hl2>Witnesses</hl2>
                    <ul><li>One</li><li>Two</li></ul>
                  </body.content>
                </body>
              </nitf>
            </inlineXML>
          </contentSet>
        </newsItem>
        """;

    private const string Message = """
        <newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">
          <header><sent>2024-05-01T10:00:00Z</sent></header>
          <itemSet>
            <newsItem guid="urn:x:1" version="1"><itemMeta><versionCreated>2024-05-01T10:00:00Z</versionCreated><embargoed/></itemMeta>
              <contentMeta><headline>One</headline><by>By Ann Lee and Bob Ray</by></contentMeta>
              <contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body><p>First.</p><p>Second<br/>line.</p></body></html></inlineXML></contentSet></newsItem>
            <newsItem guid="urn:x:2"><contentMeta><headline>Two</headline></contentMeta><contentSet><inlineData contenttype="text/plain">Plain &amp; simple.

        Next.</inlineData></contentSet></newsItem>
            <newsItem guid="urn:x:3"><itemMeta><title>Picture</title></itemMeta><contentSet><remoteContent href="a.jpg" contenttype="image/jpeg"/></contentSet></newsItem>
            <newsItem guid="urn:x:4"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta></newsItem>
          </itemSet>
        </newsMessage>
        """;

    private const string Nitf = """
        <nitf xml:lang="en">
          <head><title>Weather</title>
            <docdata><doc-id id-string="nitf-1"/><date.issue norm="20240501T100000Z"/><doc.copyright year="2024" holder="Example Agency"/></docdata>
            <pubdata name="Example Times"/></head>
          <body><body.head><hedline><hl1>Weather and tide</hl1></hedline><byline>By <person>Ann Lee</person></byline></body.head>
            <body.content><block><p>It rains.</p><p>It stops.</p></block></body.content></body>
        </nitf>
        """;

    internal override ICatalogFormat Format => new NewsMlFormat();

    protected override bool IsXml => true;

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("an item", Item, 2), FormatSample.Of("a message", Message, 4, 7, 10, 11), FormatSample.Of("NITF", Nitf, 1),
    ];

    internal override (FormatSample, int)? WithABadRecord =>
        (FormatSample.Of("a bad item", Message.Replace("<headline>Two</headline>", "<headline>Two</headlin>", StringComparison.Ordinal), 4, 7, 10, 11), 1);

    [Fact]
    public void An_item_is_read_with_all_that_it_says()
    {
        CatalogRecord record = ReadOne(Item);
        Assert.Empty(record.Warnings);
        Assert.Equal(("NewsML-G2 2.35", RecordAction.Put, true, "urn:newsml:agency.example:20240501:a"), (record.Format, record.Action, record.IsInSeries, record.RecordId));
        Work work = record.Work!;
        Assert.Equal(("Whale seen", "en-GB", "Example News", "Example Agency", "2024-05-01", null),
            (work.Title, work.Language, work.Publisher, work.RightsHolder, work.Published, work.Licence));
        Assert.Equal(["Erika Mustermann", "Max Muster"], work.Contributors);
        Assert.Equal([WorkTermKinds.Copyright, WorkTermKinds.UsageTerms, WorkTermKinds.Embargo], work.Terms.Select(t => t.Kind));
        Assert.Equal("© 2024 Example Agency", work.Terms[0].Text);
        Assert.Equal("2024-05-03T06:00:00+02:00", work.Terms[2].Text);
        Assert.Equal("A whale was seen off the coast.\n\nThe whale.\n\nWitnesses\n\nOne\nTwo", record.Text);
    }

    [Fact]
    public void Reservations_are_read_from_the_property_and_from_the_words()
    {
        CatalogRecord record = ReadOne(Item);
        Assert.Contains(record.Rights, r => r.Standard == RightsStandard.NewsMlG2 && r.Effect == RightsEffect.Reserve);
        Assert.Contains(record.Rights, r => r.Standard == RightsStandard.HumanTerms && r.Effect == RightsEffect.Reserve);
        Assert.All(record.Rights, r => Assert.Equal((new RightsDeclarant(RightsRole.RightsHolder, "Example Agency"), 2, "dir/file"), (r.Declarant, r.Line, r.SourceAddress)));
    }

    [Fact]
    public void Each_item_of_a_message_is_a_record_whatever_its_content()
    {
        List<CatalogRecord> records = Read(Message);
        Assert.Equal(["First.\n\nSecond\nline.", "Plain & simple.\n\nNext.", null, null], records.Select(r => r.Text));
        Assert.Equal(["Ann Lee", "Bob Ray"], records[0].Work!.Contributors);
        Assert.Equal([new(WorkTermKinds.Embargo, "without an end, until another version of the item comes")], records[0].Work!.Terms);
        Assert.Equal("Picture", records[2].Work!.Title);
        Assert.Equal(RecordAction.Withdraw, records[3].Action);
        Assert.Equal(["the item's status is 'canceled'"], records[3].Warnings);
    }

    [Theory]
    [InlineData("packageItem", "it is a package")]
    [InlineData("knowledgeItem", "it is a knowledge item")]
    [InlineData("conceptItem", "it is a concept item")]
    [InlineData("planningItem", "it is a planning item")]
    public void Items_that_are_no_works_are_refused_by_what_they_are(string name, string reason)
    {
        CatalogRecord record = ReadOne($"<{name} xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:x:p'/>");
        Assert.Equal("urn:x:p", record.RecordId);
        Assert.StartsWith(reason, record.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_without_a_guid_and_a_message_without_items_are_refused()
    {
        Assert.StartsWith("the item has no 'guid'", ReadOne("<newsItem><itemMeta/></newsItem>").Refusal, StringComparison.Ordinal);
        Assert.StartsWith("the message holds no items", ReadOne("<newsMessage><itemSet/></newsMessage>").Refusal, StringComparison.Ordinal);
        Assert.Contains("it was cut", Read(Message[..^20])[^1].Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_NITF_document_alone_is_a_record()
    {
        CatalogRecord record = ReadOne(Nitf);
        Assert.Equal(("nitf-1", "Weather and tide", "en", "Example Times", "Example Agency", "2024-05-01"),
            (record.Work!.Id, record.Work.Title, record.Work.Language, record.Work.Publisher, record.Work.RightsHolder, record.Work.Published));
        Assert.Equal(["Ann Lee"], record.Work.Contributors);
        Assert.Equal([new(WorkTermKinds.Copyright, "© 2024 Example Agency")], record.Work.Terms);
        Assert.Equal(("It rains.\n\nIt stops.", "NITF"), (record.Text, record.Format));
    }
}
