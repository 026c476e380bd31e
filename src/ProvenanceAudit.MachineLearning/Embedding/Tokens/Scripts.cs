using System.Globalization;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>Guesses from a vocabulary whether a model was made for several languages.</summary>
internal static class Scripts
{
    private const double EnoughOfOthers = 0.2;

    /// <summary>
    /// Whether at least a fifth of the tokens of two letters and more are of other scripts than Latin. XLM-R's vocabulary and multilingual BERT's have about half, English ones
    /// hardly any; byte-level vocabularies are read back into characters first. A model for several languages of Latin script alone is not recognised.
    /// </summary>
    public static bool AreMany(IReadOnlyList<string> vocabulary)
    {
        bool bytes = vocabulary.Any(t => t.StartsWith('\u0120')) && !vocabulary.Any(t => t.StartsWith('\u2581'));
        int words = 0, others = 0;
        foreach (string token in vocabulary)
        {
            string text = bytes ? ByteSpelling.Read(token) : token;
            int latin = 0, other = 0;
            foreach (char c in text)
            {
                if (!char.IsLetter(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Surrogate)
                    continue;
                if (c < '\u0250' || c is >= '\u1E00' and < '\u1F00')
                    latin++;
                else
                    other++;
            }
            words += latin + other >= 2 ? 1 : 0;
            others += latin + other >= 2 && other > latin ? 1 : 0;
        }
        return words > 0 && others >= EnoughOfOthers * words;
    }
}
