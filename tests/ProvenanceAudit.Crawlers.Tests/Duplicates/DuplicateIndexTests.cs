using CsCheck;
using ProvenanceAudit.Crawlers.Duplicates;

namespace ProvenanceAudit.Crawlers.Tests.Duplicates;

public sealed class DuplicateIndexTests
{
    private static string Words(int seed, int count)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => $"word{random.Next(3000)}"));
    }

    private static Duplicate? Compare(string first, string second)
    {
        var index = new DuplicateIndex();
        Assert.Null(index.FindOrAdd(7, PageSketch.Of(first)));
        return index.FindOrAdd(8, PageSketch.Of(second));
    }

    [Fact]
    public void The_same_words_are_an_exact_duplicate_whatever_stands_between_them() =>
        Assert.Equal(new Duplicate(7, true, 1), Compare("The quick, brown FOX\njumps.", "the quick brown  fox — jumps"));

    [Fact]
    public void Short_texts_are_duplicates_only_when_they_are_exact()
    {
        Assert.Null(Compare(Words(1, 31), Words(1, 30)));
        Assert.NotNull(Compare(Words(1, 5), Words(1, 5)));
        Assert.NotNull(Compare("", " "));
        Assert.Null(Compare("a b", "b a"));
    }

    [Fact]
    public void One_article_under_other_headings_and_with_edits_is_a_duplicate() =>
        Gen.Int[1, 1_000_000].Sample(seed =>
        {
            string[] article = Words(seed, 600).Split(' ');
            string[] edited = [.. article];
            for (int edit = 1; edit <= 3; edit++)
                edited[edit * 100] = "edited";
            string other = $"{Words(seed + 1, 20)} {string.Join(' ', edited)} {Words(seed + 2, 10)}";
            Duplicate? found = Compare($"{Words(seed + 3, 5)} {string.Join(' ', article)}", other);
            Assert.NotNull(found);
            Assert.False(found.Value.IsExact);
        }, iter: 200);

    [Fact]
    public void Two_articles_of_one_template_are_no_duplicates() =>
        Gen.Int[1, 1_000_000].Sample(seed =>
        {
            string template = Words(seed, 150);
            Assert.Null(Compare($"{template} {Words(seed + 1, 200)}", $"{template} {Words(seed + 2, 200)}"));
        }, iter: 200);

    [Fact]
    public void The_same_words_in_another_order_are_no_duplicate()
    {
        string[] words = Words(1, 500).Split(' ');
        Assert.Null(Compare(string.Join(' ', words), string.Join(' ', words.Order(StringComparer.Ordinal))));
    }

    [Fact]
    public void The_estimate_is_near_the_true_resemblance() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[0, 100]).Sample((seed, percent) =>
        {
            // A text that begins as another and goes on otherwise: of n shingles each, s shared ones give s / (2 n - s).
            int shared = 20 * percent;
            string common = Words(seed, shared + 3);
            string a = $"{common} {Words(seed + 1, 2000 - shared)}", b = $"{common} {Words(seed + 2, 2000 - shared)}";
            double truth = shared / (2 * 2000.0 - shared);
            // Five standard errors.
            Assert.InRange(PageSketch.Of(a).ResemblanceTo(PageSketch.Of(b)), truth - 0.22, truth + 0.22);
        }, iter: 100);

    [Fact]
    public void Stored_sketches_fill_an_index_anew_and_the_page_that_is_nearest_is_named()
    {
        PageSketch[] sketches = [.. Enumerable.Range(0, 300).Select(i => PageSketch.Of(Words(i * 10, 200)))];
        var index = new DuplicateIndex();
        foreach ((int i, PageSketch sketch) in sketches.Index())
            Assert.Null(index.FindOrAdd(i, PageSketch.Read(sketch.ToBytes())));
        for (int i = 0; i < 300; i++)
        {
            Assert.Equal(new Duplicate(i, true, 1), index.Find(sketches[i]));
            Assert.Equal(i, index.Find(PageSketch.Of(Words(i * 10, 200) + " end"))!.Value.Page);
        }
        Assert.Equal(300, index.Count);
        Assert.Throws<ArgumentException>(() => PageSketch.Read(new byte[5]));
    }

    [Fact]
    public void Past_its_capacity_an_index_finds_exact_duplicates_alone()
    {
        var index = new DuplicateIndex(capacity: 1);
        index.FindOrAdd(1, PageSketch.Of(Words(1, 100)));
        index.FindOrAdd(2, PageSketch.Of(Words(2, 100)));
        Assert.Equal(1, index.Find(PageSketch.Of(Words(1, 100) + " end"))?.Page);
        Assert.Null(index.Find(PageSketch.Of(Words(2, 100) + " end")));
        Assert.Equal(2, index.Find(PageSketch.Of(Words(2, 100)))?.Page);
    }
}
