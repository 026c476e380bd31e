using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity;

/// <summary>Reads texts for the aligner. One instance a thread; its buffers are reused.</summary>
/// <param name="bitsOf">
/// What a word tells by its rarity in ordinary text, in bits, 0 or more, by the hash of its comparison form, such as
/// <see cref="Matching.BackgroundModel.BitsOf"/>.
/// </param>
public sealed class SentenceTextReader(Func<ulong, double> bitsOf)
{
    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _tokens = new();

    /// <summary>Reads a text, without vectors.</summary>
    public SentenceText Read(string text) => Read(text, default);

    /// <summary>Reads a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="vectors">Vectors of its sentences, see <see cref="SentenceText.Vectors"/>; empty to compare words alone.</param>
    public SentenceText Read(string text, ReadOnlyMemory<float> vectors) => Read(text, SentenceSplitter.Split(text), vectors);

    /// <summary>Reads a text whose sentences are known, since vectors were made of them.</summary>
    internal SentenceText Read(string text, IReadOnlyList<TextSpan> sentences, ReadOnlyMemory<float> vectors)
    {
        _tokeniser.Tokenise(text, _tokens);
        var words = new TextWord[_tokens.Count];
        for (int i = 0; i < words.Length; i++)
        {
            int start = _tokens.Starts[i], end = _tokens.Ends[i];
            words[i] = new TextWord(start, end, WordStem.HashOf(text.AsSpan(start, end - start)), (float)Math.Pow(2, -bitsOf(_tokens.Hashes[i])));
        }
        return new SentenceText(text, sentences, words) { Vectors = vectors };
    }
}
