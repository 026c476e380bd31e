using ProvenanceAudit.MachineLearning.Embedding.Tokens;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Embedding.Static;

/// <summary>
/// Makes vectors by adding those of tokens, weighted (Arora, Liang, Ma 2017; Model2Vec): the order of words counts for nothing, and a text may be of any length.
/// Texts are dealt to all cores.
/// </summary>
internal sealed class StaticEmbedder : ITextEmbedder
{
    private readonly StaticTable _table;
    private readonly ModelTokeniser _tokeniser;

    /// <summary>Makes the embedder of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">What messages call its file.</param>
    /// <exception cref="EmbedderUnusableException">Its tokeniser is none, or has another vocabulary.</exception>
    public StaticEmbedder(StaticTable table, string name)
    {
        _table = table;
        _tokeniser = table.Tokeniser.Open(name);
        if (_tokeniser.Vocabulary.Count != table.Rows.Length)
            throw new EmbedderUnusableException($"{name} has rows for {table.Rows.Length:N0} tokens and a vocabulary of {_tokeniser.Vocabulary.Count:N0}; make it again");
        Model = new EmbeddingModel(table.Header.Name, table.Hash, table.Header.Dimensions) { IsMultilingual = table.Header.IsMultilingual };
    }

    /// <inheritdoc/>
    public EmbeddingModel Model { get; }

    /// <summary>What its file says of itself.</summary>
    public StaticTableHeader Header => _table.Header;

    /// <inheritdoc/>
    public unsafe void Embed(IReadOnlyList<string> texts, Span<float> vectors, CancellationToken cancellation = default)
    {
        VectorRoom.Check(texts.Count, Model.Dimensions, vectors.Length);
        int dimensions = Model.Dimensions;
        if (texts.Count == 1)
        {
            EmbedOne(texts[0], vectors, []);
            return;
        }
        fixed (float* first = vectors)
        {
            nint start = (nint)first;
            var options = new ParallelOptions { CancellationToken = cancellation };
            Parallel.For(0, texts.Count, options, () => new List<int>(), (i, _, tokens) =>
            {
                EmbedOne(texts[i], new Span<float>((float*)start + ((long)i * dimensions), dimensions), tokens);
                return tokens;
            }, _ => { });
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // There is nothing but memory.
    }

    private void EmbedOne(string text, Span<float> vector, List<int> tokens)
    {
        tokens.Clear();
        _tokeniser.Subwords.Append(text, int.MaxValue, tokens);
        vector.Clear();
        foreach (int token in tokens)
        {
            int row = _table.Rows[token];
            if (row >= 0)
                RowSum.Add(vector, _table.Values.AsSpan(row * vector.Length, vector.Length), _table.Factors[row]);
        }
        VectorRoom.Normalise(vector);
    }
}
