namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>Cuts one piece of a text, as a tokeniser's splitting gave it, into tokens. Safe for concurrent callers.</summary>
internal interface IPieceModel
{
    /// <summary>Appends the tokens of a piece.</summary>
    void Append(string piece, List<int> tokens);
}
