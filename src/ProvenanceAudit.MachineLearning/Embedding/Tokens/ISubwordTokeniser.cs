using System.Security.Cryptography;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>Cuts texts into tokens of a model's vocabulary, without special tokens. Safe for concurrent callers.</summary>
internal interface ISubwordTokeniser
{
    /// <summary>Appends the tokens of a text.</summary>
    /// <param name="text">Any text. A text that spells a special token, such as <c>[SEP]</c>, is text: nothing from outside acts as structure.</param>
    /// <param name="most">Tokens to append at most; what follows is not looked at.</param>
    /// <param name="tokens">Receives numbers of tokens.</param>
    void Append(ReadOnlySpan<char> text, int most, List<int> tokens);

    /// <summary>Adds all that decides which tokens come out to a hash.</summary>
    void AddTo(IncrementalHash hash);
}
