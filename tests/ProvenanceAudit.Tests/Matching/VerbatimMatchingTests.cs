using CsCheck;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Tests.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Matching;

public sealed class VerbatimMatchingTests
{
    [Fact]
    public void A_run_of_eight_words_or_more_is_always_found_with_exact_spans_on_both_sides()
    {
        Gen.Select(Gen.Int, Gen.Int[8, 700], Gen.Int[0, 900], Gen.Int[0, 400], Gen.Int[0, 400]).Sample(
            (seed, length, place, before, after) =>
            {
                var random = new Random(seed);
                string[] words = Catalogs.RandomWords(random, 1500, "w");
                place = Math.Min(place, words.Length - length);
                string work = Catalogs.Typeset(random, words);
                string output = Catalogs.Typeset(random, Catalogs.RandomWords(random, before, "o")) + " “"
                    + Catalogs.Typeset(random, words.AsSpan(place, length).ToArray())
                    + Catalogs.Typeset(random, Catalogs.RandomWords(random, after, "o"));

                Match match = Assert.Single(Catalogs.Scan(work, output));

                Assert.Equal(MatchKind.Verbatim, match.Kind);
                Assert.Equal("w", match.Source.WorkId);
                Assert.Equal(SpanOf(output, before, length), match.Output);
                Assert.Equal(SpanOf(work, place, length), match.Source.Span);
                Assert.Equal(length, match.Words);
                Assert.Equal(length, match.LongestRun);
                Assert.Equal(1, match.Identity);
                Assert.Equal(new CommonRun(match.Output, match.Source.Span, length), Assert.Single(match.Source.Runs));
                Assert.Empty(match.AlsoIn);
            },
            iter: 400);
    }

    [Fact]
    public void Every_run_of_eight_words_lies_in_a_match_whatever_the_texts()
    {
        // Small vocabularies: texts repeat themselves, runs overlap, and chance gives runs beside the copied ones.
        Gen.Select(Gen.Int, Gen.Int[2, 60], Gen.Int[1, 3], Gen.Int[0, 120]).Sample(
            (seed, vocabulary, works, length) =>
            {
                var random = new Random(seed);
                string[][] texts = [.. Enumerable.Range(0, works)
                    .Select(_ => Catalogs.RandomWords(random, 10 + random.Next(300), "", vocabulary))];
                string[] output = Edited(random, texts[random.Next(works)], length, vocabulary);
                using var index = new InMemoryPassageIndex(texts.Select((t, i) => Catalogs.Work($"w{i}", string.Join(' ', t))));
                string outputText = string.Join(' ', output);

                IReadOnlyList<Match> matches = Catalogs.Scan(index, outputText);

                TextSpan[] found = [.. matches.SelectMany(Catalogs.Sources).Select(s => s.Output)];
                foreach ((int start, int words) in texts.SelectMany(text => CommonRuns(output, text, 8)))
                {
                    for (int word = start; word < start + words; word++)
                        Assert.Contains(found, span => span.Overlaps(SpanOf(outputText, word, 1)));
                }
                foreach (Match match in matches)
                    AlignmentRules.Check(match, outputText, id => string.Join(' ', texts[id[1] - '0']));
            },
            iter: 600);
    }

    [Fact]
    public void An_output_that_is_the_work_is_one_match_over_the_whole()
    {
        var random = new Random(5);
        foreach (int length in new[] { 8, 9, 255, 256, 257, 512, 5000 })
        {
            string text = "“" + Catalogs.Typeset(random, Catalogs.RandomWords(random, length, "w"));
            Match match = Assert.Single(Catalogs.Scan(text, text));
            Assert.Equal(SpanOf(text, 0, length), match.Output);
            Assert.Equal(match.Output, match.Source.Span);
            Assert.Equal(length, match.Words);
            Assert.Equal(MatchKind.Verbatim, match.Kind);
        }
    }

    [Fact]
    public void A_run_in_the_words_of_a_language_without_spaces_is_found()
    {
        Match match = Assert.Single(Catalogs.Scan("どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所で", "彼は「とんと見当がつかぬ」と言った"));
        Assert.Equal("とんと見当がつかぬ", match.Output.Of("彼は「とんと見当がつかぬ」と言った"));
    }

    [Fact]
    public void Shorter_runs_than_asked_for_are_not_listed()
    {
        using var index = new InMemoryPassageIndex([Catalogs.Work("w", "one two three four five six seven eight nine ten")]);
        string output = "and one two three four five six seven eight nine and";
        Assert.Single(Catalogs.Scan(index, output, Catalogs.Everything with { MinimumWords = 9 }));
        Assert.Empty(Catalogs.Scan(index, output, Catalogs.Everything with { MinimumWords = 10 }));
    }

    [Fact]
    public void A_run_no_longer_than_a_kgram_is_found_when_asked_for_however_common()
    {
        using var index = new InMemoryPassageIndex(Enumerable.Range(0, 20).Select(i => Catalogs.Work($"w{i}", "one two three four")));
        string output = "and one two three four and";
        Assert.Equal(19, Assert.Single(Catalogs.Scan(index, output, Catalogs.Everything with { MinimumWords = 4 })).AlsoIn.Count);
        Assert.Empty(Catalogs.Scan(index, output, Catalogs.Everything with { MinimumWords = 5 }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("😀 …")]
    [InlineData("one two three")]
    [InlineData("none of these words stands in the work at all")]
    public void An_output_without_a_copy_has_no_matches(string output) =>
        Assert.Empty(Catalogs.Scan("one two three four five six seven eight nine ten", output));

    [Fact]
    public void An_empty_index_has_no_matches()
    {
        using var index = new InMemoryPassageIndex([]);
        Assert.Empty(Catalogs.Scan(index, "one two three four five six seven eight nine ten"));
    }

    private static TextSpan SpanOf(string text, int word, int length)
    {
        var words = Words.Of(text);
        return new TextSpan(words[word].Span.Start, words[word + length - 1].Span.End);
    }

    private static string[] Edited(Random random, string[] text, int length, int vocabulary)
    {
        var output = new List<string>();
        for (int i = random.Next(text.Length); output.Count < length;)
        {
            switch (random.Next(12))
            {
                case 0:
                    output.Add($"{random.Next(vocabulary)}");
                    break;
                case 1:
                    i += random.Next(3);
                    break;
                case 2 when random.Next(4) == 0:
                    i = random.Next(text.Length);
                    break;
                default:
                    output.Add(text[i++ % text.Length]);
                    break;
            }
        }
        return [.. output];
    }

    /// <summary>
    /// Where runs of at least so many words that both texts hold start in the first, by comparing everything with everything.
    /// </summary>
    private static IEnumerable<(int Start, int Words)> CommonRuns(string[] one, string[] other, int least)
    {
        for (int i = 0; i < one.Length; i++)
        {
            for (int j = 0; j < other.Length; j++)
            {
                if (i > 0 && j > 0 && one[i - 1] == other[j - 1])
                    continue;
                int length = 0;
                while (i + length < one.Length && j + length < other.Length && one[i + length] == other[j + length])
                    length++;
                if (length >= least)
                    yield return (i, length);
            }
        }
    }
}
