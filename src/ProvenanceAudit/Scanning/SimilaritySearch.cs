using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Similarity.Passages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>
/// What compares meaning in scans: vectors of all passages of an index, what makes vectors of outputs, and what compares them. Safe for concurrent scans, which take turns
/// at the comparer.
/// </summary>
public sealed class SimilaritySearch
{
    // Some 60 bytes a character with words and vectors: a gigabyte at most.
    private const long RecentCharacters = 1 << 23;

    private readonly ITextEmbedder _embedder;
    private readonly IVectorComparer _comparer;
    private readonly PassageVectors _vectors;
    private readonly IPassageIndex _index;
    private readonly RecentlyRead<(int, TextSpan), SentenceText> _recent = new(RecentCharacters);
    private readonly Lock _turn = new();
    private readonly Lock _measuring = new();
    private ParaphraseChance? _chance;

    /// <summary>Puts together what compares.</summary>
    /// <param name="index">The works that are scanned for.</param>
    /// <param name="vectors">Vectors of their passages.</param>
    /// <param name="embedder">The model that made them.</param>
    /// <param name="comparer">What compares vectors.</param>
    /// <param name="settings">Valid settings.</param>
    /// <exception cref="ArgumentException">The vectors were made by another model, or the settings are invalid.</exception>
    /// <remarks>All four stay owned by the caller.</remarks>
    public SimilaritySearch(
        IPassageIndex index, PassageVectors vectors, ITextEmbedder embedder, IVectorComparer comparer, SimilaritySettings settings)
    {
        if (!vectors.Model.IsSameAs(embedder.Model))
            throw new ArgumentException($"the vectors were made by {vectors.Model}, not by {embedder.Model}", nameof(vectors));
        IReadOnlyList<string> mistakes = settings.Mistakes();
        if (mistakes.Count > 0)
            throw new ArgumentException(string.Join("; ", mistakes), nameof(settings));
        (_index, _vectors, _embedder, _comparer, Settings) = (index, vectors, embedder, comparer, settings);
    }

    /// <summary>The settings.</summary>
    public SimilaritySettings Settings { get; }

    /// <summary>The model that makes the vectors.</summary>
    public EmbeddingModel Model => _embedder.Model;

    /// <summary>What vectors are compared on.</summary>
    public string Device => _comparer.Device;

    /// <summary>Passages that are compared with.</summary>
    public long Passages => _vectors.Count;

    /// <summary>How often chance gives a paraphrase, where that is known and need not be measured.</summary>
    internal ParaphraseChance? KnownChance
    {
        init => _chance = value;
    }

    /// <summary>What makes vectors.</summary>
    internal ITextEmbedder Embedder => _embedder;

    /// <summary>Finds the passages of works that are nearest to texts.</summary>
    /// <param name="texts">Passages of outputs.</param>
    /// <param name="count">Passages for each.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns><paramref name="count"/> hits for each text.</returns>
    internal PassageHit[] FindNearest(IReadOnlyList<string> texts, int count, CancellationToken cancellation)
    {
        float[] queries = new float[texts.Count * Model.Dimensions];
        _embedder.Embed(texts, queries, cancellation);
        var hits = new PassageHit[texts.Count * count];
        // The comparer keeps all cores busy by itself.
        lock (_turn)
            _vectors.FindNearest(queries, count, _comparer, hits, cancellation);
        return hits;
    }

    /// <summary>Reads a text with vectors of its sentences.</summary>
    internal SentenceText Read(string text, SentenceTextReader reader, CancellationToken cancellation)
    {
        IReadOnlyList<TextSpan> sentences = SentenceSplitter.Split(text);
        float[] vectors = new float[sentences.Count * Model.Dimensions];
        _embedder.Embed([.. sentences.Select(s => s.Of(text))], vectors, cancellation);
        return reader.Read(text, sentences, vectors);
    }

    /// <summary>Reads a part of a work; the same parts are asked for again and again.</summary>
    internal SentenceText Read(IPassageIndex index, int work, TextSpan span, SentenceTextReader reader, CancellationToken cancellation)
    {
        if (_recent.TryGet((work, span), out SentenceText? read))
            return read;
        read = Read(index.ReadText(index.WorkAt(work).Id, span), reader, cancellation);
        _recent.Keep((work, span), read, read.Text.Length);
        return read;
    }

    /// <summary>How often chance gives a paraphrase among these works, measured when first asked for.</summary>
    internal ParaphraseChance Chance(MatchSettings settings)
    {
        lock (_measuring)
            return _chance ??= ParaphraseChance.Measure(_index, this, settings);
    }
}
