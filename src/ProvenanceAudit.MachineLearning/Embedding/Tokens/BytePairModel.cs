using Microsoft.ML.Tokenizers;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>Byte-level byte-pair encoding (Sennrich, Haddow, Birch 2016; GPT-2), by Microsoft.ML.Tokenizers.</summary>
internal sealed class BytePairModel : IPieceModel
{
    // Merging costs more than the length of a piece, and no word that counts is that long.
    private const int LongestAtOnce = 1024;

    private readonly BpeTokenizer _tokenizer;

    /// <summary>Makes the model.</summary>
    /// <param name="vocabulary">Numbers of tokens, bytes spelt as GPT-2 does.</param>
    /// <param name="merges">Pairs with a space between, first what is merged first.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="EmbedderUnusableException">They do not fit each other.</exception>
    public BytePairModel(IReadOnlyDictionary<string, int> vocabulary, IReadOnlyList<string> merges, string name)
    {
        try
        {
            _tokenizer = BpeTokenizer.Create(new BpeOptions(vocabulary) { Merges = merges, ByteLevel = true });
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new EmbedderUnusableException($"{name} has merges that its vocabulary does not fit: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Append(string piece, List<int> tokens)
    {
        for (int at = 0; at < piece.Length;)
        {
            int length = Math.Min(LongestAtOnce, piece.Length - at);
            if (at + length < piece.Length && char.IsHighSurrogate(piece[at + length - 1]))
                length--;
            tokens.AddRange(_tokenizer.EncodeToIds(piece.AsSpan(at, length), considerPreTokenization: false, considerNormalization: false));
            at += length;
        }
    }
}
