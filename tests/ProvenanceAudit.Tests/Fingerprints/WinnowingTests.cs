using CsCheck;
using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Tests.Fingerprints;

public sealed class WinnowingTests
{
    // Few different words, so that hashes repeat and windows hold equal ones.
    private static readonly Gen<ulong[]> WordsOfText = Gen.OneOf(
        Gen.ULong.Array[0, 200],
        Gen.ULong[0, 3].Array[0, 200].Select(ids => ids.Select(WordOf).ToArray()),
        Gen.ULong[0, 40].Array[0, 200].Select(ids => ids.Select(WordOf).ToArray()));

    private static readonly Gen<(int K, int Window)> Parameters = Gen.Select(Gen.Int[2, 16], Gen.Int[1, 12]);

    [Fact]
    public void Every_shared_run_of_the_guaranteed_length_shares_a_selected_kgram_inside_it()
    {
        Gen.Select(Parameters, WordsOfText, WordsOfText, WordsOfText)
            .Select(WordsOfText, WordsOfText, (a, before, after) => (a, before, after))
            .Sample(
                t =>
                {
                    ((int k, int window), ulong[] source, ulong[] oneBefore, ulong[] oneAfter) = t.a;
                    int length = window + k - 1;
                    ulong[] run = [.. source, .. Enumerable.Range(1000, length).Select(i => WordOf((ulong)i))];
                    run = run[..length];
                    ulong[] one = [.. oneBefore, .. run, .. oneAfter], other = [.. t.before, .. run, .. t.after];
                    // Of equal k-grams inside the run each text may select another: the fingerprint is shared, not always the
                    // place.
                    HashSet<ulong> selected = [.. SelectedInRun(one, oneBefore.Length, k, window)];
                    Assert.Contains(SelectedInRun(other, t.before.Length, k, window), selected.Contains);
                },
                iter: 3_000);
    }

    [Fact]
    public void Texts_that_share_less_than_a_kgram_share_no_fingerprint()
    {
        Gen.Select(Gen.Int[2, 16], Gen.Int[1, 12], Gen.Int[1, 15]).Sample(
            (k, window, shared) =>
            {
                shared = Math.Min(shared, k - 1);
                ulong[] one = [.. Run(0, 60), .. Run(500, shared), .. Run(100, 60)];
                ulong[] other = [.. Run(200, 60), .. Run(500, shared), .. Run(300, 60)];
                HashSet<ulong> hashes = [.. Selected(one, k, window).Select(s => s.Hash)];
                Assert.DoesNotContain(Selected(other, k, window), s => hashes.Contains(s.Hash));
            },
            iter: 1_000);
    }

    [Fact]
    public void No_gap_between_selected_places_is_longer_than_the_window()
    {
        Gen.Select(WordsOfText, Parameters).Sample(
            (words, p) =>
            {
                List<(int Place, ulong Hash)> selected = Selected(words, p.K, p.Window);
                int kgrams = KgramHashes.Count(words.Length, p.K);
                Assert.Equal(kgrams == 0, selected.Count == 0);
                int last = -1;
                foreach ((int place, _) in selected)
                {
                    Assert.InRange(place - last, 1, p.Window);
                    last = place;
                }
                if (kgrams > 0)
                    Assert.InRange(kgrams - last, 1, p.Window);
            },
            iter: 3_000);
    }

    [Fact]
    public void The_selection_is_that_of_the_definition()
    {
        Gen.Select(WordsOfText, Parameters).Sample(
            (words, p) =>
                Assert.Equal(SelectByDefinition(Kgrams(words, p.K), p.Window),
                    Selected(words, p.K, p.Window).Select(s => s.Place)),
            iter: 3_000);
    }

    [Fact]
    public void Of_random_kgrams_two_of_each_window_and_one_are_selected()
    {
        var random = new Random(7);
        ulong[] words = [.. Enumerable.Range(0, 300_000).Select(_ => (ulong)random.NextInt64())];
        double share = Selected(words, 4, 5).Count / 300_000.0;
        Assert.InRange(share, 2.0 / 6 - 0.005, 2.0 / 6 + 0.005);
    }

    [Fact]
    public void A_window_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Winnowing.Select([1UL], 0, new int[1]));

    /// <summary>
    /// The paper's definition, a window at a time: keep the one selected before if none is less, else the rightmost least.
    /// </summary>
    private static List<int> SelectByDefinition(ulong[] kgrams, int window)
    {
        var selected = new List<int>();
        int windows = kgrams.Length == 0 ? 0 : Math.Max(1, kgrams.Length - window + 1);
        for (int start = 0; start < windows; start++)
        {
            int end = Math.Min(kgrams.Length, start + window);
            ulong least = kgrams[start..end].Min();
            if (selected.Count > 0 && selected[^1] >= start && kgrams[selected[^1]] == least)
                continue;
            selected.Add(Array.LastIndexOf(kgrams, least, end - 1, end - start));
        }
        return selected;
    }

    private static IEnumerable<ulong> SelectedInRun(ulong[] words, int start, int k, int window) =>
        Selected(words, k, window).Where(s => s.Place >= start && s.Place < start + window).Select(s => s.Hash);

    private static List<(int Place, ulong Hash)> Selected(ulong[] words, int k, int window)
    {
        ulong[] kgrams = Kgrams(words, k);
        int[] places = new int[kgrams.Length];
        int count = Winnowing.Select(kgrams, window, places);
        return [.. places.Take(count).Select(p => (p, kgrams[p]))];
    }

    private static ulong[] Kgrams(ulong[] words, int k)
    {
        ulong[] kgrams = new ulong[KgramHashes.Count(words.Length, k)];
        KgramHashes.Compute(words, k, kgrams);
        return kgrams;
    }

    private static ulong WordOf(ulong id) => WordHash.Fold(id ^ 0x9E3779B97F4A7C15UL, 0xD6E8FEB86659FD93UL);

    private static ulong[] Run(int first, int length) => [.. Enumerable.Range(first, length).Select(i => WordOf((ulong)i))];
}
