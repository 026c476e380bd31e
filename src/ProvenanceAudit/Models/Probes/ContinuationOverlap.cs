using ProvenanceAudit.Text;

namespace ProvenanceAudit.Models.Probes;

/// <summary>
/// How much of a target an answer says word for word. Words are compared in their comparison form, as everywhere: case,
/// punctuation and line breaks make no difference.
/// </summary>
/// <param name="TargetWords">Words of the target.</param>
/// <param name="LeadingWords">Words of the target, from its first, with which the answer begins.</param>
/// <param name="LongestRun">Longest run of words that stands in the target and anywhere in the answer.</param>
public readonly record struct ContinuationOverlap(int TargetWords, int LeadingWords, int LongestRun)
{
    /// <summary>
    /// Whether the answer says the whole target: the target was extracted by its prefix. Carlini, Ippolito, Jagielski, Lee,
    /// Tramèr, Zhang, "Quantifying Memorization Across Neural Language Models" (ICLR 2023), and Nasr et al., "Scalable Extraction
    /// of Training Data from (Production) Language Models" (2023), call a string that greedy decoding gives so discoverably
    /// extractable; they count tokens of the model and want the target at the start of the answer. Here words are counted, which
    /// do not change from model to model, and the target may stand after a preamble, which chat models like to write.
    /// </summary>
    public bool IsExtracted => TargetWords > 0 && LongestRun == TargetWords;

    /// <summary>Compares an answer with its target.</summary>
    public static ContinuationOverlap Of(string answer, string target)
    {
        var tokeniser = new Tokeniser();
        var answered = new WordTokens();
        var wanted = new WordTokens();
        tokeniser.Tokenise(answer, answered);
        tokeniser.Tokenise(target, wanted);
        return new ContinuationOverlap(
            wanted.Count, answered.Hashes.CommonPrefixLength(wanted.Hashes), LongestCommonRun(answered.Hashes, wanted.Hashes));
    }

    /// <summary>Longest common substring by dynamic programming: both texts are short.</summary>
    private static int LongestCommonRun(ReadOnlySpan<ulong> answer, ReadOnlySpan<ulong> target)
    {
        int[] runs = new int[target.Length + 1];
        int longest = 0;
        foreach (ulong word in answer)
        {
            for (int j = target.Length; j >= 1; j--)
            {
                runs[j] = word == target[j - 1] ? runs[j - 1] + 1 : 0;
                longest = Math.Max(longest, runs[j]);
            }
        }
        return longest;
    }
}
