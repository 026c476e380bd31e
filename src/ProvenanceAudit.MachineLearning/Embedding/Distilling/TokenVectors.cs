using System.Text.RegularExpressions;
using ProvenanceAudit.MachineLearning.Embedding.Onnx;
using ProvenanceAudit.MachineLearning.Embedding.Tokens;

namespace ProvenanceAudit.MachineLearning.Embedding.Distilling;

/// <summary>What a model makes of each token of its vocabulary alone, between its special tokens (Model2Vec).</summary>
internal static partial class TokenVectors
{
    private const int AtOnce = 1024;

    /// <summary>Makes the vectors, row after row; zero for tokens that no text holds.</summary>
    /// <param name="teacher">The model.</param>
    /// <param name="done">Told how many tokens are done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    public static float[] Make(OnnxEmbedder teacher, Action<int>? done, CancellationToken cancellation)
    {
        ModelTokeniser tokeniser = teacher.Source.Tokeniser;
        int dimensions = teacher.Model.Dimensions, tokens = tokeniser.Vocabulary.Count;
        float[] vectors = new float[tokens * dimensions];
        bool[] texts = AreText(tokeniser);
        for (int first = 0; first < tokens; first += AtOnce)
        {
            int count = Math.Min(AtOnce, tokens - first);
            int[][] rows = [.. Enumerable.Range(first, count).Select(t => texts[t] ? (int[])[.. tokeniser.Before, t, .. tokeniser.After] : [])];
            teacher.EmbedTokens(rows, vectors.AsSpan(first * dimensions, count * dimensions), cancellation);
            done?.Invoke(first + count);
        }
        return vectors;
    }

    /// <summary>Which tokens can stand for text: not special ones, and none kept in reserve.</summary>
    public static bool[] AreText(ModelTokeniser tokeniser)
    {
        HashSet<int> special = [.. tokeniser.Before, .. tokeniser.After, tokeniser.Padding, tokeniser.Unknown];
        return [.. tokeniser.Vocabulary.Select((token, i) => !special.Contains(i) && !Special().IsMatch(token))];
    }

    [GeneratedRegex(@"^(\[unused\d+\]|\[(PAD|UNK|CLS|SEP|MASK)\]|<(s|/s|pad|unk|mask|unused\d+)>|<\|.*\|>)$", RegexOptions.CultureInvariant)]
    private static partial Regex Special();
}
