using System.Security.Cryptography;
using System.Text;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>The tokeniser of one model, and what the model wants around a text.</summary>
/// <param name="Subwords">Cuts texts.</param>
/// <param name="Vocabulary">Every token, by its number; bytes of byte-level vocabularies as GPT-2 spells them.</param>
/// <param name="Before">Special tokens before a text.</param>
/// <param name="After">Special tokens after it.</param>
/// <param name="Padding">Token that fills rows of a batch.</param>
/// <param name="Unknown">Token for what the vocabulary lacks; -1 where there is none.</param>
internal sealed record ModelTokeniser(
    ISubwordTokeniser Subwords, IReadOnlyList<string> Vocabulary, IReadOnlyList<int> Before, IReadOnlyList<int> After, int Padding, int Unknown)
{
    /// <summary>Settings of the WordPiece tokeniser that <see cref="Subwords"/> is; null where it is another.</summary>
    public WordPieceSettings? WordPiece => (Subwords as WordPieceTokeniser)?.Settings;

    /// <summary>Adds all that decides which tokens a model is given to a hash.</summary>
    public void AddTo(IncrementalHash hash)
    {
        Subwords.AddTo(hash);
        hash.AppendData(Encoding.UTF8.GetBytes($"before {string.Join(' ', Before)}\nafter {string.Join(' ', After)}\nunknown {Unknown}\n"));
    }
}
