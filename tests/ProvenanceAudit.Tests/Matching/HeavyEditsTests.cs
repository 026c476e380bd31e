using CsCheck;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Tests.Text;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>What the sensitive pass adds around a first hint, and what it must leave alone.</summary>
public sealed class HeavyEditsTests
{
    [Fact]
    public void Text_scrambled_beyond_single_edits_is_one_match_with_the_copied_words_beside_it()
    {
        Gen.Select(Gen.Int, Gen.Bool).Sample(
            (seed, before) =>
            {
                var random = new Random(seed);
                string[] work = Catalogs.RandomWords(random, 3000, "w");
                string[] hint = work[1000..1016];
                string[] scrambled = Scramble(random, before ? work[940..1000] : work[1016..1076]);
                string[] copied = before ? [.. scrambled, .. hint] : [.. hint, .. scrambled];
                string[] output = [.. Catalogs.RandomWords(random, 60, "o"), .. copied, .. Catalogs.RandomWords(random, 60, "o")];

                Match match = Assert.Single(Catalogs.Scan(string.Join(' ', work), string.Join(' ', output)));

                Assert.Equal(MatchKind.NearVerbatim, match.Kind);
                int words = Words.Of(string.Join(' ', output)[match.Output.Start..match.Output.End]).Count;
                // Every third word is another one, and the last few may be among these.
                Assert.InRange(words, 16 + 45, 16 + 60);
                AlignmentRules.Check(match, string.Join(' ', output), _ => string.Join(' ', work));
            },
            iter: 100);
    }

    [Fact]
    public void Common_words_of_unrelated_text_do_not_carry_a_match_on()
    {
        Gen.Int.Sample(
            seed =>
            {
                var random = new Random(seed);
                string[] common = [.. Enumerable.Range(0, 12).Select(i => $"c{i}")];
                string[] work = WithCommonWords(random, Catalogs.RandomWords(random, 3000, "w"), common);
                string[] other = WithCommonWords(random, Catalogs.RandomWords(random, 200, "o"), common);
                // The words next to the copy differ for sure.
                string[] output = [.. other[..100], "o1", .. work[1000..1030], "o2", .. other[100..]];

                Match match = Catalogs.Scan(string.Join(' ', work), string.Join(' ', output)).MaxBy(m => m.Words)!;

                // A common word or two may stand at the same distance in both, which no one can tell from an edited copy.
                string found = string.Join(' ', output)[match.Output.Start..match.Output.End];
                Assert.Contains(string.Join(' ', work[1000..1030]), found, StringComparison.Ordinal);
                Assert.InRange(Words.Of(found).Count, 30, 30 + 20);
                Assert.InRange(match.Words, 30, 30 + 8);
            },
            iter: 100);
    }

    [Fact]
    public void What_heavy_edits_surround_tells_no_less_than_by_itself()
    {
        var random = new Random(3);
        string[] work = Catalogs.RandomWords(random, 3000, "w");
        string alone = string.Join(' ', [.. Catalogs.RandomWords(random, 60, "o"), .. work[1000..1016], .. Catalogs.RandomWords(random, 60, "o")]);
        string surrounded = string.Join(
            ' ', [.. Scramble(random, work[960..1000]), .. work[1000..1016], .. Scramble(random, work[1016..1056])]);
        Match one = Assert.Single(Catalogs.Scan(string.Join(' ', work), alone));
        Match other = Assert.Single(Catalogs.Scan(string.Join(' ', work), surrounded));
        Assert.True(other.Words > one.Words);
        Assert.True(other.EValue <= one.EValue);
    }

    /// <summary>Every third word replaced, every fourth moved two places on: no three words stay together.</summary>
    private static string[] Scramble(Random random, string[] words)
    {
        List<string> scrambled = [.. words];
        for (int i = 0; i + 3 < scrambled.Count; i += 4)
            (scrambled[i], scrambled[i + 2]) = (scrambled[i + 2], scrambled[i]);
        for (int i = 1; i < scrambled.Count; i += 3)
            scrambled[i] = $"x{random.Next(100_000)}";
        return [.. scrambled];
    }

    private static string[] WithCommonWords(Random random, string[] words, string[] common) =>
        [.. words.Select(word => random.Next(2) == 0 ? common[random.Next(common.Length)] : word)];
}
