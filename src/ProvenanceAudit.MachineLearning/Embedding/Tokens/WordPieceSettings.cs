namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>How BERT's tokeniser treats text before it looks words up.</summary>
internal sealed record WordPieceSettings
{
    /// <summary>Whether letters become lower case.</summary>
    public bool LowerCase { get; init; } = true;

    /// <summary>Whether accents are taken off letters.</summary>
    public bool StripAccents { get; init; } = true;

    /// <summary>Whether control characters are removed.</summary>
    public bool CleanText { get; init; } = true;

    /// <summary>Whether each Chinese character is a word.</summary>
    public bool SeparateIdeographs { get; init; } = true;

    /// <summary>Longest word that is looked up, in code points; a longer one is unknown.</summary>
    public int LongestWord { get; init; } = 100;

    /// <summary>What tokens begin with that continue a word.</summary>
    public string Continuation { get; init; } = "##";
}
