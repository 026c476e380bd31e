using System.Text;

namespace ProvenanceAudit.Benchmarks;

/// <summary>
/// Text that looks like prose to the engine: words of a language of its own, 60,000 of them, as frequent as Zipf and Mandelbrot say, in sentences
/// and paragraphs. No passage is ever repeated but by chance. The same seed gives the same text on every machine.
/// </summary>
public sealed class SyntheticText
{
    private const int DifferentWords = 60_000;

    // Rank r has a share in proportion to 1 / (r + 2.7): the commonest word is one in fifteen, as 'the' is.
    private const double Shift = 2.7;

    private static readonly string[] Vocabulary = MakeVocabulary();
    private static readonly double[] Cumulated = Cumulate();

    private readonly Random _random;

    /// <summary>Begins a text.</summary>
    public SyntheticText(int seed) => _random = new Random(seed);

    /// <summary>The next so many words, in sentences.</summary>
    public string Next(int words)
    {
        var text = new StringBuilder(6 * words);
        int left = 0;
        for (int i = 0; i < words; i++)
        {
            bool first = left == 0;
            if (first)
                left = 5 + _random.Next(25);
            string word = Vocabulary[NextRank()];
            text.Append(first ? char.ToUpperInvariant(word[0]) : word[0]).Append(word, 1, word.Length - 1);
            left--;
            text.Append(left > 0 ? (_random.Next(12) == 0 ? ", " : " ") : _random.Next(6) == 0 ? ".\n\n" : ". ");
        }
        return text.ToString();
    }

    private int NextRank()
    {
        int rank = Array.BinarySearch(Cumulated, _random.NextDouble() * Cumulated[^1]);
        return Math.Min(rank < 0 ? ~rank : rank, Vocabulary.Length - 1);
    }

    private static double[] Cumulate()
    {
        double[] cumulated = new double[DifferentWords];
        double sum = 0;
        for (int rank = 0; rank < DifferentWords; rank++)
            cumulated[rank] = sum += 1 / (rank + Shift);
        return cumulated;
    }

    /// <summary>Words of one syllable first, so that common words are short, as they are in all languages.</summary>
    private static string[] MakeVocabulary()
    {
        const string Consonants = "bdfghklmnprstvwz", Vowels = "aeiou";
        var random = new Random(1);
        var words = new List<string>(DifferentWords);
        var seen = new HashSet<string>();
        var word = new StringBuilder();
        for (int tries = 0; words.Count < DifferentWords; tries++)
        {
            word.Clear();
            int syllables = 1 + Math.Min(3, (int)Math.Log2(1 + tries / 60));
            for (int i = 0; i < syllables; i++)
                word.Append(Consonants[random.Next(Consonants.Length)]).Append(Vowels[random.Next(Vowels.Length)]);
            if (random.Next(2) == 0)
                word.Append(Consonants[random.Next(Consonants.Length)]);
            if (seen.Add(word.ToString()))
                words.Add(word.ToString());
        }
        return [.. words];
    }
}
