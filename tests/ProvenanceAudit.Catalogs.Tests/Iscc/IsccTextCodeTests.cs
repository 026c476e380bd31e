using System.Text;
using CsCheck;
using ProvenanceAudit.Catalogs.Iscc;

namespace ProvenanceAudit.Catalogs.Tests.Iscc;

public sealed class IsccTextCodeTests
{
    private static readonly string[] Words =
        ["the", "whale", "sea", "Ahab", "and", "ship", "naïve", "Σίσυφος", "of", "harpoon", "white", "боцман", "with", "whaling", "鯨", "Queequeg"];

    private static readonly Gen<string> Sentences = Gen.OneOf(Words).Array[0, 120].Select(words => string.Join(' ', words));

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Char.Array[0, 60].Select(chars => new string(chars)),
        Gen.OneOf([.. "\uD800\uDC00\0\u0301\u0345Σσς'.A\uFFFE\uFFFF\u00AD\u1100\u1161\u3099\uFF9E\u30AB \r\n\u2028é"]).Array[0, 60]
            .Select(chars => new string(chars)));

    [Fact]
    public void Case_white_space_punctuation_and_accents_do_not_count()
    {
        Sentences.Sample(text =>
        {
            IsccTextCode code = IsccTextCode.Of(text, 256);
            Assert.Equal(code, IsccTextCode.Of(text.ToUpperInvariant().Replace("ΣΊΣΥΦΟΣ", "ΣΊΣΥΦΟς", StringComparison.Ordinal), 256));
            Assert.Equal(code, IsccTextCode.Of("  \r\n" + text.Replace(" ", ",\u2003— “", StringComparison.Ordinal) + "!\0", 256));
            Assert.Equal(code, IsccTextCode.Of(text.Replace(' ', '\u00A0').Normalize(NormalizationForm.FormD), 256));
            Assert.Equal(code, IsccTextCode.Of(text.Replace("ï", "i", StringComparison.Ordinal), 256));
            Assert.Equal(code.Code.WithBits(64), IsccTextCode.Of(text).Code);
        });
    }

    [Fact]
    public void Characters_are_counted_when_the_text_is_collapsed()
    {
        Assert.Equal(0, IsccTextCode.Of("").Characters);
        Assert.Equal(0, IsccTextCode.Of("…\u0301 \uD800").Characters);
        Assert.Equal(2, IsccTextCode.Of("😀é").Characters);
        Assert.Equal(12, IsccTextCode.Of("abc def ghi jkl").Characters);
        Assert.Equal(13, IsccTextCode.Of("abc def ghi jkl m").Characters);
        Assert.Equal(28, IsccTextCode.Of(string.Concat(Enumerable.Repeat("😀 ", 28))).Characters);
        Assert.Equal(IsccTextCode.Of("").Code, IsccTextCode.Of("\u0301\0…").Code);
    }

    [Fact]
    public void The_last_sigma_of_a_word_is_its_final_form()
    {
        Assert.Equal("οδοσ", Collapsed("ὈΔΌΣ'Σ")[..4]);
        Assert.Equal("οδος", Collapsed("ὈΔΌΣ"));
        Assert.Equal("οδος1", Collapsed("ὈΔΌΣ 1"));
        Assert.Equal("σ", Collapsed("Σ"));
        Assert.Equal("ⅸς", Collapsed("ⅨΣ").Replace("ix", "ⅸ", StringComparison.Ordinal));
    }

    // Sorted together, these two million marks would take very long.
    [Fact]
    public void Heaps_of_accents_do_not_grow_beyond_what_writing_has()
    {
        string heap = string.Concat(Enumerable.Repeat("\u0301\u0316", 1_000_000));
        Assert.Equal("ab", Collapsed("a" + heap + "b"));
        Assert.Equal(heap.Length + 2, TextClean.Of("x" + heap + "b").Length);
        Assert.Equal("x" + string.Concat(Enumerable.Repeat("\u0316", 100)) + string.Concat(Enumerable.Repeat("\u0301", 100)), TextClean.Of("x" + heap[..200]));
    }

    private static string[] RandomWords(int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, 1 + random.Next(9)).Select(_ => (char)('a' + random.Next(26)))))];

    private static string Collapsed(string text) => Encoding.UTF8.GetString(TextCollapse.ToUtf8(text));

    [Fact]
    public void The_more_words_are_changed_the_less_similar_the_codes_are()
    {
        Random random = new(1);
        string[] words = RandomWords(5000, random);
        IsccCode code = IsccTextCode.Of(string.Join(' ', words), 256).Code;
        string Changed(double share) =>
            string.Join(' ', words.Select(word => random.NextDouble() < share ? words[random.Next(words.Length)] + "x" : word));
        int[] distances = [.. new[] { 0, 0.01, 0.05, 0.2, 1 }.Select(share => code.HammingDistance(IsccTextCode.Of(Changed(share), 256).Code))];
        Assert.Equal(distances.Order(), distances);
        Assert.Equal(0, distances[0]);
        Assert.InRange(distances[1], 1, 25);
        Assert.InRange(distances[4], 90, 166);
    }

    [Fact]
    public void Every_text_has_a_code()
    {
        AnyText.Sample(text =>
        {
            IsccTextCode code = IsccTextCode.Of(text, 256);
            Assert.Equal(256, code.Code.Bits);
            Assert.Equal(Encoding.UTF8.GetString(TextCollapse.ToUtf8(text)).EnumerateRunes().Count(), code.Characters);
        }, iter: 20_000);
    }

    [Fact]
    public void MinHash_is_the_same_with_and_without_vector_instructions()
    {
        Gen.OneOf(Gen.UInt, Gen.OneOf(0u, 1u, uint.MaxValue, 0x80000000u)).Array[0, 70].Sample(features =>
        {
            MinHash vectors = new();
            MinHash oneByOne = new();
            vectors.AddVectors(features);
            vectors.AddVectors(features.AsSpan(features.Length / 2));
            oneByOne.AddOneByOne(features);
            Assert.Equal(oneByOne.Minima.ToArray(), vectors.Minima.ToArray());
            Assert.Equal(oneByOne.Digest(), vectors.Digest());
            for (int i = 0; i < MinHash.Permutations; i++)
            {
                UInt128 a = MinHashConstants.Multipliers[i];
                UInt128 b = MinHashConstants.Addends[i];
                uint expected = features.Select(f => (uint)((ulong)(a * f + b) % ((1UL << 61) - 1))).DefaultIfEmpty(uint.MaxValue).Min();
                Assert.Equal(expected, oneByOne.Minima[i]);
            }
        }, iter: 2000);
    }

    [Fact]
    public void Bands_are_shared_by_texts_that_are_nearly_the_same()
    {
        Random random = new(2);
        string[] words = RandomWords(20_000, random);
        IsccCode code = IsccTextCode.Of(string.Join(' ', words), 256).Code;
        words[100] = "changed";
        IsccCode near = IsccTextCode.Of(string.Join(' ', words), 256).Code;
        Array.Reverse(words);
        IsccCode far = IsccTextCode.Of(string.Join(' ', words), 256).Code;
        foreach (int count in new[] { 4, 8, 16 })
        {
            IReadOnlyList<string> bands = TextCodeBands.Of(code, count);
            Assert.Equal(count, bands.Distinct().Count());
            Assert.All(bands, (band, i) => Assert.Matches($"^{i}:[0-9a-f]{{{64 / count}}}$", band));
            Assert.NotEmpty(bands.Intersect(TextCodeBands.Of(near, count)));
            Assert.Empty(bands.Intersect(TextCodeBands.Of(far, count)));
        }
        Assert.Throws<ArgumentException>(() => TextCodeBands.Of(code.WithBits(64)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TextCodeBands.Of(code, 5));
    }

    [Fact]
    public void A_band_holds_all_four_bits_of_neighbouring_minima()
    {
        byte[] digest = new byte[32];
        for (int plane = 0; plane < 4; plane++)
            digest[plane * 8 + 3] = (byte)(0x12 + 0x22 * plane);
        IsccCode code = IsccCode.Unit(IsccMainType.Content, IsccSubTypes.Text, 256, digest);
        Assert.Equal("3:12345678", TextCodeBands.Of(code, 8)[3]);
        Assert.Equal("1:0012003400560078", TextCodeBands.Of(code, 4)[1]);
        Assert.Equal(["6:1357", "7:2468"], TextCodeBands.Of(code, 16).Skip(6).Take(2));
    }
}
