using ProvenanceAudit.App.Commands;
using ProvenanceAudit.MachineLearning.Comparing;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Similarity.Passages;

namespace ProvenanceAudit.App.Wiring;

/// <summary>
/// What compares meaning in a scan: the embedder and the comparer that settings name, and the vectors kept beside an index. To be disposed of.
/// </summary>
internal sealed class MeaningComparison : IDisposable
{
    private readonly SimilaritySettings _settings;
    private readonly ITextEmbedder _embedder;
    private readonly IVectorComparer _comparer;
    private readonly PassageStore _store;
    private readonly List<PassageVectors> _opened = [];

    private MeaningComparison(SimilaritySettings settings, string folder, ITextEmbedder embedder, IVectorComparer comparer)
    {
        (_settings, _embedder, _comparer) = (settings, embedder, comparer);
        _store = new PassageStore(folder, embedder);
    }

    /// <summary>Opens what settings name.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="indexFolder">Folder of the index; vectors are kept in a folder beside its files.</param>
    /// <exception cref="UserErrorException">There is no such model or device; the message says what there is.</exception>
    public static MeaningComparison Open(SimilaritySettings settings, string indexFolder)
    {
        try
        {
            ITextEmbedder embedder = EmbedderFile.Open(settings.Embedder, settings.Device);
            try
            {
                return new MeaningComparison(settings, Path.Combine(indexFolder, "vectors"), embedder, VectorComparers.Open(settings.Device));
            }
            catch
            {
                embedder.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is EmbedderUnusableException or InvalidOperationException)
        {
            throw new UserErrorException(e.Message);
        }
    }

    /// <summary>Makes the vectors that are missing.</summary>
    /// <param name="index">All works of the index.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellation">Stops; what was finished is kept.</param>
    public void Update(IPassageIndex index, IProgress<PassageProgress>? progress, CancellationToken cancellation) =>
        _store.Update(index, progress, cancellation);

    /// <summary>What compares meaning with the works of an index, or with some of them; usable until this is disposed of.</summary>
    public SimilaritySearch Search(IPassageIndex index)
    {
        PassageVectors vectors = _store.Open(index);
        _opened.Add(vectors);
        return new SimilaritySearch(index, vectors, _embedder, _comparer, _settings);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _opened.ForEach(vectors => vectors.Dispose());
        _comparer.Dispose();
        _embedder.Dispose();
    }
}
