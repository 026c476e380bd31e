using System.Text;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>BERT's <c>vocab.txt</c>: a token a line, in the order of their numbers.</summary>
internal static class VocabularyFile
{
    /// <summary>Most tokens that a vocabulary may have; the largest in use have about a million.</summary>
    public const int MostTokens = 4_000_000;

    /// <summary>Makes the tokeniser of a BERT model.</summary>
    /// <param name="content">The file.</param>
    /// <param name="settings">How text is treated.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="EmbedderUnusableException">The file is no vocabulary of a BERT model.</exception>
    public static ModelTokeniser Read(ReadOnlySpan<byte> content, WordPieceSettings settings, string name)
    {
        List<string> tokens = [.. Encoding.UTF8.GetString(content).Split('\n').Select(line => line.TrimEnd('\r'))];
        if (tokens is [.., ""])
            tokens.RemoveAt(tokens.Count - 1);
        if (tokens.Count > MostTokens)
            throw new EmbedderUnusableException($"{name} has {tokens.Count:N0} lines; at most {MostTokens:N0} tokens are read");
        return Make(tokens, settings, name);
    }

    /// <summary>Makes the tokeniser of a vocabulary with BERT's special tokens.</summary>
    /// <exception cref="EmbedderUnusableException">A special token is missing.</exception>
    public static ModelTokeniser Make(IReadOnlyList<string> tokens, WordPieceSettings settings, string name)
    {
        int Number(string token)
        {
            for (int i = 0; i < tokens.Count; i++)
            {
                if (tokens[i] == token)
                    return i;
            }
            throw new EmbedderUnusableException($"{name} has no token {token}; it is not the vocabulary of a BERT model");
        }
        int unknown = Number("[UNK]");
        return new ModelTokeniser(
            new WordPieceTokeniser(tokens, unknown, settings), tokens, [Number("[CLS]")], [Number("[SEP]")], Number("[PAD]"), unknown);
    }
}
