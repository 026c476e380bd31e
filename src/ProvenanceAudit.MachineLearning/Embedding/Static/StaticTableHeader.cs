namespace ProvenanceAudit.MachineLearning.Embedding.Static;

/// <summary>What a file of a static table says of itself, as JSON with names in snake case.</summary>
internal sealed record StaticTableHeader
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the model that it was made from.</summary>
    public required string Source { get; init; }

    /// <summary>Hash of the model that it was made from.</summary>
    public required string SourceHash { get; init; }

    /// <summary>Whether that model was made for several languages.</summary>
    public bool IsMultilingual { get; init; }

    /// <summary>Whose work it is and under which licence, for people; may be empty.</summary>
    public string Notice { get; init; } = "";

    /// <summary>How it was made, for people.</summary>
    public string MadeBy { get; init; } = "";

    /// <summary>Numbers in a vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Tokens in the vocabulary.</summary>
    public required int Tokens { get; init; }

    /// <summary>Tokens that have a row.</summary>
    public required int Rows { get; init; }

    /// <summary>Whether the tokeniser is a <c>tokenizer.json</c>; otherwise a <c>vocab.txt</c>.</summary>
    public bool TokeniserIsJson { get; init; }

    /// <summary>How text is treated, of a <c>vocab.txt</c>.</summary>
    public Tokens.WordPieceSettings WordPiece { get; init; } = new();

    /// <summary>Bytes of the tokeniser's file as packed.</summary>
    public int TokeniserPacked { get; init; }

    /// <summary>Bytes of the tokeniser's file.</summary>
    public int TokeniserBytes { get; init; }
}
