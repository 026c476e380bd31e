using NJsonSchema;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Tests;

/// <summary>Reports as earlier versions wrote them stay valid, and become all forms of today.</summary>
public sealed class OldReportTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "old"), "*.json").Select(f => Path.GetFileName(f))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_old_report_follows_the_schema_and_becomes_page_document_and_tables(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "old", name);
        JsonSchema schema = await JsonSchema.FromFileAsync(
            Path.Combine(AppContext.BaseDirectory, "schemas", "report.schema.json"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)));
        using FileStream file = File.OpenRead(path);
        AuditReport report = JsonReport.Read(file);
        Assert.Null(report.NotFound);
        using var document = Document.Of(report);
        Assert.Contains(Document.Squeeze("Some years ago, never mind how long precisely"), document.Letters());
        Assert.Contains("Moby-Dick", Page.HtmlOf(report));
        using var table = new MemoryStream();
        CsvReport.WriteFindings(report, table);
        Assert.True(table.Length > 0);
    }
}
