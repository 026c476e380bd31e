namespace ProvenanceAudit.Similarity;

/// <summary>Makes vectors of texts, so that texts of like meaning have vectors of like direction. Safe for concurrent callers.</summary>
public interface ITextEmbedder : IDisposable
{
    /// <summary>Which model it is.</summary>
    EmbeddingModel Model { get; }

    /// <summary>
    /// Makes a vector of each text. What a text's vector is does not depend on the others of the call, but for rounding. A text without any word the model
    /// knows gives the zero vector; every other vector has length 1. What is longer than the model takes is cut.
    /// </summary>
    /// <param name="texts">Any texts, lone surrogates and empty ones included.</param>
    /// <param name="vectors">Room for a row of <see cref="EmbeddingModel.Dimensions"/> numbers for each text, row after row, exactly.</param>
    /// <param name="cancellation">Stops between batches with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">There is not exactly the room that is needed.</exception>
    void Embed(IReadOnlyList<string> texts, Span<float> vectors, CancellationToken cancellation = default);
}
