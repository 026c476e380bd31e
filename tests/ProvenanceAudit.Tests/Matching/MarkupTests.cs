using ProvenanceAudit.Matching;
using ProvenanceAudit.Tests.Text;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>Copied words are found whole inside the markup, the layout and the damage that outputs come with.</summary>
public sealed class MarkupTests
{
    private static readonly string Passage = Classics.Passages["en"];

    /// <summary>What puts nothing but separators between words leaves a match verbatim.</summary>
    public static TheoryData<string, string> Separators => new()
    {
        { "verse", EveryWords(6, "\n") },
        { "verse with slashes", EveryWords(6, " / ") },
        { "a list", "- " + EveryWords(5, "\n- ") },
        { "a block quote", "> " + EveryWords(9, "\n> ") },
        { "table cells of Markdown", "| " + EveryWords(3, " | ") + " |" },
        { "table rows of Markdown", "| " + EveryWords(3, " |\n|---|---|\n| ") + " |" },
        { "bold phrases", Between(4, "**", "**") },
        { "italic words", Between(1, "*", "*") },
        { "underscores", Between(1, "_", "_") },
        { "bold italic phrases", Between(3, "***", "***") },
        { "strike-through", Between(2, "~~", "~~") },
        { "code", Between(1, "`", "`") },
        { "headings", "# " + EveryWords(7, "\n\n## ") },
        { "sentence pieces", "▁" + Passage.Replace(" ", "▁", StringComparison.Ordinal) },
        { "sentence pieces with spaces", "▁" + Passage.Replace(" ", " ▁", StringComparison.Ordinal) },
        { "zero-width joiners", string.Join("\u200D", Passage.AsEnumerable()) },
        { "soft hyphens", Passage.Replace("ee", "e\u00ADe", StringComparison.Ordinal) },
        { "other dashes", Passage.Replace("—", " -- ", StringComparison.Ordinal) },
        { "escaped line breaks", EveryWords(6, "\t\r\n\u2028\u2029\u000B\f") },
        { "non-breaking spaces", Passage.Replace(' ', '\u00A0') },
        { "hyphenated line ends", Passage.Replace("particular", "parti-\n  cular", StringComparison.Ordinal)
            .Replace("coffin", "cof-\nfin", StringComparison.Ordinal) },
        { "emoji", EveryWords(2, " 😀👩\u200D💻 ") },
    };

    [Theory]
    [MemberData(nameof(Separators))]
    public void A_passage_with_nothing_but_separators_put_in_is_one_verbatim_match(string kind, string written)
    {
        Match match = FindWhole(written);
        Assert.True(match.Kind == MatchKind.Verbatim, kind);
        Assert.Equal(Words.Of(Passage).Count, match.Words);
    }

    /// <summary>What puts in words, or breaks some, leaves one match over the whole, near-verbatim.</summary>
    public static TheoryData<string, string, double> Insertions => new()
    {
        { "a numbered list", "1. " + Numbered(8), 0.85 },
        { "table cells of HTML", EveryWords(8, "</td><td>"), 0.75 },
        { "paragraphs of HTML", EveryWords(12, "</p>\n<p class=\"x\">"), 0.6 },
        { "line breaks of HTML", EveryWords(6, "<br/>\n"), 0.8 },
        { "emphasis of HTML", Passage.Replace("drizzly", "<em>drizzly</em>", StringComparison.Ordinal)
            .Replace("world", "<b>world</b>", StringComparison.Ordinal), 0.9 },
        { "links", Passage.Replace("watery part", "[watery part](https://example.org/a)", StringComparison.Ordinal), 0.9 },
        { "footnotes", EveryWords(9, "[1] "), 0.85 },
        { "footnote marks at words", EveryWords(9, "² "), 0.8 },
        { "bold inside words", Passage.Replace("precisely", "precise**ly**", StringComparison.Ordinal)
            .Replace("spleen", "s**pleen**", StringComparison.Ordinal), 0.9 },
        { "entities for dashes", Passage.Replace("—", "&mdash;", StringComparison.Ordinal), 0.9 },
        { "entities for quotes", Passage.Replace("circulation", "&quot;circulation&quot;", StringComparison.Ordinal), 0.9 },
        { "entities for some spaces", EveryWords(8, "&nbsp;"), 0.85 },
        { "words cut in two", Passage.Replace("particular", "part icular", StringComparison.Ordinal)
            .Replace("warehouses", "ware houses", StringComparison.Ordinal), 0.9 },
        { "word pieces", Passage.Replace("driving", "driv ##ing", StringComparison.Ordinal)
            .Replace("regulating", "regul ##ating", StringComparison.Ordinal), 0.9 },
        { "bytes", EveryWords(10, "<0x0A>"), 0.85 },
        { "page numbers", EveryWords(25, "\n\n- 17 -\n\n"), 0.9 },
        { "running heads", EveryWords(28, "\n\nMOBY-DICK 3\n\n"), 0.85 },
    };

    [Theory]
    [MemberData(nameof(Insertions))]
    public void A_passage_with_words_put_in_or_broken_is_one_match_over_the_whole(string kind, string written, double identity)
    {
        Match match = FindWhole(written);
        Assert.True(match.Kind == MatchKind.NearVerbatim, kind);
        Assert.InRange(match.Identity, identity, 1);
    }

    [Fact]
    public void Damage_by_optical_character_recognition_leaves_one_match_over_the_whole()
    {
        string[] words = Passage.Split(' ');
        for (int seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            // Every eighth word on average; the ends stay, since nothing tells where a damaged end belongs.
            string written = string.Join(' ', words.Select((word, i) =>
                i < 8 || i >= words.Length - 8 || random.Next(8) > 0 ? word : Damaged(random, word)));
            Match match = FindWhole(written);
            Assert.InRange(match.Identity, 0.6, 1);
        }
    }

    [Fact]
    public void Source_code_is_found_whole_however_it_is_laid_out()
    {
        const string Code = "static int Search(int[] values, int wanted) { int low = 0, high = values.Length - 1; "
            + "while (low <= high) { int middle = low + "
            + "(high - low) / 2; if (values[middle] == wanted) return middle; "
            + "if (values[middle] < wanted) low = middle + 1; "
            + "else high = middle - 1; } return -1";
        using var index = new InMemoryPassageIndex([
            Catalogs.Work("code", $"// A file.\n{Code}; }}\n// Its end."), .. Enumerable.Range(0, 3).Select(i =>
            Catalogs.Work($"other{i}", string.Join(' ', Catalogs.RandomWords(new Random(i), 500, "x"))))]);
        foreach ((string from, string to) in new[] { (" { ", "\n{\n\t\t"), ("; ", ";\n        "), ("(", " ( "), (" ", "\u00A0") })
        {
            string written = Code.Replace(from, to, StringComparison.Ordinal);
            string output = $"```csharp\n{written}; }}\n```\nHope this helps";
            Match match = Assert.Single(Catalogs.Scan(index, output));
            Assert.Equal(MatchKind.Verbatim, match.Kind);
            Assert.Equal(written, match.Output.Of(output));
        }
        string renamed = Code.Replace("middle]", "found]", StringComparison.Ordinal);
        Assert.Equal(renamed, Assert.Single(Catalogs.Scan(index, renamed)).Output.Of(renamed));
    }

    [Fact]
    public void A_passage_with_figures_is_found_whole()
    {
        const string Figures = "In 1851 the ship of 238 tons, 104 feet long and 27.5 wide, sailed with 21 men, "
            + "£3,400 in "
            + "stores and 1,200 barrels; by 1854 she had 2,350";
        Match match = Assert.Single(Catalogs.Scan(
            $"Log. {Figures}. End.", $"It says: {Figures.Replace(" ", "\n", StringComparison.Ordinal)}, I think"));
        Assert.Equal(Words.Of(Figures).Count, match.Words);
        Assert.Equal(MatchKind.Verbatim, match.Kind);
    }

    private static Match FindWhole(string written)
    {
        // The ends of the match are words, not the markup about them.
        string bare = written.Trim("|-*_~`#>▁\u200D ".ToCharArray());
        if (bare.StartsWith("1. ", StringComparison.Ordinal))
            bare = bare[3..];
        return Classics.FindWhole("en", $"Certainly! {written}\n\nShall I go on?", bare);
    }

    private static string EveryWords(int words, string put) => string.Concat(Passage.Split(' ').Select((word, i) =>
        i == 0 ? word : (i % words == 0 ? put : " ") + word));

    private static string Between(int words, string before, string behind) =>
        string.Join(' ', Passage.Split(' ').Chunk(words).Select(chunk => before + string.Join(' ', chunk) + behind));

    private static string Numbered(int words) => string.Concat(Passage.Split(' ').Select((word, i) =>
        i == 0 ? word : (i % words == 0 ? $"\n{(i / words) + 1}. " : " ") + word));

    private static string Damaged(Random random, string word) => random.Next(5) switch
    {
        0 => word.Replace("rn", "m", StringComparison.Ordinal).Replace('l', '1') + "'",
        1 => word.Length > 3 ? word[..2] + "- " + word[2..] : word + " .",
        2 => word + " ~ ;",
        3 => word.Replace('e', 'c').Replace('o', '0'),
        _ => word.Length > 3 ? word[..2] + "¬" + word[2..] : word,
    };
}
