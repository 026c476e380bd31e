using System.Text.Json;
using CsCheck;
using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Tests.Matching;
using ProvenanceAudit.Tests.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene.Tests;

/// <summary>What every index of passages does. Each implementation runs this whole suite.</summary>
public abstract class PassageIndexContract
{
    /// <summary>Makes an index of works.</summary>
    protected abstract IPassageIndex Build(IEnumerable<WorkText> works, FingerprintScheme? scheme = null);

    [Fact]
    public void Works_come_back_with_all_that_the_catalog_says()
    {
        WorkText[] works =
        [
            new(
                new Work
                {
                    Id = "moby \"dick\" 🐋",
                    Title = "Moby-Dick; or, The Whale",
                    Contributors = ["Herman Melville", "عمر"],
                    Identifiers = new Dictionary<string, string> { ["isbn"] = "9780", ["doi"] = "10.1/x" },
                    Language = "en",
                    RightsHolder = "none",
                    Licence = "CC0-1.0",
                    Published = "1851-10-18",
                },
                "Call me Ishmael."),
            Catalogs.Work("b", "short"),
        ];
        using IPassageIndex index = Build(works);
        Assert.Equal(works.Select(w => JsonSerializer.Serialize(w.Work)), index.Works.Select(w => JsonSerializer.Serialize(w)));
        Assert.Equal(2, index.WorkCount);
        Assert.Equal(index.Works.Select(w => w.Id), Enumerable.Range(0, 2).Select(i => index.WorkAt(i).Id));
        Assert.Equal("Moby-Dick; or, The Whale", index.FindWork("moby \"dick\" 🐋")?.Title);
        Assert.Null(index.FindWork("B"));
    }

    [Fact]
    public void An_unknown_work_is_told_by_its_id()
    {
        using IPassageIndex index = Build([Catalogs.Work("a", "one")]);
        Assert.Contains("'x'", Assert.Throws<KeyNotFoundException>(() => index.WordsIn("x")).Message, StringComparison.Ordinal);
        Assert.Throws<KeyNotFoundException>(() => index.TextLengthOf("x"));
        Assert.Throws<KeyNotFoundException>(() => index.ReadText("x", new TextSpan(0, 1)));
    }

    [Fact]
    public void A_hash_tells_a_text_that_was_changed_from_one_that_was_not()
    {
        using IPassageIndex before = Build([Catalogs.Work("a", "one two"), Catalogs.Work("b", "three")]);
        using IPassageIndex after = Build([Catalogs.Work("b", "three"), Catalogs.Work("a", "one, two")]);
        long HashOf(IPassageIndex index, string id) =>
            index.ContentHashAt(Enumerable.Range(0, index.WorkCount).Single(i => index.WorkAt(i).Id == id));
        Assert.Equal(HashOf(before, "b"), HashOf(after, "b"));
        Assert.NotEqual(HashOf(before, "a"), HashOf(after, "a"));
        Assert.NotEqual(HashOf(before, "a"), HashOf(before, "b"));
    }

    [Fact]
    public void Statistics_count_what_was_put_in()
    {
        string[] texts = [Long(1, 700), Long(2, 3), "one", Long(3, 5000)];
        using IPassageIndex index = Build(texts.Select((t, i) => Catalogs.Work($"w{i}", t)));
        Assert.Equal(4, index.Statistics.Works);
        Assert.Equal(5704, index.Statistics.Words);
        Assert.Equal(texts.Sum(t => (long)t.Length), index.Statistics.TextLength);
        Assert.Equal(texts.Sum(t => Selected(t).Count), index.Statistics.Fingerprints);
        Assert.Equal(FingerprintScheme.Default, index.Scheme);
        Assert.Equal([700, 3, 1, 5000], Enumerable.Range(0, 4).Select(index.WordCountAt));
        Assert.Equal([700, 3, 1, 5000], Enumerable.Range(0, 4).Select(i => index.WordsIn($"w{i}")));
        Assert.Equal(texts.Select(t => t.Length), Enumerable.Range(0, 4).Select(i => index.TextLengthOf($"w{i}")));
    }

    [Fact]
    public void Any_span_of_any_text_comes_back_to_the_letter()
    {
        Gen.Select(NastyTexts.Gen.Array[1, 30], Gen.Int).Sample(
            (texts, seed) =>
            {
                var random = new Random(seed);
                // Every tenth text is long enough for several passages.
                WorkText[] works = [.. texts.Select(
                    (t, i) => Catalogs.Work($"w{i}", "x" + (i % 10 == 0 ? string.Concat(Enumerable.Repeat(t, 40)) : t)))];
                using IPassageIndex index = Build(works);
                foreach (WorkText work in works)
                {
                    Assert.Equal(work.Text.Length, index.TextLengthOf(work.Work.Id));
                    Assert.Equal(work.Text, index.ReadText(work.Work.Id, new TextSpan(0, work.Text.Length)));
                    for (int i = 0; i < 10; i++)
                    {
                        int start = random.Next(work.Text.Length + 1), end = random.Next(start, work.Text.Length + 1);
                        Assert.Equal(work.Text[start..end], index.ReadText(work.Work.Id, new TextSpan(start, end)));
                    }
                }
            },
            iter: 20);
    }

    [Theory]
    [InlineData(-5, 3, "abc")]
    [InlineData(4, 100, "def ")]
    [InlineData(100, 200, "")]
    [InlineData(-10, -5, "")]
    [InlineData(5, 2, "")]
    [InlineData(int.MinValue, int.MaxValue, "abc def ")]
    public void A_span_that_reaches_outside_is_cut_to_the_text(int start, int end, string text)
    {
        using IPassageIndex index = Build([Catalogs.Work("w", "abc def ")]);
        Assert.Equal(text, index.ReadText("w", new TextSpan(start, end)));
    }

    [Fact]
    public void Texts_of_long_words_long_gaps_and_more_words_than_16_bits_count_come_back()
    {
        WorkText[] works =
        [
            Catalogs.Work("word", new string('a', 100_000) + " b " + new string('ж', 70_000)),
            Catalogs.Work("gap", "a" + new string('.', 100_000) + "b" + string.Concat(Enumerable.Repeat("\uD800 \n", 30_000))
                + "c"),
            Catalogs.Work("edges", new string(' ', 300) + string.Concat(Enumerable.Repeat("w\uDC00", 600))
                + new string('\u2028', 300)),
            Catalogs.Work("distinct", string.Join(' ', Enumerable.Range(0, 150_000).Select(i => $"d{i}"))),
            Catalogs.Work("again", string.Join("--", Enumerable.Range(0, 140_000).Where(i => i % 7 == 0).Select(i => $"d{i}"))),
        ];
        using IPassageIndex index = Build(works);
        foreach (WorkText work in works)
        {
            Assert.Equal(work.Text, index.ReadText(work.Work.Id, new TextSpan(0, int.MaxValue)));
            CheckBlocks(index, work);
        }
    }

    [Fact]
    public void Blocks_are_the_words_of_the_tokeniser()
    {
        NastyTexts.Gen.Array[1, 20].Sample(
            texts =>
            {
                WorkText[] works = [.. texts.Select(
                    (t, i) => Catalogs.Work($"w{i}", "x " + string.Concat(Enumerable.Repeat(t, 1 + i * 7 % 50))))];
                using IPassageIndex index = Build(works);
                foreach (WorkText work in works)
                    CheckBlocks(index, work);
            },
            iter: 20);
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(512)]
    [InlineData(3)]
    public void Blocks_end_with_the_work(int words)
    {
        using IPassageIndex index = Build([Catalogs.Work("w", Long(9, words))]);
        CheckBlocks(index, Catalogs.Work("w", Long(9, words)));
    }

    [Fact]
    public void Seeds_are_all_selected_kgrams_that_the_output_has_anywhere()
    {
        Gen.Select(Gen.Int, Gen.Int[2, 200]).Sample(
            (seed, vocabulary) =>
            {
                var random = new Random(seed);
                WorkText[] works =
                [
                    .. Enumerable.Range(0, 6).Select(i =>
                        Catalogs.Work($"w{i}", string.Join(
                            ' ', Catalogs.RandomWords(random, 1 + random.Next(400), "", vocabulary))))
                ];
                using IPassageIndex index = Build(works);
                ulong[] output = Words.Hashes(string.Join(' ', Catalogs.RandomWords(random, 200, "", vocabulary)));
                ulong[] kgrams = Kgrams(output);
                var seeds = new List<Seed>();
                index.FindSeeds(kgrams, output, seeds);

                List<List<(int Place, ulong Hash)>> selected = [.. works.Select(w => Selected(w.Text))];
                List<ulong[]> words = [.. works.Select(w => Words.Hashes(w.Text))];
                var expected = new List<(string, int, int, int)>();
                for (int i = 0; i < kgrams.Length; i++)
                {
                    int occurrences = selected.Sum(s => s.Count(p => p.Hash == kgrams[i]));
                    for (int w = 0; w < works.Length; w++)
                        expected.AddRange(selected[w].Where(p => p.Hash == kgrams[i])
                            .Select(p => ($"w{w}", i, p.Place, occurrences)));
                }
                var found = seeds.Select(s => (index.WorkAt(s.Work).Id, s.Word, s.WorkWord, (int)s.Occurrences)).ToList();
                Assert.Equal(found.Select(f => f.Word).Order(), found.Select(f => f.Word));
                Assert.Equal(expected.Order(), found.Order());
                foreach (Seed s in seeds.Where(s => !s.MayExtend))
                {
                    ulong[] theirs = words[index.WorkAt(s.Work).Id[1] - '0'];
                    Assert.False(s.Word > 0 && s.WorkWord > 0 && output[s.Word - 1] == theirs[s.WorkWord - 1]);
                    Assert.False(s.Word + 4 < output.Length && s.WorkWord + 4 < theirs.Length
                        && output[s.Word + 4] == theirs[s.WorkWord + 4]);
                }
            },
            iter: 20);
    }

    [Fact]
    public void Seeds_are_appended_and_limited_however_often_a_phrase_stands()
    {
        string phrase = "one two three four five six seven eight ";
        using IPassageIndex index = Build([Catalogs.Work("w", string.Concat(Enumerable.Repeat(phrase, 20_000)))]);
        ulong[] output = Words.Hashes(string.Concat(Enumerable.Repeat(phrase, 20_000)));
        var seeds = new List<Seed> { new(7, 7, 7, 7, true) };
        index.FindSeeds(Kgrams(output), output, seeds);
        Assert.Equal(new Seed(7, 7, 7, 7, true), seeds[0]);
        Assert.InRange(seeds.Count, 10_000, SeedLimits.Seeds(output.Length) + 1);
        Assert.All(seeds.Skip(1), s => Assert.InRange(s.Occurrences, 10_000, 30_000));
    }

    [Fact]
    public void An_index_of_no_works_answers_everything_with_nothing()
    {
        using IPassageIndex index = Build([]);
        Assert.Empty(index.Works);
        Assert.Equal(0, index.WorkCount);
        Assert.Equal(0, index.Statistics.Words);
        ulong[] output = Words.Hashes("one two three four five six seven eight");
        var seeds = new List<Seed>();
        index.FindSeeds(Kgrams(output), output, seeds);
        Assert.Empty(seeds);
        Assert.Empty(Catalogs.Scan(index, "one two three four five six seven eight"));
    }

    [Fact]
    public void Works_too_short_for_a_fingerprint_are_kept()
    {
        using IPassageIndex index = Build([Catalogs.Work("a", "one two three"), Catalogs.Work("b", "x")]);
        Assert.Equal("one two three", index.ReadText("a", new TextSpan(0, 99)));
        Assert.Empty(Catalogs.Scan(index, "one two three one two three"));
    }

    [Fact]
    public void Many_readers_at_once_get_the_same()
    {
        WorkText[] works = [.. Enumerable.Range(0, 20).Select(i => Catalogs.Work($"w{i}", Long(i, 2000)))];
        using IPassageIndex index = Build(works);
        Parallel.For(0, 200, i =>
        {
            WorkText work = works[i % works.Length];
            Assert.Equal(work.Text, index.ReadText(work.Work.Id, new TextSpan(0, int.MaxValue)));
            Assert.Equal(work.Work.Title, index.FindWork(work.Work.Id)!.Title);
            Match match = Assert.Single(Catalogs.Scan(index, work.Text[(i * 10)..(i * 10 + 2000)]));
            Assert.Equal(work.Work.Id, match.Source.WorkId);
        });
    }

    [Fact]
    public void Another_scheme_is_kept_and_used()
    {
        FingerprintScheme scheme = FingerprintScheme.Default with { KgramWords = 6, WindowKgrams = 3 };
        using IPassageIndex index = Build([Catalogs.Work("w", Long(4, 600))], scheme);
        Assert.Equal(scheme, index.Scheme);
        string[] words = Long(4, 600).Split(' ');
        Assert.All(Enumerable.Range(0, 590), i => Assert.Single(Catalogs.Scan(index, string.Join(' ', words[i..(i + 8)]))));
    }

    private static string Long(int seed, int words) => string.Join(' ', Catalogs.RandomWords(new Random(seed), words, "w"));

    private static void CheckBlocks(IPassageIndex index, WorkText work)
    {
        int number = Enumerable.Range(0, index.WorkCount).First(i => index.WorkAt(i).Id == work.Work.Id);
        List<(TextSpan Span, ulong Hash)> expected = Words.Of(work.Text);
        ulong[] hashes = new ulong[IPassageIndex.BlockWords];
        var spans = new TextSpan[IPassageIndex.BlockWords];
        int first = 0;
        for (; first < expected.Count; first += IPassageIndex.BlockWords)
        {
            int count = Math.Min(IPassageIndex.BlockWords, expected.Count - first);
            Assert.Equal(count, index.ReadBlock(number, first, hashes));
            Assert.Equal(count, index.ReadBlockSpans(number, first, spans));
            Assert.Equal(expected.Skip(first).Take(count).Select(w => w.Hash), hashes.Take(count));
            Assert.Equal(expected.Skip(first).Take(count).Select(w => w.Span), spans.Take(count));
        }
        Assert.Equal(0, index.ReadBlock(number, first, hashes));
        Assert.Equal(0, index.ReadBlockSpans(number, first + IPassageIndex.BlockWords, spans));
    }

    private static ulong[] Kgrams(ulong[] words)
    {
        ulong[] kgrams = new ulong[KgramHashes.Count(words.Length, 4)];
        KgramHashes.Compute(words, 4, kgrams);
        return kgrams;
    }

    private static List<(int Place, ulong Hash)> Selected(string text)
    {
        ulong[] kgrams = Kgrams(Words.Hashes(text));
        int[] places = new int[kgrams.Length];
        return [.. places.Take(Winnowing.Select(kgrams, 5, places)).Select(p => (p, kgrams[p]))];
    }
}
