namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>The file that a tokeniser was read from, so that what is made of a model can carry it along.</summary>
/// <param name="Content">The file.</param>
/// <param name="IsJson">Whether it is a <c>tokenizer.json</c>; otherwise a <c>vocab.txt</c>.</param>
/// <param name="Settings">How text is treated; of a <c>vocab.txt</c> only, since a <c>tokenizer.json</c> says it itself.</param>
internal sealed record TokeniserSource(byte[] Content, bool IsJson, WordPieceSettings Settings)
{
    /// <summary>Makes the tokeniser.</summary>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="EmbedderUnusableException">It is no tokeniser that is known.</exception>
    public ModelTokeniser Open(string name) => IsJson ? TokenizerJson.Read(Content, name) : VocabularyFile.Read(Content, Settings, name);
}
