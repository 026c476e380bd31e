using System.Text.RegularExpressions;

namespace ProvenanceAudit.MachineLearning.Embedding.Distilling;

/// <summary>Cuts texts into passages of one sentence or a few for a table to be fitted to.</summary>
internal static partial class PassageCutting
{
    private const int LongestPassage = 1000;

    /// <summary>
    /// The passages of a text. Of a text with blank lines, paragraphs are cut at ends of sentences into one to three sentences, by turns; of one without, each line is a passage.
    /// </summary>
    public static IEnumerable<string> Cut(string text)
    {
        string[] paragraphs = BlankLine().Split(text);
        if (paragraphs.Length == 1)
            return text.Split('\n').Select(line => line.Trim()).Where(line => line.Length is > 0 and <= LongestPassage);
        return paragraphs.SelectMany(Sentences).Where(passage => passage.Length is > 0 and <= LongestPassage);
    }

    private static IEnumerable<string> Sentences(string paragraph)
    {
        string[] sentences = SentenceEnd().Split(Spaces().Replace(paragraph, " ").Trim());
        for (int i = 0, turn = 0; i < sentences.Length; turn++)
        {
            // Most passages are single sentences, which teach most about their words.
            int count = (turn % 6) switch { 4 => 2, 5 => 3, _ => 1 };
            yield return string.Join(' ', sentences.Skip(i).Take(count));
            i += count;
        }
    }

    [GeneratedRegex(@"\n[ \t\r]*\n", RegexOptions.CultureInvariant)]
    private static partial Regex BlankLine();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<=[.!?][""'\u2019\u201D)]?) (?=[""'\u2018\u201C(]?\p{Lu})", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();
}
