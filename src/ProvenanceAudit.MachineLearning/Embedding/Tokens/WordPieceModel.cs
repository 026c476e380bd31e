namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>WordPiece on pieces that others normalised and split.</summary>
internal sealed class WordPieceModel(WordPieceTokeniser words) : IPieceModel
{
    /// <inheritdoc/>
    public void Append(string piece, List<int> tokens) => words.CutWord(piece, tokens);
}
