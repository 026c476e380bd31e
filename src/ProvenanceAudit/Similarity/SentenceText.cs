using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity;

/// <summary>
/// A text as the aligner compares it: its sentences, and its words with stems and rarity. Made by <see cref="SentenceTextReader"/>; may be read by many threads.
/// </summary>
public sealed class SentenceText
{
    internal SentenceText(string text, IReadOnlyList<TextSpan> sentences, TextWord[] words)
    {
        Text = text;
        Sentences = sentences;
        Words = words;
        FirstWords = new int[sentences.Count + 1];
        SentenceOf = new int[words.Length];
        int sentence = 0;
        for (int i = 0; i < words.Length; i++)
        {
            while (sentence + 1 < sentences.Count && sentences[sentence].End <= words[i].Start)
                FirstWords[++sentence] = i;
            SentenceOf[i] = sentence;
        }
        while (sentence < sentences.Count)
            FirstWords[++sentence] = words.Length;
    }

    /// <summary>The text; all spans refer to it.</summary>
    public string Text { get; }

    /// <summary>Its sentences, as <see cref="SentenceSplitter.Split"/> gives them.</summary>
    public IReadOnlyList<TextSpan> Sentences { get; }

    /// <summary>
    /// A vector of each sentence, of one model, row after row, each of length 1 or 0; empty where only words are compared. Both texts of an alignment have
    /// vectors of the same model, or neither has.
    /// </summary>
    public ReadOnlyMemory<float> Vectors { get; init; }

    /// <summary>Its words in order.</summary>
    internal TextWord[] Words { get; }

    /// <summary>Number of each sentence's first word, and at the end the number of words.</summary>
    internal int[] FirstWords { get; }

    /// <summary>Number of the sentence that each word stands in.</summary>
    internal int[] SentenceOf { get; }

    /// <summary>The span of words <c>[start, end)</c>, at least one; with the marks about a sentence where it begins or ends with one.</summary>
    internal TextSpan SpanOf(int start, int end)
    {
        int first = SentenceOf[start], last = SentenceOf[end - 1];
        // A word may reach over the end of its sentence, where a line ends in its hyphen or what is too long was cut.
        return new TextSpan(
            FirstWords[first] == start ? Math.Min(Sentences[first].Start, Words[start].Start) : Words[start].Start,
            FirstWords[last + 1] == end ? Math.Max(Sentences[last].End, Words[end - 1].End) : Words[end - 1].End);
    }

    /// <summary>Number of words that a span touches.</summary>
    internal int WordsIn(TextSpan span)
    {
        (int start, int end) = WordsOf(span);
        return end - start;
    }

    /// <summary>The words that a span touches, as <c>[start, end)</c>; maybe none.</summary>
    internal (int Start, int End) WordsOf(TextSpan span)
    {
        int start = FirstWordWhere(word => word.End > span.Start), end = FirstWordWhere(word => word.Start >= span.End);
        return (start, Math.Max(start, end));
    }

    private int FirstWordWhere(Func<TextWord, bool> holds)
    {
        int low = 0, high = Words.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (holds(Words[middle]))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
