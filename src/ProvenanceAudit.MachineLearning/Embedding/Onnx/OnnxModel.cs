using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProvenanceAudit.MachineLearning.Embedding.Tokens;

namespace ProvenanceAudit.MachineLearning.Embedding.Onnx;

/// <summary>How the vector of a text is made of those of its tokens.</summary>
internal enum Pooling
{
    /// <summary>Their mean, special tokens included.</summary>
    Mean,

    /// <summary>That of the first token.</summary>
    First,
}

/// <summary>A sentence-embedding model, as read and not yet running.</summary>
internal sealed class OnnxModel
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The graph with its weights; null where <see cref="WeightsFile"/> has them.</summary>
    public byte[]? Weights { get; init; }

    /// <summary>The file of the graph; null where <see cref="Weights"/> has it.</summary>
    public string? WeightsFile { get; init; }

    /// <summary>SHA-256 of the graph with its weights; over those of all its files where there are several.</summary>
    public required string WeightsHash { get; init; }

    /// <summary>Its tokeniser.</summary>
    public required ModelTokeniser Tokeniser { get; init; }

    /// <summary>The file that its tokeniser was read from.</summary>
    public required TokeniserSource TokeniserSource { get; init; }

    /// <summary>How the vector of a text is made, where the model does not make it itself.</summary>
    public required Pooling Pooling { get; init; }

    /// <summary>Whether layers follow after pooling that only the model itself could have.</summary>
    public bool HasFurtherLayers { get; init; }

    /// <summary>Longest text in tokens, special ones included.</summary>
    public required int MostTokens { get; init; }

    /// <summary>Whether it was made for several languages.</summary>
    public required bool IsMultilingual { get; init; }

    /// <summary>SHA-256 over all that decides what vectors come out, 64 hexadecimal digits.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"onnx 1\nweights {WeightsHash}\npooling {Pooling}\nmost tokens {MostTokens}\nlength 1\n")));
        Tokeniser.AddTo(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
