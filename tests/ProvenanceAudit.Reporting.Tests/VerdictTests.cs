using System.Xml.Linq;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.Reporting.Tests;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(1.0, "more than 99%")]
    [InlineData(0.995, "more than 99%")]
    [InlineData(0.99, "99%")]
    [InlineData(0.434, "43%")]
    [InlineData(0.01, "1%")]
    [InlineData(0.005, "less than 1%")]
    [InlineData(0.0, "less than 1%")]
    [InlineData(double.NaN, "not known")]
    public void A_probability_is_never_stated_as_certain(double probability, string words) => Assert.Equal(words, VerdictWords.Probability(probability));

    [Theory]
    [InlineData("longest-run", 43.0, "43 words")]
    [InlineData("passages", 1.0, "1 passage")]
    [InlineData("repetitions", 4.0, "4 outputs")]
    [InlineData("prompt-share", 0.25, "25%")]
    [InlineData("prompt-share", null, "not known")]
    [InlineData("paraphrase-similarity", null, "none found")]
    [InlineData("significance", 3.0, "expected by chance: 0.001")]
    [InlineData("significance", -1.0, "expected by chance: 10")]
    [InlineData("significance", 4000.0, "not at all")]
    [InlineData("of-a-later-version", 1.234, "1.23")]
    [InlineData("longest-run", double.PositiveInfinity, "not known")]
    public void What_was_found_has_its_unit(string feature, double? value, string words) =>
        Assert.Equal(words, VerdictWords.ValueOf(new VerdictContribution(feature, value, 1)).Replace('\u00A0', ' '));

    [Fact]
    public void Weights_are_factors_of_the_odds()
    {
        Assert.Equal("odds × 2.0", VerdictWords.WeightOf(new VerdictContribution("x", null, Math.Log(2))).Replace('\u00A0', ' '));
        Assert.Equal("odds ÷ 1,000", VerdictWords.WeightOf(new VerdictContribution("x", null, -Math.Log(1000))).Replace('\u00A0', ' '));
    }

    [Fact]
    public void The_page_shows_the_probability_and_a_bar_for_each_piece_of_evidence()
    {
        XElement verdict = Assert.Single(Page.Of(Samples.Full()).ByClass("verdict"));
        Assert.Contains("beyond chance is 87%.", verdict.ShownText());
        Assert.Contains("if only 10% were, it would be 43%.", verdict.ShownText());
        Assert.Equal(3, verdict.ByClass("towards").Count());
        XElement away = Assert.Single(verdict.ByClass("away"));
        Assert.Equal(("57.14", "42.86"), (away.Attribute("x")!.Value, away.Attribute("width")!.Value));
        Assert.Contains("Longest run that the prompt did not contain 43 words", verdict.ShownText());
        Assert.DoesNotContain("Identical words within the passages", verdict.ShownText());
        Assert.Contains("how the model came by the words", Page.Of(Samples.Full()).ById("verdicts").Value);
    }

    [Fact]
    public void A_page_without_verdicts_says_nothing_of_them() => Assert.DoesNotContain("verdict", Page.Of(Samples.Small()).Element(XName.Get("body", Page.Of(Samples.Small()).Name.NamespaceName))!.Value);

    [Fact]
    public void A_name_of_evidence_from_elsewhere_is_text()
    {
        XElement page = Page.Of(With(Samples.Judged() with { Model = "<b>m</b>", Contributions = [new VerdictContribution("<script>alert(1)</script>", 1, 1)] }));
        Assert.Empty(page.Descendants("script"));
        Assert.Contains("<script>alert(1)</script>", Assert.Single(page.ByClass("verdict")).Value);
    }

    [Fact]
    public void Numbers_that_are_none_break_neither_page_nor_document()
    {
        AuditReport report = With(new CalibratedVerdict("m", double.NaN, [new VerdictContribution("x", double.NaN, double.NaN), new VerdictContribution("y", 1, double.NegativeInfinity)])
        {
            Prior = 0,
            BaseLogOdds = double.PositiveInfinity,
        });
        Assert.Contains("beyond chance is not known.", Assert.Single(Page.Of(report).ByClass("verdict")).ShownText());
        using var document = Document.Of(report);
        Assert.True(document.NumberOfPages > 0);
    }

    [Fact]
    public void The_document_shows_the_verdict_and_what_it_says()
    {
        using var document = Document.Of(Samples.Full());
        string text = document.Letters();
        Assert.Contains(Document.Squeeze("The probability that outputs reproduce this work beyond chance is 87%."), text);
        Assert.Contains(Document.Squeeze("odds × 8.2"), text);
        Assert.Contains(Document.Squeeze("The passages themselves remain the proof"), text);
    }

    [Fact]
    public void A_verdict_is_read_back_as_it_was_written()
    {
        using var stream = new MemoryStream();
        JsonReport.Write(Samples.Full(), stream);
        stream.Position = 0;
        CalibratedVerdict read = JsonReport.Read(stream).Findings[0].Verdict!, written = Samples.Judged();
        Assert.Equal(written.Contributions, read.Contributions);
        Assert.Equal(written with { Contributions = [] }, read with { Contributions = written.Contributions.Take(0).ToArray() });
    }

    private static AuditReport With(CalibratedVerdict verdict)
    {
        AuditReport report = Samples.Small();
        return report with { Findings = [report.Findings[0] with { Verdict = verdict }] };
    }
}
