using System.Xml.Linq;
using CsCheck;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Tests;

public sealed class MarkedPassageTests
{
    private static readonly Gen<string> Words =
        Gen.OneOf<string>("whale ", "🐋 ", "Straße, ", "<b>", "don’t ", "白鯨", "e\u0301 ", "\n", "&amp; ")
            .Array[1, 5].Select(parts => string.Concat(parts));

    private static readonly Gen<Piece> Pieces = Gen.OneOf(
        Words.Select(shared => new Piece(shared, shared)),
        Gen.Select(Gen.OneOf<string>(Words, Gen.Const("")), Words).Select((output, work) => new Piece(output + "~", work)));

    [Fact]
    public void The_marked_words_of_both_sides_are_exactly_the_texts_of_the_runs() => Pieces.Array[1, 12].Sample(pieces =>
    {
        ReportedMatch match = Samples.Match("w1", 1_000, pieces);
        (XElement output, XElement work) = SidesOf(match);
        IReadOnlyList<CommonRun> runs = match.Match.Source.Runs;
        Assert.Equal(runs.Select(run => TextOf(match.Output, run.Output, match.Match.Output.Start)), Marks(output));
        Assert.Equal(runs.Select(run => TextOf(match.Work, run.Work, match.Match.Source.Span.Start)), Marks(work));
        Assert.Equal(match.Output.Before + match.Output.Text + match.Output.After, output.Value);
        Assert.Equal(match.Work.Before + match.Work.Text + match.Work.After, work.Value);
    }, iter: 300);

    [Fact]
    public void Words_after_an_emoji_are_marked_at_the_right_place()
    {
        ReportedMatch match = Samples.Match("w1", 7, "🐋🐋 the whale ", new("swam 🌊 ", "dived 🌊🌊 "), "and was gone 🐋");
        (XElement output, XElement work) = SidesOf(match);
        Assert.Equal(["🐋🐋 the whale ", "and was gone 🐋"], Marks(output));
        Assert.Equal(["🐋🐋 the whale ", "and was gone 🐋"], Marks(work));
        Assert.Equal(["swam 🌊"], Edits(output));
        Assert.Equal(["dived 🌊🌊"], Edits(work));
    }

    [Fact]
    public void Punctuation_and_space_between_runs_are_no_edits()
    {
        (XElement output, XElement work) = SidesOf(Samples.Match("w1", 0, "years ago", new(" - ", " — "), "never mind"));
        Assert.Empty(Edits(output));
        Assert.Empty(Edits(work));
    }

    [Fact]
    public void Runs_outside_the_passage_are_shown_as_far_as_there_is_text()
    {
        ReportedMatch match = Samples.Match("w1", 0, "one two three");
        var far = new TextSpan(2_000_000_000, 2_000_000_100);
        CommonRun[] runs = [new CommonRun(new TextSpan(0, 44), new TextSpan(0, 3), 1), new CommonRun(far, far, 9)];
        match = match with { Match = match.Match with { Source = match.Match.Source with { Runs = runs } } };
        (XElement output, XElement work) = SidesOf(match);
        Assert.Equal(["one "], Marks(output));
        Assert.Equal(["one"], Marks(work));
    }

    [Fact]
    public void Passages_carry_the_language_of_the_work_and_find_their_own_direction()
    {
        (XElement output, XElement work) = SidesOf(Samples.Match("w1", 0, "أسدا كان في أجمة"), "ar");
        Assert.All([output, work], side => Assert.Equal("ar", side.Attribute("lang")?.Value));
        Assert.All([output, work], side => Assert.Equal("auto", side.Attribute("dir")?.Value));
    }

    private static (XElement Output, XElement Work) SidesOf(ReportedMatch match, string? language = "en")
    {
        var work = new Work { Id = "w1", Title = "Moby-Dick", Language = language };
        XElement[] sides = [.. Page.Of(Samples.Report(Samples.Finding(work, 209_117, match))).Descendants("blockquote")];
        Assert.Equal(2, sides.Length);
        return (sides[0], sides[1]);
    }

    private static string TextOf(PassageText passage, TextSpan span, int start) =>
        passage.Text[(span.Start - start)..(span.End - start)];

    private static IEnumerable<string> Marks(XElement side) => side.Elements("mark").Select(mark => mark.Value);

    private static IEnumerable<string> Edits(XElement side) => side.ByClass("edit").Select(edit => edit.Value);
}
