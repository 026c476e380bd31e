namespace ProvenanceAudit.Similarity;

/// <summary>Vectors to seek neighbours of, with the model that made them.</summary>
/// <param name="Model">The model.</param>
/// <param name="Vectors">Vectors of length 1 or 0, row after row.</param>
public readonly record struct VectorQueries(EmbeddingModel Model, ReadOnlyMemory<float> Vectors)
{
    /// <summary>Number of vectors.</summary>
    public int Count => Vectors.Length / Model.Dimensions;

    /// <summary>Checks that they may be compared with a table.</summary>
    /// <exception cref="ArgumentException">Another model made the table.</exception>
    public void CheckComparable(VectorTable table)
    {
        if (!Model.IsSameAs(table.Model))
            throw new ArgumentException($"Vectors of different models cannot be compared: the queries are of {Model}, the table of {table.Model}. Embed both with one model.");
    }
}
