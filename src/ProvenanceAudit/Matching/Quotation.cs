using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Matching;

/// <summary>
/// Tells recital from citation: by what signs an output presents a copied passage as a quotation. A reviewer weighs them; they
/// change neither what is found nor its significance. One instance a thread; <see cref="Read"/> looks once at a whole output, in
/// time linear in its length.
/// </summary>
/// <remarks>
/// Marks that were copied are no sign. A novel's dialogue comes with its own quotation marks, so a pair of marks counts when it
/// encloses nearly all of the passage and is more than the work itself has there: marks directly before the passage, or one
/// opened within the thousand characters before it. Part of a speech that is cited in one pair of marks is so taken for recited
/// dialogue, which is far more common; in two pairs it is a quotation. What the flag does not say: that the quotation is exact,
/// that it names the right source, that its length is allowed, or that a text within the string of a JSON answer was meant as
/// one.
/// </remarks>
internal sealed class Quotation(IPassageIndex index)
{
    private const int SpeechCharacters = 1000;

    // An em dash, a tag and a few marks may stand between a quotation mark and the first word.
    private const int BesideCharacters = 12;

    // A phrase of a thousand works is named by none of them; a poem of three anthologies may be by any.
    private const int MostWorks = 8;

    private readonly QuotationMarks _marks = new();
    private readonly QuotationMarks _workMarks = new();
    private readonly BlockQuotes _blocks = new();
    private readonly Attribution _attribution = new();
    private readonly Dictionary<int, WorkNames> _names = [];
    private bool[] _copied = [];
    private string _text = "";
    private WordTokens _tokens = new();

    /// <summary>Reads an output.</summary>
    /// <param name="text">The output.</param>
    /// <param name="tokens">Its words.</param>
    /// <param name="groups">Its copied passages, each with the places it stands in.</param>
    public void Read(string text, WordTokens tokens, List<List<WordAlignment>> groups)
    {
        (_text, _tokens) = (text, tokens);
        _marks.Read(text);
        _blocks.Read(text);
        _copied = MarkCopied(tokens.Count, groups);
    }

    /// <summary>The signs about one of the passages.</summary>
    /// <param name="group">The places it stands in, that named first at the head.</param>
    /// <param name="source">The head in characters.</param>
    public QuotationSigns SignsOf(List<WordAlignment> group, MatchedSource source)
    {
        QuotationSigns signs = QuotationSigns.None;
        if (_marks.Pairs.TryFind(source.Output, out TextSpan pair) && IsOwn(pair.Start, source))
            signs |= QuotationSigns.QuotationMarks;
        if (_blocks.Blocks.TryFind(source.Output, out _))
            signs |= QuotationSigns.BlockQuote;
        _attribution.Read(_text, _tokens, _copied, group[0].Start, group[0].End);
        foreach (WordAlignment place in group.Take(MostWorks))
        {
            if (_attribution.Names(NamesOf(place.Work), _text, _tokens))
                return signs | QuotationSigns.Attribution;
        }
        return signs;
    }

    /// <summary>Whether an opening mark is the output's own, and not copied with the words.</summary>
    private bool IsOwn(int mark, MatchedSource source)
    {
        (TextSpan output, TextSpan work) = (source.Output, source.Span);
        if (mark >= output.Start)
        {
            // Among the first words of the passage; the same words in the work have it or not.
            int length = mark - output.Start + BesideCharacters;
            return !HoldsOpening(index.ReadText(source.WorkId, new TextSpan(work.Start, work.Start + length)));
        }
        string before = index.ReadText(source.WorkId, new TextSpan(Math.Max(0, work.Start - SpeechCharacters), work.Start + 1));
        _workMarks.Read(before.AsSpan(0, before.Length - 1));
        int theirs = _workMarks.Pairs.AnyOpen ? 1 : 0;
        ReadOnlySpan<char> between = _text.AsSpan(mark + 1, output.Start - mark - 1);
        if (between.Length > BesideCharacters || ContainsWord(between))
            return theirs == 0;
        // Directly before the first word as many marks as the work has there, or one about a speech that it is in, are the
        // work's.
        int wordEnd = before.Length - 1;
        while (wordEnd > 0 && !char.IsLetterOrDigit(before[wordEnd - 1]))
            wordEnd--;
        int ours = CountOpenings(_text.AsSpan(mark, output.Start + 1 - mark));
        return ours > Math.Max(theirs, CountOpenings(before.AsSpan(wordEnd)));
    }

    private static bool HoldsOpening(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (QuotationMarks.Opens(text, i))
                return true;
        }
        return false;
    }

    private static int CountOpenings(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
            count += QuotationMarks.Opens(text, i) ? 1 : 0;
        return count;
    }

    private static bool ContainsWord(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (char.IsLetterOrDigit(c))
                return true;
        }
        return false;
    }

    private WorkNames NamesOf(int work)
    {
        if (_names.TryGetValue(work, out WorkNames? names))
            return names;
        if (_names.Count >= 1024)
            _names.Clear();
        return _names[work] = new WorkNames(index.WorkAt(work));
    }

    private static bool[] MarkCopied(int words, List<List<WordAlignment>> groups)
    {
        int[] changes = new int[words + 1];
        foreach (List<WordAlignment> group in groups)
        {
            changes[group[0].Start]++;
            changes[group[0].End]--;
        }
        bool[] copied = new bool[words];
        for (int i = 0, depth = 0; i < words; i++)
            copied[i] = (depth += changes[i]) > 0;
        return copied;
    }
}
