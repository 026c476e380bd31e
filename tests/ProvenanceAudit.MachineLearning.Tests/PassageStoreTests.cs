using ProvenanceAudit.MachineLearning.Comparing;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Similarity.Passages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.MachineLearning.Tests;

/// <summary>Vectors that are kept beside an index.</summary>
public sealed class PassageStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("provenance-audit-").FullName;
    private readonly CountingEmbedder _embedder = new(EmbedderFile.Open(SimilaritySettings.BuiltIn));

    public void Dispose()
    {
        _embedder.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Each_passage_is_found_by_its_own_text_at_its_place()
    {
        using var index = new InMemoryPassageIndex(Retellings.Works.Take(4));
        Update(index);
        using PassageVectors vectors = Open(index);
        WorkText work = Retellings.Works[1];
        TextPassage[] passages = [.. PassageSplitter.Split(work.Text, SentenceSplitter.Split(work.Text))];

        foreach (TextPassage passage in passages.Where((_, i) => i % 7 == 0))
        {
            PassageHit hit = Nearest(vectors, passage.Span.Of(work.Text));
            Assert.Equal(passage.Span.Of(work.Text), hit.Span.Of(Retellings.Works.Single(w => w.Work.Id == index.WorkAt(hit.Work).Id).Text));
            Assert.InRange(hit.Similarity, 0.97f, 1.001f);
        }
    }

    [Fact]
    public void What_did_not_change_is_not_made_again_and_what_did_is()
    {
        WorkText[] works = [.. Retellings.Works.Take(4)];
        using var index = new InMemoryPassageIndex(works);
        Update(index);
        int all = _embedder.Texts;
        Update(index);
        Assert.Equal(all, _embedder.Texts);

        works[2] = works[2] with { Text = "A new beginning. " + works[2].Text };
        using var changed = new InMemoryPassageIndex(works);
        Update(changed);
        Assert.InRange(_embedder.Texts - all, 1, all - 1);
        using PassageVectors vectors = Open(changed);
        Assert.Equal(works.Sum(w => (long)PassageSplitter.Split(w.Text, SentenceSplitter.Split(w.Text)).Count), vectors.Count);
    }

    [Fact]
    public void Works_that_are_gone_are_found_no_more()
    {
        using var before = new InMemoryPassageIndex(Retellings.Works.Take(4));
        Update(before);
        using var after = new InMemoryPassageIndex(Retellings.Works.Take(4).Where((_, i) => i != 1));
        Update(after);
        using PassageVectors vectors = Open(after);
        TextSpan span = PassageSplitter.Split(Retellings.Works[1].Text, SentenceSplitter.Split(Retellings.Works[1].Text))[3].Span;

        PassageHit hit = Nearest(vectors, span.Of(Retellings.Works[1].Text));

        Assert.InRange(hit.Work, 0, 2);
        Assert.NotEqual(Retellings.Works[1].Work.Id, after.WorkAt(hit.Work).Id);
    }

    [Fact]
    public void Files_that_are_damaged_are_made_again()
    {
        using var index = new InMemoryPassageIndex(Retellings.Works.Take(2));
        Update(index);
        int all = _embedder.Texts;
        string places = Assert.Single(Directory.GetFiles(_folder, "*.places", SearchOption.AllDirectories));
        File.WriteAllBytes(places, File.ReadAllBytes(places)[..20]);

        Update(index);

        Assert.Equal(2 * all, _embedder.Texts);
        using PassageVectors vectors = Open(index);
        Assert.Equal(all, vectors.Count);
    }

    [Fact]
    public void Vectors_of_two_models_are_kept_apart_and_not_compared()
    {
        using var index = new InMemoryPassageIndex(Retellings.Works.Take(2));
        Update(index);
        using PassageVectors vectors = Open(index);
        using ITextEmbedder other = new CountingEmbedder(EmbedderFile.Open(SimilaritySettings.BuiltIn), new string('a', 64));

        using PassageVectors none = new PassageStore(_folder, other).Open(index);

        Assert.Equal(0, none.Count);
        using IVectorComparer comparer = VectorComparers.Open("cpu");
        Assert.Throws<ArgumentException>(() => new Scanning.SimilaritySearch(index, vectors, other, comparer, new SimilaritySettings()));
    }

    private void Update(IPassageIndex index) =>
        new PassageStore(_folder, _embedder).Update(index, cancellation: TestContext.Current.CancellationToken);

    private PassageVectors Open(IPassageIndex index) => new PassageStore(_folder, _embedder).Open(index);

    private PassageHit Nearest(PassageVectors vectors, string text)
    {
        float[] query = new float[_embedder.Model.Dimensions];
        _embedder.Embed([text], query);
        var hits = new PassageHit[1];
        using IVectorComparer comparer = VectorComparers.Open("cpu");
        vectors.FindNearest(query, 1, comparer, hits, TestContext.Current.CancellationToken);
        return hits[0];
    }

    private sealed class CountingEmbedder(ITextEmbedder inner, string? hash = null) : ITextEmbedder
    {
        public int Texts { get; private set; }

        public EmbeddingModel Model { get; } = hash is null ? inner.Model : inner.Model with { Hash = hash };

        public void Embed(IReadOnlyList<string> texts, Span<float> vectors, CancellationToken cancellation = default)
        {
            Texts += texts.Count;
            inner.Embed(texts, vectors, cancellation);
        }

        public void Dispose() => inner.Dispose();
    }
}
