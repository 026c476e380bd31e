using System.Text;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Tests.Rights;

public sealed class MetadataRightsTests
{
    private static readonly RightsSource Work = Seen.At("/onix.xml", subject: RightsScope.Work("9780000000001"));

    private static string Xmp(string namespaces, string properties) => $"""
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" {namespaces}>{properties}</rdf:Description></rdf:RDF>
        </x:xmpmeta><?xpacket end="w"?>
        """;

    // Law: the controlled values of the PLUS property that IPTC Photo Metadata 2023.1 adopted.
    [Theory]
    [InlineData("DMI-UNSPECIFIED", "inform ")]
    [InlineData("DMI-ALLOWED", "permit text-and-data-mining+ai-training")]
    [InlineData("DMI-PROHIBITED", "reserve text-and-data-mining+ai-training")]
    [InlineData("DMI-PROHIBITED-AIMLTRAINING", "reserve ai-training")]
    [InlineData("DMI-PROHIBITED-GENAIMLTRAINING", "reserve ai-training")]
    [InlineData("DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING", "reserve text-and-data-mining+ai-training|permit index")]
    [InlineData("DMI-PROHIBITED-SEECONSTRAINT", "reserve text-and-data-mining+ai-training")]
    [InlineData("DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR", "reserve text-and-data-mining+ai-training")]
    [InlineData("DMI-PROHIBITED-SEELINKEDRIGHTSEXPR", "reserve text-and-data-mining+ai-training")]
    [InlineData("DMI-SOMETHING", "")]
    public void The_data_mining_property_is_read_from_XMP_and_NewsML(string term, string expected)
    {
        string address = "http://ns.useplus.org/ldf/vocab/" + term;

        StatedRights xmp = XmpReader.Read(Xmp("xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\"", $"<plus:DataMining>{address}</plus:DataMining>"), Seen.At("/a.jpg"));
        StatedRights asAttribute = XmpReader.Read(Xmp($"xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\" plus:DataMining=\"{address}\"", ""), Seen.At("/a.jpg"));
        StatedRights news = NewsMlReader.Read($"""
            <newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><rightsInfo><copyrightHolder literal="Agency"/><dataMining uri="{address}"/></rightsInfo></newsItem>
            """, Seen.At("/item.xml"));

        Assert.Equal(expected, string.Join('|', Seen.Lines(xmp)));
        Assert.Equal(expected, string.Join('|', Seen.Lines(asAttribute)));
        Assert.Equal(expected, string.Join('|', Seen.Lines(news)));
        Assert.Equal(expected.Length == 0 ? 1 : 0, xmp.Problems.Count);
        Assert.All(news.Statements, statement => Assert.Equal("Agency", statement.Declarant.Name));
    }

    [Fact]
    public void XMP_states_TDMRep_and_licences_and_rights()
    {
        StatedRights stated = XmpReader.Read(Xmp(
            "xmlns:tdm=\"http://www.w3.org/ns/tdmrep/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:cc=\"http://creativecommons.org/ns#\" xmlns:xmpRights=\"http://ns.adobe.com/xap/1.0/rights/\"",
            """
            <tdm:reservation>1</tdm:reservation><tdm:policy>https://publisher.com/policies/policy.json</tdm:policy>
            <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© A. No text and data mining: all such rights are reserved.</rdf:li></rdf:Alt></dc:rights>
            <cc:license rdf:resource="https://creativecommons.org/licenses/by-nc/4.0/"/>
            <xmpRights:WebStatement>https://publisher.com/rights</xmpRights:WebStatement>
            """), Seen.At("/a.pdf"));

        Assert.Empty(stated.Problems);
        Assert.Contains(stated.Statements, one => one is { Standard: RightsStandard.TdmRep, Effect: RightsEffect.Reserve, Link: "https://publisher.com/policies/policy.json" });
        Assert.Contains(stated.Statements, one => one is { Standard: RightsStandard.HumanTerms, Effect: RightsEffect.Reserve });
        Assert.Contains(stated.Statements, one => one is { Standard: RightsStandard.CreativeCommons, Effect: RightsEffect.Conditional });
        Assert.Contains(stated.Statements, one => one is { Standard: RightsStandard.XmpRights, Effect: RightsEffect.Inform, Link: "https://publisher.com/rights" });
    }

    [Fact]
    public void Packets_are_found_in_the_octets_of_a_file()
    {
        byte[] file = [0xFF, 0xD8, 0xFF, .. Encoding.UTF8.GetBytes("<?xpacket begin=''?><a/><?xpacket end='w'?>"), 0, 1, .. "<?xpacket begin=''?><b/>"u8];

        Assert.Equal(["<a/>"], XmpReader.Packets(file));
        Assert.Empty(XmpReader.Packets([1, 2, 3]));
    }

    // Law: TDMRep, sections on EPUB 2 and EPUB 3, whose examples these are.
    [Theory]
    [InlineData("<package version=\"2.0\"><metadata><meta name=\"tdm:reservation\" content=\"1\"/><meta name=\"tdm:policy\" content=\"https://provider.com/policies/policy.json\"/></metadata></package>", RightsStrength.Standard)]
    [InlineData("<package prefix=\"tdm: http://www.w3.org/ns/tdmrep#\" version=\"3.0\"><metadata><meta property=\"tdm:reservation\">1</meta><meta property=\"tdm:policy\">https://provider.com/policies/policy.json</meta></metadata></package>", RightsStrength.Standard)]
    [InlineData("<package version=\"3.0\"><metadata><meta property=\"tdm:reservation\">1</meta><meta property=\"tdm:policy\">https://provider.com/policies/policy.json</meta></metadata></package>", RightsStrength.NonStandard)]
    public void A_book_reserves_mining_in_its_package(string opf, RightsStrength strength)
    {
        RightsStatement statement = Assert.Single(OpfReader.Read(opf, Work).Statements);

        Assert.Equal((RightsEffect.Reserve, strength, "https://provider.com/policies/policy.json"), (statement.Effect, statement.Strength, statement.Link));
        Assert.Equal("9780000000001", statement.Scope.Target);
    }

    [Fact]
    public void A_book_names_its_publisher_and_licence()
    {
        StatedRights stated = OpfReader.Read("""
            <!DOCTYPE package><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:publisher>House</dc:publisher><dc:rights>CC BY-SA 4.0</dc:rights><dc:rights>All rights reserved</dc:rights></metadata></package>
            """, Work);

        Assert.Contains(stated.Statements, one => one.Version == "CC-BY-SA-4.0" && one.Declarant == new RightsDeclarant(RightsRole.Publisher, "House"));
        Assert.Contains(stated.Statements, one => one is { Standard: RightsStandard.DublinCore, Effect: RightsEffect.Inform });
    }

    [Theory]
    [InlineData("01", RightsEffect.Permit)]
    [InlineData("02", RightsEffect.Conditional)]
    [InlineData("03", RightsEffect.Reserve)]
    public void ONIX_constrains_mining_by_type_11(string status, RightsEffect expected)
    {
        string reference = $"""
            <Product><DescriptiveDetail><EpubUsageConstraint><EpubUsageType>05</EpubUsageType><EpubUsageStatus>03</EpubUsageStatus></EpubUsageConstraint>
            <EpubUsageConstraint><EpubUsageType>11</EpubUsageType><EpubUsageStatus>{status}</EpubUsageStatus></EpubUsageConstraint>
            <EpubLicense><EpubLicenseName>Terms</EpubLicenseName><EpubLicenseExpression><EpubLicenseExpressionType>20</EpubLicenseExpressionType>
            <EpubLicenseExpressionLink>https://publisher.com/tdm.json</EpubLicenseExpressionLink></EpubLicenseExpression></EpubLicense></DescriptiveDetail></Product>
            """;
        string tags = $"<product><descriptivedetail><epubusageconstraint><x318>11</x318><x319>{status}</x319></epubusageconstraint></descriptivedetail></product>";

        RightsStatement statement = OnixReader.Read(reference, Work).Statements[0];

        Assert.Equal((expected, "https://publisher.com/tdm.json"), (statement.Effect, statement.Link));
        Assert.Equal(expected, Assert.Single(OnixReader.Read(tags, Work).Statements).Effect);
        Assert.Empty(OnixReader.Read("<Product><EpubUsageConstraint><EpubUsageType>11</EpubUsageType><EpubUsageStatus>99</EpubUsageStatus></EpubUsageConstraint></Product>", Work).Statements);
    }

    [Fact]
    public void The_licence_of_an_article_is_the_one_in_force_on_the_day()
    {
        StatedRights stated = JatsReader.Read("""
            <!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2 20190208//EN" "JATS-journalpublishing1.dtd">
            <article xmlns:ali="http://www.niso.org/schemas/ali/1.0/" xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><permissions>
            <copyright-holder>A. Author</copyright-holder><ali:free_to_read/>
            <license><ali:license_ref start_date="2026-01-01">https://creativecommons.org/licenses/by-nc/4.0/</ali:license_ref></license>
            <license><ali:license_ref start_date="2027-01-01">https://creativecommons.org/licenses/by/4.0/</ali:license_ref></license>
            </permissions></article-meta></front><body><fig id="f1"><permissions><license xlink:href="https://creativecommons.org/publicdomain/zero/1.0/"/></permissions></fig></body></article>
            """, Work);
        var policy = new RightsPolicy(stated.Statements.Select(RightsSighting.Once), []);

        RightsDecision before = policy.Decide(new(null, "9780000000001"), RightsUse.AiTraining, Seen.Day1);
        RightsDecision after = policy.Decide(new(null, "9780000000001"), RightsUse.AiTraining, Seen.Day1.AddYears(1));

        Assert.Equal("CC-BY-NC-4.0", before.Governing!.Statement.Version);
        Assert.Equal("CC-BY-4.0", after.Governing!.Statement.Version);
        Assert.Equal("A. Author", before.Governing.Statement.Declarant.Name);
        Assert.Contains(stated.Statements, one => one.Scope is { Kind: RightsScopeKind.Part, Part: "fig f1" });
    }

    [Fact]
    public void Crossref_has_licences_for_versions_and_for_mining()
    {
        StatedRights stated = CrossrefReader.Read("""
            {"message": {"publisher": "House", "license": [
              {"start": {"date-parts": [[2020, 5, 1]], "date-time": "2020-05-01T00:00:00Z"}, "content-version": "tdm", "delay-in-days": 0, "URL": "https://publisher.com/tdm-licence"},
              {"start": {"date-parts": [[2026, 1]]}, "content-version": "vor", "URL": "https://creativecommons.org/licenses/by/4.0/"},
              {"content-version": "am"}, 7]}}
            """, Work);
        var policy = new RightsPolicy(stated.Statements.Select(RightsSighting.Once), []);

        Assert.Equal(2, stated.Problems.Count);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), stated.Statements[^1].ValidFrom);
        Assert.Equal(RightsOutcome.Conditional, policy.Decide(new(null, "9780000000001"), RightsUse.TextAndDataMining, Seen.Day1).Outcome);
        Assert.Equal(RightsOutcome.Unknown, policy.Decide(new(null, "9780000000001"), RightsUse.AiTraining, new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero)).Outcome);
    }

    [Theory]
    [InlineData("<a><b></a>")]
    [InlineData("")]
    [InlineData("{")]
    public void What_cannot_be_read_is_told(string text)
    {
        foreach (StatedRights stated in (StatedRights[])[XmpReader.Read(text, Work), OpfReader.Read(text, Work), OnixReader.Read(text, Work),
            JatsReader.Read(text, Work), CrossrefReader.Read(text, Work), NewsMlReader.Read(text, Work), RslReader.ReadFeed(text, Work)])
        {
            Assert.Empty(stated.Statements);
            Assert.Single(stated.Problems);
        }
    }
}
