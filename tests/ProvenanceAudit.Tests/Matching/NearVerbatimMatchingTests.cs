using CsCheck;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Tests.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Matching;

public sealed class NearVerbatimMatchingTests
{
    [Fact]
    public void An_edited_passage_is_one_match_with_the_runs_between_the_edits()
    {
        Gen.Select(Gen.Int, Gen.Int[1, 12], Gen.Int[8, 30]).Sample(
            (seed, edits, spacing) =>
            {
                var random = new Random(seed);
                // No word stands twice: which of two equal neighbours was left out could not be told.
                string[] work = [.. Enumerable.Range(0, 1500).Select(i => $"w{i}")];
                random.Shuffle(work);
                int place = random.Next(500);
                List<string> output = [.. Catalogs.RandomWords(random, random.Next(100), "o")];
                var runs = new List<(int Word, int WorkWord, int Length)>();
                for (int run = 0, at = place; run <= edits; run++)
                {
                    int length = spacing + random.Next(5);
                    runs.Add((output.Count, at, length));
                    output.AddRange(work[at..(at + length)]);
                    at += length;
                    int kind = random.Next(3);
                    if (kind != 0)
                        output.Add("o" + random.Next(20_000));
                    if (kind != 1)
                        at++;
                }
                output.AddRange(Catalogs.RandomWords(random, random.Next(100), "o"));
                string workText = Catalogs.Typeset(random, work), outputText = Catalogs.Typeset(random, output);

                Match match = Assert.Single(Catalogs.Scan(workText, outputText));

                var outputWords = Words.Of(outputText);
                var workWords = Words.Of(workText);
                Assert.Equal(MatchKind.NearVerbatim, match.Kind);
                Assert.Equal(
                    runs.Select(r => new CommonRun(
                        new TextSpan(outputWords[r.Word].Span.Start, outputWords[r.Word + r.Length - 1].Span.End),
                        new TextSpan(workWords[r.WorkWord].Span.Start, workWords[r.WorkWord + r.Length - 1].Span.End),
                        r.Length)),
                    match.Source.Runs);
                AlignmentRules.Check(match, outputText, _ => workText);
            },
            iter: 300);
    }

    [Fact]
    public void Identity_is_identical_words_over_columns_of_the_alignment()
    {
        string work = "a1 a2 a3 a4 a5 a6 a7 a8 a9 b1 b2 b3 b4 b5 b6 b7 b8 b9 c1 c2 c3 c4 c5 c6 c7 c8 c9";
        // One word for one, two words left out, and one word more: 4 columns that are not identical.
        string output = "a1 a2 a3 a4 a5 a6 a7 a8 XX b1 b2 b3 b4 b5 b6 b7 c1 c2 c3 c4 c5 YY c6 c7 c8 c9";
        Match match = Assert.Single(Catalogs.Scan(work, output));
        Assert.Equal(24, match.Words);
        Assert.Equal(24.0 / 28, match.Identity, 12);
        Assert.Equal([8, 7, 5, 4], match.Source.Runs.Select(r => r.Words));
        Assert.Equal(8, match.LongestRun);
    }

    [Fact]
    public void A_long_run_of_common_words_is_found_beside_a_more_telling_passage()
    {
        // The run of eight is longer in words than each piece of the passage behind it, but tells less than the edits between
        // them hide.
        var random = new Random(11);
        string common = "to be or to be or to be or";
        string[] rare = Catalogs.RandomWords(random, 28, "rare");
        string filler = string.Join(
            ' ', Catalogs.RandomWords(random, 6000, "w").Select((w, i) => i % 2 == 0 ? w : common.Split(' ')[i % 3]));
        string work = $"{filler} x1 {common} x2 x3 x4 x5 x6 {string.Join(' ', rare)} x7";
        string output = $"y0 {common} y1 y2 y3 y4 y5 {string.Join(' ', rare.Select((w, i) => i % 7 == 6 ? "y" + i : w))} y9";
        IReadOnlyList<Match> matches = Catalogs.Scan(work, output);
        Assert.Contains(matches.SelectMany(Catalogs.Sources), s =>
            s.Output.Of(output).Contains(common, StringComparison.Ordinal));
        Assert.Contains(matches.SelectMany(Catalogs.Sources), s =>
            s.Output.Of(output).Contains(rare[0], StringComparison.Ordinal));
    }

    [Fact]
    public void Far_apart_copies_of_one_work_are_matches_of_their_own()
    {
        var random = new Random(2);
        string[] work = Catalogs.RandomWords(random, 1000, "w");
        string[] output = [.. work[800..840], .. Catalogs.RandomWords(random, 60, "o"), .. work[100..130]];
        IReadOnlyList<Match> matches = Catalogs.Scan(string.Join(' ', work), string.Join(' ', output));
        Assert.Equal([40, 30], matches.Select(m => m.Words));
    }

    [Fact]
    public void Edits_far_into_a_long_work_are_followed_in_both_directions()
    {
        // Every twentieth word changed, over 60,000 words: extension crosses many blocks to the left as well as to the right.
        var random = new Random(8);
        string[] work = Catalogs.RandomWords(random, 60_000, "w");
        string[] output = [.. work.Select((w, i) => i % 20 == 10 ? "changed" + i : w)];
        // The longest run, where extension starts, is in the middle.
        output[30_010] = work[30_010];
        Match match = Assert.Single(Catalogs.Scan(string.Join(' ', work), string.Join(' ', output)));
        Assert.Equal(60_000 - 3_000 + 1, match.Words);
        Assert.Equal(39, match.LongestRun);
    }
}
