using System.Globalization;
using System.Text.Json;
using CsCheck;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Tests.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Scanning;

/// <summary>What may be claimed of a match, seen from outside: which are significant, and how E-values compare.</summary>
public sealed class SignificanceTests
{
    // What all writers of the language say in the same way: runs of eight to twelve common words.
    private static readonly string[] Idioms = [.. Enumerable.Range(0, 30).Select(Idiom)];

    [Fact]
    public void An_idiom_of_many_works_is_insignificant_while_as_many_rare_words_are_significant()
    {
        WorkText[] works = [.. Prose(seed: 1, count: 40)];
        string[] rare = works[3].Text.Split(' ').Where(word => word.StartsWith("rare", StringComparison.Ordinal)).ToArray();
        using var index = new InMemoryPassageIndex(works);
        foreach (string idiom in Idioms.Where(one => works.Count(work => work.Text.Contains(one, StringComparison.Ordinal)) > 3))
        {
            int words = idiom.Split(' ').Length;
            string telling = string.Join(' ', rare.Take(words));
            ScanResult result = Scan(index, $"new1 new2 {idiom} new3 new4 new5", $"new6 {telling} new7", Filler(20_000));
            Assert.All(result.Outputs[0].Matches, match => Assert.False(match.Significant, idiom));
            Match copied = Assert.Single(result.Outputs[1].Matches);
            Assert.True(copied.Significant);
            Assert.Equal(telling, copied.Output.Of($"new6 {telling} new7"));
            Assert.All(result.Outputs[0].Matches, match => Assert.True(match.EValue > 1_000 * copied.EValue));
        }
    }

    [Fact]
    public void A_passage_tells_as_much_whether_its_work_is_in_the_catalog_once_or_in_three_editions()
    {
        WorkText[] works = [.. Prose(seed: 2, count: 30)];
        string passage = string.Join(' ', works[0].Text.Split(' ')[^50..^10]);
        double once = Bits(works, passage, sources: 1);
        WorkText[] two = [.. works, Catalogs.Work("second edition", works[0].Text)];
        WorkText[] three = [.. two, Catalogs.Work("third edition", works[0].Text)];
        Assert.InRange(Bits(two, passage, sources: 2) / once, 0.98, 1.02);
        Assert.InRange(Bits(three, passage, sources: 3) / once, 0.98, 1.02);
        // Were its own occurrences counted, the passage would seem known by heart.
        Assert.InRange(Bits(three, passage, sources: 1) / once, 0, 0.6);
    }

    [Fact]
    public void A_copied_passage_does_not_vouch_for_its_own_commonness()
    {
        // In the one catalog the rare words stand in the work that holds them and nowhere else; the other has no such work at
        // all.
        WorkText[] works = [.. Prose(seed: 3, count: 30)];
        string passage = RarePassage(works[0], 12);
        Assert.InRange(Bits(works, passage, sources: 1) / Bits([.. works.Skip(1)], passage, sources: 1), 0.9, 1.1);
    }

    [Fact]
    public void Words_of_common_use_tell_less_in_many_works_than_in_one()
    {
        WorkText[] works = [.. Prose(seed: 4, count: 30)];
        string passage = RarePassage(works[0], 12);
        double rare = EValueOf(works, passage);
        IEnumerable<WorkText> holders = Enumerable.Range(0, 12)
            .Select(i => Catalogs.Work($"holder{i}", $"{works[i].Text} {passage} end{i}"));
        double common = EValueOf([.. works, .. holders], passage);
        Assert.True(common > 1_000 * rare, $"{common} after {rare}");
    }

    [Fact]
    public void The_threshold_is_the_largest_value_at_which_the_false_discovery_rate_holds()
    {
        Gen.Select(Gen.Double[-14, 4].Select(x => Math.Pow(10, x)).List[0, 200], Gen.Double[0.0001, 1]).Sample(
            (values, rate) =>
            {
                double threshold = EValues.Threshold([.. values], rate);
                int significant = values.Count(value => value <= threshold);
                // Chance is expected to give as many matches up to a value as the value says.
                Assert.True(threshold <= rate * significant);
                Assert.True(threshold == 0 || values.Contains(threshold));
                Assert.All(values.Where(value => value > threshold), value =>
                    Assert.True(value > rate * values.Count(other => other <= value)));
            },
            iter: 2_000);
    }

    [Fact]
    public void A_smaller_false_discovery_rate_never_makes_more_matches_significant()
    {
        Gen.Select(
            Gen.Double[-14, 4].Select(x => Math.Pow(10, x)).List[0, 100], Gen.Double[0.0001, 1], Gen.Double[0.0001, 1]).Sample(
            (values, one, other) => Assert.True(
                EValues.Threshold([.. values], Math.Min(one, other)) <= EValues.Threshold([.. values], Math.Max(one, other))),
            iter: 2_000);
    }

    [Fact]
    public void A_match_beside_a_long_copy_of_the_same_work_has_a_smaller_E_value_than_alone()
    {
        WorkText[] works = [.. Prose(seed: 5, count: 40)];
        using var index = new InMemoryPassageIndex(works);
        string[] words = works[7].Text.Split(' '), others = works[8].Text.Split(' ');
        // Eight words that tell little: so few and so common that alone they might be chance.
        double Rank(string word) => Math.Log(int.Parse(word.AsSpan(6), CultureInfo.InvariantCulture));
        int at = Enumerable.Range(0, 2_000).MinBy(i => words[i..(i + 8)].Sum(Rank));
        string shortCopy = string.Join(' ', words[at..(at + 8)]), longCopy = string.Join(' ', words[^100..]);
        string stranger = string.Join(' ', others[^100..]);
        string filler = Filler(200_000);
        string old = string.Join(' ', Enumerable.Range(0, 100).Select(i => $"old{i}"));
        double alone = ShortMatch($"{shortCopy} {filler} {old}").EValue;
        double beside = ShortMatch($"{shortCopy} {filler} {longCopy}").EValue;
        double besideAnother = ShortMatch($"{shortCopy} {filler} {stranger}").EValue;
        Assert.InRange(alone, 0.01, double.PositiveInfinity);
        Assert.True(beside < alone / 5, $"{beside} beside a copy, {alone} alone");
        Assert.Equal(alone, besideAnother, alone * 1e-9);

        Match ShortMatch(string output) => Scan(index, output).Outputs[0].Matches.Single(match => match.Output.Start < 20);
    }

    [Fact]
    public void An_E_value_is_in_proportion_to_the_words_scanned()
    {
        WorkText[] works = [.. Prose(seed: 6, count: 30)];
        using var index = new InMemoryPassageIndex(works);
        string copy = RarePassage(works[2], 9);
        string filler = Filler(991);
        double one = Scan(index, $"{copy} {filler}").Outputs[0].Matches.Single().EValue;
        double ten = Scan(index, [$"{copy} {filler}", .. Enumerable.Repeat(filler + " a b c d e f g h i", 9)])
            .Outputs[0].Matches.Single().EValue;
        Assert.Equal(10, ten / one, 6);
    }

    [Fact]
    public void Measuring_chance_gives_the_same_whatever_the_threads_and_the_order_of_the_works()
    {
        WorkText[] works = [.. Prose(seed: 7, count: 60)];
        string expected = Measured(works, 1);
        Assert.Contains("\"Observed\":", expected, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Observed\":0,", expected, StringComparison.Ordinal);
        foreach (int threads in new[] { 2, 3, 8 })
        {
            Assert.Equal(expected, Measured(works, threads));
            Assert.Equal(expected, Measured([.. works.Reverse()], threads));
            Assert.Equal(expected, Measured([.. works.OrderBy(work => work.Text, StringComparer.Ordinal)], threads));
        }
    }

    [Fact]
    public void Unrelated_texts_give_no_significant_match()
    {
        // Forty works and four hundred outputs by writers of one language, with its idioms, none of whom copied.
        using var index = new InMemoryPassageIndex(Prose(seed: 8, count: 40));
        string[] outputs = [.. Prose(seed: 9, count: 40)
            .SelectMany(work => work.Text.Chunk(work.Text.Length / 10 + 1)).Select(chunk => new string(chunk))];
        ScanResult result = new OutputScanner(index, Catalogs.Everything)
            .Scan(outputs.Select((text, i) => new ModelOutput { Id = $"o{i}", Text = text }), null,
                TestContext.Current.CancellationToken);
        Assert.Equal(0, result.Significance.SignificantMatches);
        Assert.True(result.Significance.InsignificantMatches > 0, "idioms are found, and told to be such");
    }

    [Fact]
    public void Copies_among_unrelated_texts_are_significant_and_the_rest_is_not()
    {
        WorkText[] works = [.. Prose(seed: 10, count: 40)];
        using var index = new InMemoryPassageIndex(works);
        WorkText[] strangers = [.. Prose(seed: 11, count: 40)];
        string[] outputs = [.. strangers.Select((work, i) => i % 4 == 0
            ? $"{work.Text[..2_000]} {string.Join(' ', works[i].Text.Split(' ')[100..140])} {work.Text[2_000..4_000]}"
            : work.Text[..4_000])];
        ScanResult result = Scan(index, outputs);
        Match[] significant = [.. result.Outputs.SelectMany(output => output.Matches).Where(match => match.Significant)];
        string[] copies = [.. Enumerable.Range(0, 10).Select(i => $"o{4 * i}")];
        Assert.Equal(copies, significant.Where(match => match.Words >= 40).Select(match => match.OutputId));
        Assert.InRange(significant.Length, 10, 11);
        Assert.True(result.Significance.InsignificantMatches > 10, "idioms are found, and told to be such");
    }

    private static double Bits(WorkText[] works, string passage, int sources)
    {
        using var index = new InMemoryPassageIndex(works);
        ulong[] words = Text.Words.Hashes(passage);
        return index.Background.Bits(words, 0, words.Length, sources);
    }

    /// <summary>Words that stand in no work.</summary>
    private static string Filler(int words) => string.Join(' ', Enumerable.Range(0, words).Select(i => $"new{i}"));

    private static double EValueOf(WorkText[] works, string passage)
    {
        using var index = new InMemoryPassageIndex(works);
        return Assert.Single(Scan(index, $"new1 new2 {passage} new3").Outputs[0].Matches).EValue;
    }

    private static string RarePassage(WorkText work, int words) =>
        string.Join(' ', work.Text.Split(' ').Where(word => word.StartsWith("rare", StringComparison.Ordinal)).Take(words));

    private static ScanResult Scan(IPassageIndex index, params string[] outputs) =>
        new OutputScanner(index, Catalogs.Everything)
            .Scan(outputs.Select((text, i) => new ModelOutput { Id = $"o{i}", Text = text }));

    private static string Measured(WorkText[] works, int threads)
    {
        using var index = new InMemoryPassageIndex(works);
        return JsonSerializer.Serialize(new ChanceMeasurement(index, new MatchSettings { Threads = threads }).Measure());
    }

    /// <summary>
    /// Works by writers of one language: common words at random by Zipf's law, an idiom every few hundred words, and a paragraph
    /// of words that only one writer uses.
    /// </summary>
    private static IEnumerable<WorkText> Prose(int seed, int count)
    {
        for (int work = 0; work < count; work++)
        {
            var random = new Random(1_000 * seed + work);
            var words = new List<string>();
            while (words.Count < 2_500)
            {
                if (random.Next(250) == 0)
                    words.AddRange(Idioms[random.Next(Idioms.Length)].Split(' '));
                else
                    words.Add(Common(random));
            }
            words.AddRange(Enumerable.Range(0, 30).Select(i => $"rare{seed}x{work}x{i}"));
            yield return Catalogs.Work($"w{seed}-{work}", string.Join(' ', words));
        }
    }

    private static string Idiom(int number)
    {
        var random = new Random(number);
        return string.Join(' ', Enumerable.Range(0, 8 + number % 5).Select(_ => Common(random)));
    }

    private static string Common(Random random) => $"common{(int)Math.Pow(5_000, random.NextDouble())}";
}
