using System.Text;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>
/// Outputs made to make quotation expensive. The time-out is generous; what costs the square of the length would take hours.
/// </summary>
public sealed class HostileQuotationTests
{
    private const int TimeoutMilliseconds = 60_000;
    private const int Characters = 1_000_000;

    private static readonly string Passage = string.Join(' ', Catalogs.RandomWords(new Random(6), 40, "w"));

    public static TheoryData<string> Marks =>
    [
        "\"", "“", "”", "„", "«", "»", "‹", "›", "‘", "’", "'", "''", "``", "`", "「", "」", "『", "〝", "> ", ">\n",
        "\n> \"", "\n\n“", "\n      '",
        " '", "' ", "x' ",
        "“x”", "«x»", "„x“", "\"x\" ", "\"x ", "<blockquote>", "<blockquote></blockquote>", "</blockquote>",
        "<q>", "\\begin{quote}", "<", "\\", "\n", "“‘",
        "Melville ", "Moby ", "by Melville", "— ", "\u0301", "'\u0301",
    ];

    [Theory(Timeout = TimeoutMilliseconds)]
    [MemberData(nameof(Marks))]
    public async Task A_megabyte_of_marks_costs_no_more_than_its_length(string mark)
    {
        string flood = string.Concat(Enumerable.Repeat(mark, Characters / mark.Length));
        string output = flood + " " + Passage + " " + flood;
        Match match = Assert.Single(await Scan(output, TestContext.Current.CancellationToken), found => found.Words == 40);
        Assert.Equal(Passage, match.Output.Of(output));
    }

    [Theory(Timeout = TimeoutMilliseconds)]
    [InlineData("“{0}” ", QuotationSigns.QuotationMarks)]
    [InlineData("{0} ", QuotationSigns.None)]
    [InlineData("> {0}\n\n", QuotationSigns.BlockQuote)]
    [InlineData("“«", QuotationSigns.None)]
    public async Task Thousands_of_matches_in_one_output_are_told_apart(string around, QuotationSigns signs)
    {
        var output = new StringBuilder();
        for (int i = 0; i < 4_000; i++)
        {
            output.Append("other words are ").Append(i).Append('\n');
            string written = around.Contains("{0}", StringComparison.Ordinal)
                ? around.Replace("{0}", Passage, StringComparison.Ordinal) : around + Passage;
            output.Append(written).Append('\n');
        }
        IReadOnlyList<Match> matches = await Scan(output.ToString(), TestContext.Current.CancellationToken);
        Assert.Equal(4_000, matches.Count);
        Assert.All(matches, match => Assert.Equal(signs, match.Quotation));
    }

    [Fact(Timeout = TimeoutMilliseconds)]
    public async Task Names_of_any_length_are_looked_for()
    {
        string longName = string.Concat(Enumerable.Repeat("moby ", 20_000));
        using var index = new InMemoryPassageIndex(
            [new WorkText(new Work { Id = "w", Title = longName, Contributors = [.. Enumerable.Repeat(longName, 500)] },
                Passage)]);
        string output = string.Concat(Enumerable.Repeat(longName[..500] + Passage + "\n", 1_000));
        IReadOnlyList<Match> matches = await Task.Run(() => Catalogs.Scan(index, output), TestContext.Current.CancellationToken);
        Assert.All(matches, match => Assert.Equal(QuotationSigns.Attribution, match.Quotation));
    }

    private static async Task<IReadOnlyList<Match>> Scan(string output, CancellationToken cancellation)
    {
        var work = new Work { Id = "w", Title = "Moby Dick", Contributors = ["Herman Melville"] };
        using var index = new InMemoryPassageIndex([new WorkText(work, Passage)]);
        return await Task.Run(() => Catalogs.Scan(index, output), cancellation);
    }
}
