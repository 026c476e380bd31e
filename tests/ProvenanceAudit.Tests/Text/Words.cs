using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Text;

/// <summary>What the tokeniser says of a text, in a form that tests compare.</summary>
internal static class Words
{
    public static List<(TextSpan Span, ulong Hash)> Of(string text)
    {
        var tokens = new WordTokens();
        new Tokeniser().Tokenise(text, tokens);
        return In(tokens);
    }

    public static List<(TextSpan Span, ulong Hash)> In(WordTokens tokens)
    {
        var words = new List<(TextSpan, ulong)>();
        for (int i = 0; i < tokens.Count; i++)
            words.Add((tokens.SpanOf(i, i + 1), tokens.Hashes[i]));
        return words;
    }

    public static string[] Written(string text) => [.. Of(text).Select(w => w.Span.Of(text))];

    public static string[] Forms(string text) => [.. Of(text).Select(w => ComparisonForm.Of(w.Span.Of(text)))];

    public static ulong[] Hashes(string text) => [.. Of(text).Select(w => w.Hash)];
}
