using System.Text;
using NJsonSchema;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Tests;

public sealed class SchemaTests
{
    [Fact]
    public async Task Reports_follow_their_schema()
    {
        JsonSchema schema = await Schema("report");
        foreach (AuditReport report in new[] { Samples.Full(), Samples.Small(), Samples.Report(), Unmeasured() })
            Assert.Empty(schema.Validate(JsonOf(report)));
    }

    [Fact]
    public async Task Match_lines_follow_their_schema()
    {
        JsonSchema schema = await Schema("match");
        foreach (AuditReport report in new[] { Samples.Full(), Samples.Small(), Unmeasured() })
            Assert.All(LinesOf(report), line => Assert.Empty(schema.Validate(line)));
    }

    [Theory]
    [InlineData("\"format_version\": \"1\"", "\"format_version\": \"2\"")]
    [InlineData("\"kind\": \"near-verbatim\"", "\"kind\": \"NearVerbatim\"")]
    [InlineData("\"work_start\": 100", "\"work_start\": -1")]
    [InlineData("\"words\": 4031877", "\"words\": 1.5")]
    [InlineData("\"runs\": [[", "\"runs\": [[1,")]
    [InlineData("\"before\"", "\"context\"")]
    public async Task The_schema_of_reports_refuses_what_is_no_report(string right, string wrong)
    {
        string json = JsonOf(Samples.Full());
        Assert.Contains(right, json);
        Assert.NotEmpty((await Schema("report")).Validate(json.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_member_that_is_written_is_described()
    {
        JsonSchema report = await Schema("report"), match = await Schema("match");
        foreach (JsonSchema schema in new[] { report, match }.Concat(report.Definitions.Values).Concat(match.Definitions.Values))
            AllowOnlyWhatIsDescribed(schema);
        string json = JsonOf(Samples.Full());
        Assert.Empty(report.Validate(json));
        Assert.All(LinesOf(Samples.Full()), line => Assert.Empty(match.Validate(line)));
        string[] levels = ["tool_version", "fingerprints", "share_of_work", "published", "before", "file", "longest_run"];
        foreach (string name in levels)
        {
            string more = json.Replace($"\"{name}\"", $"\"unknown\": 1, \"{name}\"", StringComparison.Ordinal);
            Assert.NotEmpty(report.Validate(more));
        }
    }

    private static void AllowOnlyWhatIsDescribed(JsonSchema schema)
    {
        if (schema.Properties.Count > 0)
            schema.AllowAdditionalProperties = false;
        foreach (JsonSchema inner in schema.Properties.Values.Append(schema.Item).OfType<JsonSchema>())
            AllowOnlyWhatIsDescribed(inner);
    }

    private static Task<JsonSchema> Schema(string name) => JsonSchema.FromFileAsync(
        Path.Combine(AppContext.BaseDirectory, "schemas", $"{name}.schema.json"), TestContext.Current.CancellationToken);

    private static AuditReport Unmeasured()
    {
        AuditReport report = Samples.Full();
        Finding finding = report.Findings[0];
        ReportedMatch match = finding.Matches[0];
        return report with
        {
            Settings = report.Settings with { MaximumEValue = double.PositiveInfinity },
            Significance = report.Significance with { FalseDiscoveryRate = double.NaN },
            Findings =
            [
                finding with
                {
                    ShareOfWork = double.NaN,
                    Coverage = [double.NaN],
                    Matches = [match with { Match = match.Match with { EValue = double.PositiveInfinity } },
                        match with { Match = match.Match with { EValue = double.NaN } }],
                },
            ],
        };
    }

    private static string JsonOf(AuditReport report)
    {
        using var stream = new MemoryStream();
        JsonReport.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string[] LinesOf(AuditReport report)
    {
        using var stream = new MemoryStream();
        MatchLines.Write(Samples.Outputs(report), stream);
        return Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
