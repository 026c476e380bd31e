using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Matching;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>What the index in memory has of its own; what every index does is under contract beside the index on disk.</summary>
public sealed class InMemoryPassageIndexTests
{
    [Fact]
    public void Of_two_works_with_one_id_the_later_counts()
    {
        using var index = new InMemoryPassageIndex(
            [Catalogs.Work("w", "the old text of it"), Catalogs.Work("w", "the new text")]);
        Assert.Equal(1, index.WorkCount);
        Assert.Equal("the new text", index.ReadText("w", new(0, 100)));
        Assert.Equal(3, index.Statistics.Words);
    }

    [Fact]
    public void A_work_without_id_or_words_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new InMemoryPassageIndex([Catalogs.Work("", "some text")]));
        Assert.Throws<ArgumentException>(() => new InMemoryPassageIndex([Catalogs.Work("w", "…")]));
    }

    [Fact]
    public void Another_scheme_gives_another_guarantee()
    {
        FingerprintScheme scheme = FingerprintScheme.Default with { KgramWords = 8, WindowKgrams = 9 };
        using var index = new InMemoryPassageIndex([Catalogs.Work("w", string.Join(' ', Enumerable.Range(0, 500)))], scheme);
        for (int start = 0; start < 400; start++)
        {
            string output = string.Join(' ', Enumerable.Range(start, 16));
            Assert.Equal(16, Assert.Single(Catalogs.Scan(index, output, Catalogs.Everything with { MinimumWords = 16 })).Words);
        }
    }
}
