using System.Text;
using CsCheck;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Tests.Rights;

public sealed class HostileRightsTests
{
    // Pieces of every format, so that what is tried comes deep into each reader.
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.OneOf("User-agent: *\n", "User-agent: GPTBot\n", "Disallow: /", "Allow:", "Content-Usage: ", "/a ", "train-ai=", "n", "y", "Content-Signal: ",
            "ai-train=no", ",", "License: ", "https://x.example/", "<rsl xmlns=\"https://rslstandard.org/rsl\">", "</rsl>", "<content url=\"", "/\">", "</content>",
            "<license>", "</license>", "<permits type=\"usage\">", "</permits>", "<payment type=\"crawl\">", "<amount currency=\"USD\">", "1e999", "[", "]", "{", "}",
            "\"location\":", "\"tdm-reservation\":", "1", "\"license\":", "\"start\":", "{\"date-parts\":[[", "]]}", "\"URL\":", "\"x\"", "null", "<?xpacket begin=\"\"?>",
            "<rdf:Description xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\">", "<plus:DataMining>",
            "<meta name=\"tdm:reservation\" content=\"1\"/>", "\n", "\0", "%", "%zz", "\ud800", "(a)", ";", ":", "may not train AI", "text and data mining",
            "crawler-price", "noai", "<", ">", "\"", "=", "*", "$", "\u0301").Array[0, 30].Select(string.Concat),
        Gen.String[0, 60]);

    [Fact]
    public void No_reader_throws_whatever_it_is_given()
    {
        RightsSource source = Seen.At("/x");
        RightsSource paid = Seen.At("/x", status: 402);
        Text.Sample(text =>
        {
            StatedRights[] all =
            [
                .. Enum.GetValues<SiteFileKind>().Select(kind => SiteFile.Read(kind, text, source, KnownAgents.Default)),
                XmpReader.Read(text, source), OpfReader.Read(text, source), OnixReader.Read(text, source), JatsReader.Read(text, source),
                CrossrefReader.Read(text, source), NewsMlReader.Read(text, source), HumanTermsReader.Read(text, source),
                RobotsMeta.Read(text, null, text, source), RightsValue.Read(text, text, "x", source, RightsStandard.SchemaOrg),
                .. ((string[])["X-Robots-Tag", "Content-Usage", "Content-Signal", "tdm-reservation", "tdm-policy", "Link", "crawler-price"])
                    .Select(name => HeaderReader.Read([KeyValuePair.Create(name, text)], paid)),
            ];
            foreach (RightsStatement statement in all.SelectMany(stated => stated.Statements))
            {
                Assert.Equal(statement.ContentId(), RightsStatement.FromJson(statement.ToJson()).ContentId());
                Assert.True(statement.RawText.Length <= RightsStatement.MaximumRawText);
            }
            var policy = new RightsPolicy(all.SelectMany(stated => stated.Statements).Select(RightsSighting.Once), []);
            foreach (RightsUse use in Enum.GetValues<RightsUse>())
                Assert.NotEmpty(RightsDecisionText.Of(policy.Decide(new(Seen.Site + "/x"), use, Seen.Day1)));
            XmpReader.Packets(Encoding.UTF8.GetBytes(text));
        }, iter: 2000);
    }

    [Fact]
    public void Floods_are_bounded()
    {
        string robots = "User-agent: GPTBot\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"Disallow: /{i}\n"));
        string terms = string.Concat(Enumerable.Repeat("You may not use this to train AI models number one. ", 5000));
        string brackets = new('[', 100_000);

        Assert.Equal(20_000, RobotsRightsReader.Read(robots, Seen.At("/robots.txt"), KnownAgents.Default).Statements.Count);
        Assert.Single(HumanTermsReader.Read(terms, Seen.At("/terms")).Statements);
        Assert.Single(TdmRepReader.ReadFile(brackets, Seen.At("/.well-known/tdmrep.json")).Problems);
        Assert.Single(CrossrefReader.Read(brackets, Seen.At("/x")).Problems);
    }
}
