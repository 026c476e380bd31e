using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Scanning.Evidence;

/// <summary>
/// Tells which words of an output its prompt contained: those in a run of at least four words that the prompt has too, however it spells, punctuates and breaks them. One
/// instance a thread.
/// </summary>
internal sealed class PromptWords
{
    private const int Kgram = 4;

    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _promptWords = new();
    private readonly HashSet<ulong> _known = [];
    private string? _prompt;
    private ulong[] _kgrams = [];

    /// <summary>Marks the words of an output that stand in the prompt.</summary>
    /// <param name="prompt">The prompt; null gives none.</param>
    /// <param name="output">Words of the output.</param>
    /// <param name="given">Receives for each place, one more than there are words, how many of the words before it the prompt contained.</param>
    public void Count(string? prompt, WordTokens output, Span<int> given)
    {
        Learn(prompt);
        int count = KgramHashes.Count(output.Count, Kgram), end = 0;
        KgramHashes.Compute(output.Hashes, Kgram, Room(count));
        given[0] = 0;
        for (int i = 0; i < output.Count; i++)
        {
            if (i < count && _known.Contains(_kgrams[i]))
                end = i + Kgram;
            given[i + 1] = given[i] + (i < end ? 1 : 0);
        }
    }

    // Samples of one prompt come one after the other.
    private void Learn(string? prompt)
    {
        if (prompt == _prompt)
            return;
        _prompt = prompt;
        _known.Clear();
        _tokeniser.Tokenise(prompt, _promptWords);
        int count = KgramHashes.Count(_promptWords.Count, Kgram);
        KgramHashes.Compute(_promptWords.Hashes, Kgram, Room(count));
        for (int i = 0; i < count; i++)
            _known.Add(_kgrams[i]);
    }

    private ulong[] Room(int count)
    {
        if (_kgrams.Length < count)
            _kgrams = new ulong[count + count / 2];
        return _kgrams;
    }
}
