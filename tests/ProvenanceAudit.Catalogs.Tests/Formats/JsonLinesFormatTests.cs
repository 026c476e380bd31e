using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

public sealed class JsonLinesFormatTests : FormatContract
{
    private const string All = """
        {"id":"a","title":"T","identifiers":{"ISBN-13":"978-3-16-148410-0"},"publisher":"P","terms":[{"kind":"copyright","text":"© P"}],"relations":[{"kind":"part_of","scheme":"ISSN","value":"03785955"}],"tdm_reservation":1,"tdm_policy":"https://press.example/p"}
        {"id":"b","action":"withdraw","text":"t"}
        """;

    internal override ICatalogFormat Format => new JsonLinesFormat();

    internal override IReadOnlyList<FormatSample> Samples =>
    [
        FormatSample.Of("one record a line", "{\"id\":\"a\",\"text\":\"t\"}\n\n{\"id\":\"ü\",\"title\":\"𝔘\",\"contributors\":\"x\",\"text\":\"💩\\n\"}\r\n", 1, 3),
        FormatSample.Of("all fields", All, 1, 2),
    ];

    internal override (FormatSample, int)? WithABadRecord =>
        (FormatSample.Of("a bad one", "{\"id\":\"a\",\"text\":\"t\"}\n{\"id\":\"b\",\n{\"id\":\"c\",\"text\":\"t\"}", 1, 2, 3), 1);

    [Fact]
    public void Terms_relations_and_reservations_are_read()
    {
        CatalogRecord record = Read(All)[0];
        Assert.Empty(record.Warnings);
        Assert.Null(record.Text);
        Assert.Equal("P", record.Work!.Publisher);
        Assert.Equal("9783161484100", Assert.Single(record.Work.Identifiers, i => i.Key == "isbn").Value);
        Assert.Equal([new(WorkTermKinds.Copyright, "© P")], record.Work.Terms);
        Assert.Equal([new(WorkRelationKinds.PartOf, "issn", "0378-5955")], record.Work.Relations);
        RightsStatement stated = Assert.Single(record.Rights);
        Assert.Equal((RightsEffect.Reserve, "https://press.example/p", "field tdm_reservation", 1), (stated.Effect, stated.Link, stated.Position, stated.Line));
        Assert.Equal(new(RightsRole.Publisher, "P"), stated.Declarant);
    }

    [Fact]
    public void A_work_is_withdrawn_by_its_id()
    {
        CatalogRecord record = Read(All)[1];
        Assert.Equal((RecordAction.Withdraw, "b", null), (record.Action, record.Work!.Id, record.Text));
    }

    [Fact]
    public void An_identifier_that_is_wrong_is_kept_and_told()
    {
        CatalogRecord record = ReadOne("""{"id":"a","text":"t","identifiers":{"isbn":"9783161484101"},"tdm_policy":"https://press.example/p"}""");
        Assert.Equal("9783161484101", record.Work!.Identifiers["isbn"]);
        Assert.Equal(
        [
            "the check digit of ISBN 9783161484101 should be 0; it was kept as written",
            "tdm-policy stands without tdm-reservation, which leaves the reservation unset",
        ], record.Warnings);
    }
}
