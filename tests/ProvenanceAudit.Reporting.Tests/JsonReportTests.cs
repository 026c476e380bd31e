using System.Text;
using System.Text.Json;
using CsCheck;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Tests;

public sealed class JsonReportTests
{
    [Fact]
    public void A_report_comes_back_as_it_was_written()
    {
        AuditReport report = Samples.Full();
        AuditReport read = Read(Write(report));
        Assert.Equivalent(report, read, strict: true);
        Assert.Equal(Write(report), Write(read));
    }

    [Fact]
    public void Any_title_and_any_E_value_come_back() => Gen.Select(Gen.String, Gen.Double).Sample((title, value) =>
    {
        AuditReport report = Samples.Small();
        Finding finding = report.Findings[0];
        ReportedMatch match = finding.Matches[0];
        AuditReport read = Read(Write(report with
        {
            Findings =
            [
                finding with
                {
                    Work = finding.Work with { Title = title },
                    Matches = [match with { Match = match.Match with { EValue = value } }],
                },
            ],
        }));
        Assert.Equal(WellFormed(title), read.Findings[0].Work.Title);
        Assert.Equal(value, read.Findings[0].Matches[0].Match.EValue);
    }, iter: 500);

    [Fact]
    public void Letters_of_all_scripts_are_written_as_they_are()
    {
        AuditReport report = Samples.Small() with { Catalog = new CatalogSummary("Größe 白鯨 <ق> 🐋 'x'", 1, 1, 1) };
        Assert.Contains("\"name\": \"Größe 白鯨 <ق> ", Write(report));
        Assert.Contains("'x'\"", Write(report));
    }

    [Fact]
    public void A_lone_half_of_a_pair_is_replaced_and_moves_no_offset()
    {
        AuditReport read = Read(Write(Samples.Small() with { ToolVersion = "a\uD800b" }));
        Assert.Equal("a\uFFFDb", read.ToolVersion);
    }

    [Fact]
    public void Identifiers_are_written_in_order_of_their_names()
    {
        AuditReport report = Samples.Small();
        var identifiers = new Dictionary<string, string> { ["isbn"] = "2", ["doi"] = "1" };
        Work work = report.Findings[0].Work with { Identifiers = identifiers };
        string json = Write(report with { Findings = [report.Findings[0] with { Work = work }] });
        Assert.True(json.IndexOf("\"doi\"", StringComparison.Ordinal) < json.IndexOf("\"isbn\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"format_version\": \"1\"", "\"format_version\": \"2\"", "format version 2")]
    [InlineData("  \"format_version\": \"1\",\n", "", "format_version")]
    [InlineData("\"kind\": \"near-verbatim\"", "\"kind\": \"alike\"", "alike")]
    [InlineData("\"verdict\": \"confirmed\"", "\"verdict\": \"guilty\"", "guilty")]
    [InlineData("\"work_id\": \"w1\",\n", "", "not a match")]
    [InlineData("\"work_end\": 162", "\"work_end\": 5", "not a span")]
    [InlineData("\"e_value\": 14.2", "\"e_value\": true", "not a match")]
    [InlineData("\"e_value\": 14.2", "\"e_value\": \"much\"", "not a match")]
    [InlineData("\"runs\": [[", "\"runs\": [[1,", "five numbers")]
    [InlineData("\"findings\": [", "\"findings\": null, \"x\": [", "findings")]
    public void What_is_no_report_is_refused_with_the_reason(string right, string wrong, string reason)
    {
        string json = Write(Samples.Full());
        Assert.Contains(right, json);
        JsonException error = Assert.Throws<JsonException>(() => Read(json.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void Members_of_later_versions_are_passed_over()
    {
        string json = Write(Samples.Small());
        json = json.Replace("\"tool_version\"", "\"seal\": {\"x\": 1}, \"tool_version\"", StringComparison.Ordinal);
        Assert.Equal("0.1.0", Read(json).ToolVersion);
    }

    [Fact]
    public void A_report_of_before_subjects_and_decisions_is_read()
    {
        string json = Write(Samples.Small());
        foreach (string name in new[] { "report_id", "subject", "not_found", "decision", "first_asked", "last_asked" })
        {
            Assert.Contains($"\"{name}\": null", json);
            // The last member of an object takes the comma before it along.
            json = json.Replace($",\n          \"{name}\": null", "", StringComparison.Ordinal).Replace(
                $",\n      \"{name}\": null", "", StringComparison.Ordinal)
                .Replace($"\n  \"{name}\": null,", "", StringComparison.Ordinal);
            Assert.DoesNotContain($"\"{name}\"", json);
        }
        Assert.Equal(Write(Samples.Small()), Write(Read(json)));
    }

    private static string WellFormed(string text) => Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));

    private static string Write(AuditReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static AuditReport Read(string json) => JsonReport.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
