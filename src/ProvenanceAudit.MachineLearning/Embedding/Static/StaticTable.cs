using ProvenanceAudit.MachineLearning.Embedding.Tokens;

namespace ProvenanceAudit.MachineLearning.Embedding.Static;

/// <summary>A vector for each token of a vocabulary, 8-bit integers with one factor a row: all that a static embedder is.</summary>
internal sealed record StaticTable
{
    /// <summary>What the file says of itself.</summary>
    public required StaticTableHeader Header { get; init; }

    /// <summary>The tokeniser.</summary>
    public required TokeniserSource Tokeniser { get; init; }

    /// <summary>Row of each token; -1 for one that has none and counts for nothing.</summary>
    public required int[] Rows { get; init; }

    /// <summary>What the numbers of each row are multiplied by: weight of the token and scale in one.</summary>
    public required float[] Factors { get; init; }

    /// <summary>The numbers, row after row.</summary>
    public required sbyte[] Values { get; init; }

    /// <summary>SHA-256 of the file, 64 hexadecimal digits; empty before it was written.</summary>
    public string Hash { get; init; } = "";
}
