using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>
/// Quotation marks and block quotes. The work is the beginning of Herman Melville, "Moby-Dick" (1851), and a dialogue made up for
/// it.
/// </summary>
public sealed class QuotationTests
{
    private const string Passage = "Some years ago, never mind how long precisely, having little or no money in my purse, I "
        + "thought I would sail about a little";
    private const string Speech = "Landlord, for God’s sake, come and save me from that harpooneer with all his tomahawks "
        + "and pipes";

    private const string Work = "Loomings. Call me so. " + Passage + " and see the watery part of the world.\n\n"
        + "“" + Speech + ",” cried I. “He would have it so, and nothing that I said of it,” he added, "
        + "“would ever make him change his mind again.” "
        + "“It is not down in any map,” said the mate as he looked over the side of the ship at dawn, “true places never are.” "
        + "\"Whose boat is that which lies by the wharf tonight?\" asked the old man of the inn.";

    [Theory]
    [InlineData("It says \"{0}\" there.")]
    [InlineData("It says “{0}” there.")]
    [InlineData("It says “{0}...”")]
    [InlineData("It says “[...] {0}” there.")]
    [InlineData("It says ‘{0}’ there.")]
    [InlineData("It says '{0}' there.")]
    [InlineData("It says '{0}.'")]
    [InlineData("Il dit « {0} » ici.")]
    [InlineData("Il dit «\u00A0{0}\u00A0» ici.")]
    [InlineData("Er sagt »{0}« dort.")]
    [InlineData("Er sagt ›{0}‹ dort.")]
    [InlineData("Er sagt „{0}“ dort.")]
    [InlineData("Er sagt „{0}”, dort.")]
    [InlineData("Er sagt ‚{0}‘ dort.")]
    [InlineData("Han säger ”{0}” där.")]
    [InlineData("Han säger »{0}» där.")]
    [InlineData("彼は「{0}」と言った。")]
    [InlineData("彼は『{0}』と言った。")]
    [InlineData("彼は〝{0}〟と言った。")]
    [InlineData("他说：“{0}”")]
    [InlineData("It says ``{0}'' there.")]
    [InlineData("It says **\"{0}\"** there.")]
    [InlineData("It says \"*{0}*\" there.")]
    [InlineData("It says “‘{0}’” there.")]
    [InlineData("\"Before it comes a long sentence of other words, and then {0}, or after it\" there.")]
    [InlineData("“One paragraph of the quotation.\n\n“{0}.\n\n“Another paragraph of it.”")]
    [InlineData("6\" of rain, and \"{0}\" there.")]
    [InlineData("'Tis said '{0}' there, in the dogs' days.")]
    [InlineData("the dogs’ days: ‘{0}’ there")]
    public void A_passage_in_quotation_marks_of_any_language_is_quoted(string output) =>
        Assert.Equal(QuotationSigns.QuotationMarks, SignsIn(output, Passage));

    [Theory]
    [InlineData("{0}")]
    [InlineData("It says {0} there.")]
    [InlineData("\"Sure.\" {0} \"Shall I go on?\"")]
    [InlineData("“Sure.” {0} “Shall I go on?”")]
    [InlineData("« Oui. » {0} « Encore ? »")]
    [InlineData("»Ja.« {0} »Mehr?«")]
    [InlineData("„Ja.“ {0} „Mehr?“")]
    [InlineData("「はい」{0}「はい」")]
    [InlineData("It's the dogs' bowl, {0}, the cats' bowl")]
    [InlineData("’Tis thus. {0}. The dogs’ bowl.")]
    [InlineData("'Tis thus. {0}. The dogs' bowl.")]
    [InlineData("The '90s: {0}. The dogs' bowl.")]
    [InlineData("6\" and {0}, 7\" long")]
    [InlineData("“Never closed. {0}")]
    [InlineData("Never opened. {0}”")]
    [InlineData("\"{0}")]
    public void A_passage_beside_quotation_marks_is_not_quoted(string output) =>
        Assert.Equal(QuotationSigns.None, SignsIn(output, Passage));

    [Theory]
    [InlineData("“" + Speech + ",” cried I.")]
    [InlineData("\"" + Speech + ",\" cried I.")]
    [InlineData("Well. “" + Speech + ".”")]
    [InlineData("“He would have it so, and nothing that I said of it,” he added, “would ever make him change his mind again.”")]
    [InlineData("“It is not down in any map,” said the mate as he looked over the side of the ship at dawn, “true places never are.”")]
    [InlineData("\"Whose boat is that which lies by the wharf tonight?\" asked the old man of the inn.")]
    [InlineData("“Come and save me from that harpooneer with all his tomahawks and pipes!” he said.")]
    [InlineData("“Now, landlord, or so, for God’s sake, come and save me from that harpooneer with all his tomahawks and pipes!”")]
    public void Dialogue_copied_with_its_own_marks_is_not_quoted(string output)
    {
        IReadOnlyList<Match> matches = Scan(output);
        Assert.NotEmpty(matches);
        Assert.All(matches, match => Assert.False(match.Quoted));
    }

    [Theory]
    [InlineData("It says: \"“{0},” cried I.\"", Speech + ",” cried I")]
    [InlineData("It says: '“{0},” cried I.'", Speech + ",” cried I")]
    [InlineData("He says “‘{0}’”, I think.", "come and save me from that harpooneer with all his tomahawks and pipes")]
    public void Dialogue_in_marks_beyond_its_own_is_quoted(string output, string found) =>
        Assert.Equal(
            QuotationSigns.QuotationMarks,
            SignsIn(output.Replace("{0}", found.Split(",”")[0], StringComparison.Ordinal), found));

    [Theory]
    [InlineData("It says:\n\n> {0}\n\nThere.")]
    [InlineData("It says:\n> Some words before. {0}\n> or after.\nThere.")]
    [InlineData("- It says:\n  > {0}")]
    [InlineData("> {0}")]
    [InlineData("<p>It says</p><blockquote cite=\"x\"><p>{0}</p></blockquote>")]
    [InlineData("<BLOCKQUOTE>\n{0}")]
    [InlineData("It says <q>{0}</q> there.")]
    [InlineData("\\begin{{quote}}\n{0}\n\\end{{quote}}")]
    [InlineData("\\begin{{displayquote}}{0}")]
    public void A_passage_in_a_block_quote_is_quoted(string output) =>
        Assert.Equal(QuotationSigns.BlockQuote, SignsIn(output, Passage));

    [Fact]
    public void A_block_quote_may_break_the_lines_of_a_passage()
    {
        string lines = "> " + Passage.Replace(", ", ",\n> ", StringComparison.Ordinal);
        Match match = Assert.Single(Scan("It says:\n" + lines + "\n\nThere."));
        Assert.Equal(QuotationSigns.BlockQuote, match.Quotation);
        match = Assert.Single(Scan("It says:\n" + lines.Replace("how long", "how\n>\n> \n\n> long", StringComparison.Ordinal)));
        Assert.Equal(QuotationSigns.BlockQuote, match.Quotation);
    }

    [Theory]
    [InlineData("> It says:\n\n{0}")]
    [InlineData("{0}\n\n> There.")]
    [InlineData("a > {0}")]
    [InlineData("<blockquote>Ja</blockquote>{0}<blockquote>")]
    [InlineData("<q>{0}")]
    [InlineData("<quick>{0}</quick>")]
    [InlineData("</blockquote></q>{0}")]
    [InlineData("\\begin{{itemize}} {0} \\end{{itemize}}")]
    public void A_passage_beside_a_block_quote_is_not_quoted(string output) =>
        Assert.Equal(QuotationSigns.None, SignsIn(output, Passage));

    [Fact]
    public void A_quotation_of_part_of_a_passage_does_not_quote_the_passage() =>
        Assert.False(Assert.Single(Scan(Passage.Replace("never mind", "“never mind", StringComparison.Ordinal) + "”")).Quoted);

    [Fact]
    public void A_word_that_chance_adds_outside_the_marks_makes_no_difference()
    {
        // In the work, too, "so" stands before the passage.
        string output = $"He said so: “{Passage} and see the watery part of the world.”";
        Match match = Assert.Single(Scan(output));
        Assert.StartsWith("so: “Some", match.Output.Of(output), StringComparison.Ordinal);
        Assert.Equal(QuotationSigns.QuotationMarks, match.Quotation);
    }

    private static QuotationSigns SignsIn(string output, string passage)
    {
        output = output.Replace("{0}", passage, StringComparison.Ordinal)
            .Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal);
        Match match = Assert.Single(Scan(output));
        Assert.Equal(passage, match.Output.Of(output));
        Assert.Equal(match.Quotation != QuotationSigns.None, match.Quoted);
        return match.Quotation;
    }

    private static IReadOnlyList<Match> Scan(string output)
    {
        using var index = new InMemoryPassageIndex([new WorkText(new Work { Id = "w", Title = "Moby-Dick" }, Work)]);
        return Catalogs.Scan(index, output);
    }
}
