using System.Xml.Linq;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Tests;

public sealed class HtmlReportTests
{
    [Fact]
    public void The_summary_says_how_much_was_found_in_what()
    {
        string summary = Page.Of(Samples.Small()).ById("summary").ShownText();
        Assert.Contains("1 of 12,400 outputs (< 0.01%) repeats text of 1 work.", summary);
        Assert.Contains("The longest unbroken run is 7 identical words, from Moby-Dick.", summary);
        Assert.Contains("1 match is significant", summary);
        Assert.Contains("3 weaker matches are not listed", summary);
    }

    [Fact]
    public void An_empty_report_says_that_nothing_was_found_and_what_was_searched()
    {
        XElement page = Page.Of(Samples.Report());
        string summary = page.ById("summary").ShownText();
        Assert.Contains("No copied text was found.", summary);
        Assert.Contains("12,400 outputs with 4,031,877 words were compared with 2,148 works of 181,223,904 words.", summary);
        Assert.DoesNotContain(page.Descendants(), element => element.Attribute("id")?.Value is "works" or "passages");
    }

    [Fact]
    public void A_report_of_nothing_at_all_is_a_page_too()
    {
        AuditReport report = Samples.Report() with
        {
            Outputs = new OutputsSummary("empty.jsonl", 0, 0, 0, 0),
            Models = [],
            Significance = new SignificanceSummary("", 0, 0, 0, null, null),
        };
        Assert.Contains("0 outputs with 0 words", Page.Of(report).ById("summary").ShownText());
    }

    [Fact]
    public void Matches_that_are_not_shown_are_counted_and_pointed_to()
    {
        AuditReport report = Samples.Small();
        report = report with { Findings = [report.Findings[0] with { MatchCount = 1_154 }] };
        Assert.Contains(
            "The strongest 1 of 1,154 matches is shown here; all of them are in matches.jsonl.",
            Page.Of(report).ById("work-1").ShownText());
    }

    [Fact]
    public void A_finding_whose_matches_are_all_left_out_says_so()
    {
        AuditReport report = Samples.Small();
        report = report with { Findings = [report.Findings[0] with { MatchCount = 5, Matches = [] }] };
        Assert.Contains("None of 5 matches are shown here", Page.Of(report).ById("work-1").ShownText());
    }

    [Theory]
    [InlineData(QuotationSigns.QuotationMarks, "Quoted: in quotation marks")]
    [InlineData(QuotationSigns.BlockQuote | QuotationSigns.Attribution, "Quoted: in a block quote, beside its title or author")]
    [InlineData(QuotationSigns.None, null)]
    public void A_badge_says_how_a_passage_is_quoted(QuotationSigns signs, string? badge)
    {
        Finding finding = Samples.Small().Findings[0];
        ReportedMatch match = finding.Matches[0];
        match = match with { Match = match.Match with { Quotation = signs } };
        IEnumerable<string> badges = Page.Of(Samples.Report(finding with { Matches = [match] })).Descendants()
            .Where(element => element.Attribute("class")?.Value == "badge").Select(element => element.Value);
        Assert.Equal(badge, badges.SingleOrDefault(text => text.StartsWith("Quoted", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "E-value∞")]
    [InlineData(double.NaN, "E-valuenot known")]
    [InlineData(0, "E-value< 10⁻³⁰⁰")]
    [InlineData(3.24e-12, "E-value3.2 × 10⁻¹²")]
    [InlineData(0.04, "E-value0.04")]
    [InlineData(12.34, "E-value12.3")]
    [InlineData(4.5e7, "E-value4.5 × 10⁷")]
    public void E_values_of_any_size_are_shown(double value, string shown)
    {
        AuditReport report = WithMatch(match => match with { Match = match.Match with { EValue = value } });
        Assert.Contains(shown, Page.Of(report).ById("work-1-match-1").ShownText());
    }

    [Fact]
    public void A_match_shows_everything_that_is_known_of_it()
    {
        string match = Page.Of(Samples.Full()).ById("work-1-match-1").ShownText();
        Assert.Contains("Near-verbatim", match);
        Assert.Contains("Not significant", match);
        Assert.Contains("Quoted: in quotation marks, beside its title or author", match);
        Assert.Contains("Identity90.9%", match);
        Assert.Contains("Output output-1, characters 40–102", match);
        Assert.Contains("Work w1, characters 100–162", match);
        Assert.Contains("3 January 2025, 23:10 UTC", match);
        Assert.Contains("Go on from: Call me Ishmael.", match);
        Assert.Contains("Also in The American Sea Reader (w2, characters 300–362).", match);
    }

    [Fact]
    public void A_report_for_a_rights_holder_says_for_whom_what_was_not_found_and_what_was_decided()
    {
        XElement page = Page.Of(Samples.Full());
        string title = page.ByClass("title").Single().ShownText();
        Assert.Contains("Report idHP-2025-7", title);
        Assert.Contains("Rights holderHarbour Press", title);
        Assert.Contains("Period1 January 2025 to 31 March 2025", title);
        Assert.Contains("Asked 3 Jan 2025 to 9 Feb 2025", page.ById("models").ShownText());
        Assert.Contains("Confirmed by A. Reader on 2 April 2025, 09:00 UTC: Recited at length.", page.ById("work-1").ShownText());
        Assert.Contains("The Sea Wolf", page.ById("not-found").ShownText());
        Assert.Contains("2,146 more works are not listed", page.ById("not-found").ShownText());
        Assert.DoesNotContain(Page.Of(Samples.Small()).Descendants(), e => e.Attribute("id")?.Value == "not-found");
    }

    [Fact]
    public void A_share_that_is_no_number_does_not_break_the_page()
    {
        AuditReport report = Samples.Small();
        Finding finding = report.Findings[0] with
        {
            ShareOfWork = double.NaN,
            Coverage = [double.NaN, double.PositiveInfinity, -1, 0.5],
        };
        report = report with
        {
            Findings = [finding],
            Significance = report.Significance with { FalseDiscoveryRate = double.NaN, DecoyMatches = double.PositiveInfinity },
        };
        Assert.Contains("cover not known of the work", Page.Of(report).ById("work-1").ShownText());
    }

    [Fact]
    public void The_strip_shows_where_in_the_work_the_copies_lie()
    {
        AuditReport report = Samples.Small();
        double[] coverage = new double[100];
        (coverage[10], coverage[11], coverage[50]) = (1, 1, 0.01);
        report = report with { Findings = [report.Findings[0] with { Coverage = coverage }] };
        XElement strip = Page.Of(report).ById("work-1").ByClass("strip").Single();
        Assert.Equal(
            "Copied text in 3 of 100 slices of the work, between 10% and 51% of its length", strip.Element("title")!.Value);
        Assert.Equal(
            ["10 2", "50 1"],
            strip.Elements("rect").Skip(1).Select(r => $"{r.Attribute("x")!.Value} {r.Attribute("width")!.Value}"));
    }

    [Fact]
    public void Problems_are_listed_and_their_absence_is_stated()
    {
        Assert.Contains("There were none", Page.Of(Samples.Small()).ById("problems").ShownText());
        AuditReport report = Samples.Small() with { Problems = [.. Enumerable.Range(1, 1_200).Select(Problem)] };
        XElement problems = Page.Of(report).ById("problems");
        Assert.Equal(1_000, problems.Descendants("tbody").Single().Elements().Count());
        Assert.Contains("200 more problems are in report.json", problems.ShownText());
    }

    [Fact]
    public void The_false_discovery_rate_is_stated_where_it_was_measured()
    {
        AuditReport report = Samples.Small();
        Assert.DoesNotContain("decoys, which", Page.Of(report).ById("method").ShownText());
        report = report with { Significance = report.Significance with { DecoyMatches = 0.42, FalseDiscoveryRate = 0.0027 } };
        Assert.Contains("a false discovery rate of 0.27%", Page.Of(report).ById("method").ShownText());
        Assert.Contains("0.27% of the significant matches", Page.Of(report).ById("summary").ShownText());
    }

    [Fact]
    public void The_page_of_thousands_of_matches_is_written_as_it_goes()
    {
        AuditReport small = Samples.Small();
        ReportedMatch match = small.Findings[0].Matches[0];
        AuditReport large = small with { Findings = [small.Findings[0] with { Matches = [.. Enumerable.Repeat(match, 5_000)] }] };
        HtmlReport.Write(small, TextWriter.Null);
        long before = GC.GetAllocatedBytesForCurrentThread();
        HtmlReport.Write(large, TextWriter.Null);
        long perMatch = (GC.GetAllocatedBytesForCurrentThread() - before) / 5_000;
        Assert.InRange(perMatch, 0, 4_096);
    }

    private static AuditReport WithMatch(Func<ReportedMatch, ReportedMatch> change)
    {
        AuditReport report = Samples.Small();
        return report with { Findings = [report.Findings[0] with { Matches = [change(report.Findings[0].Matches[0])] }] };
    }

    private static InputProblem Problem(int line) => new("works.jsonl", line, null, "The line is not JSON.");
}
