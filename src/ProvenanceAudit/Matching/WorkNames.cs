using System.Buffers;
using System.Globalization;
using System.Text;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Matching;

/// <summary>Words by which an output may name a title or a person.</summary>
/// <param name="Words">Their hashes, see <see cref="WorkNames.HashOf"/>; at least one, at most
/// <see cref="WorkNames.MostWords"/>.</param>
/// <param name="Capitals">Whether each is written with a capital.</param>
/// <param name="Lengths">Letters of each; a character of a script without spaces, which tells more, counts as three.</param>
/// <param name="Unspaced">Whether the script puts no spaces between words.</param>
internal sealed record NamePhrase(ulong[] Words, bool[] Capitals, int[] Lengths, bool Unspaced)
{
    /// <summary>Letters of all words.</summary>
    public int Length => Lengths.Sum();
}

/// <summary>The title of one work, whole and without its subtitle, and the names of its contributors.</summary>
internal sealed class WorkNames
{
    /// <summary>Of longer titles the first words are looked for: more of them nobody writes.</summary>
    public const int MostWords = 8;

    private const int MostContributors = 8;

    private static readonly SearchValues<char> SubtitleMarks = SearchValues.Create(":;([/—");

    private static readonly HashSet<ulong> NoNames = Hashes(
        "anonymous anon various unknown jr sr ii iii iv phd md dr prof sir lord lady mrs author editor translator ed eds trans");

    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _tokens = new();

    /// <summary>Reads the names of a work.</summary>
    public WorkNames(Work work)
    {
        string title = work.Title;
        int subtitle = title.AsSpan().IndexOfAny(SubtitleMarks);
        Add(Titles, title);
        if (subtitle > 0)
            Add(Titles, title[..subtitle]);
        foreach (string contributor in work.Contributors.Take(MostContributors))
        {
            // "Melville, Herman, 1819-1891" is catalogued by surname.
            string[] parts = contributor.Split(',', 3);
            string name = parts.Length > 1 ? $"{parts[1]} {parts[0]}" : contributor;
            Add(Contributors, name.AsSpan().IndexOf('(') is int bracket and > 0 ? name[..bracket] : name);
        }
    }

    /// <summary>The title, whole and without its subtitle.</summary>
    public List<NamePhrase> Titles { get; } = [];

    /// <summary>The contributors, surname last.</summary>
    public List<NamePhrase> Contributors { get; } = [];

    /// <summary>Hashes of words, given in small letters with spaces between.</summary>
    public static HashSet<ulong> Hashes(string words) => [.. words.Split(' ').Select(word => WordHash.Of(word))];

    /// <summary>
    /// Hash of a word of a name: of its comparison form without diacritics and without the ending of an English genitive. For
    /// words of ASCII letters alone the hash that the tokeniser gives.
    /// </summary>
    public static ulong HashOf(ReadOnlySpan<char> word)
    {
        string form = ComparisonForm.Of(word);
        if (form.EndsWith("'s", StringComparison.Ordinal))
            form = form[..^2];
        var bare = new StringBuilder(form.Length);
        foreach (char c in form.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                bare.Append(c);
        }
        return bare.Length == 0 ? 0 : WordHash.Of(bare.ToString());
    }

    private void Add(List<NamePhrase> phrases, string text)
    {
        _tokeniser.Tokenise(text, _tokens);
        bool person = phrases == Contributors;
        var words = new List<(ulong Hash, bool Capital, int Length)>();
        bool unspaced = false;
        for (int i = 0; i < _tokens.Count && words.Count < MostWords; i++)
        {
            ReadOnlySpan<char> word = text.AsSpan(_tokens.Starts[i], _tokens.Ends[i] - _tokens.Starts[i]);
            ulong hash = HashOf(word);
            if (person && (char.IsDigit(word[0]) || NoNames.Contains(hash)))
                continue;
            bool alone = CharacterClasses.Of(word[0]) == CharacterClass.Unspaced;
            unspaced |= alone;
            words.Add((hash, char.IsUpper(word[0]), alone ? 3 : LettersOf(word)));
        }
        if (words.Count > 0)
            phrases.Add(new NamePhrase(
                [.. words.Select(w => w.Hash)], [.. words.Select(w => w.Capital)], [.. words.Select(w => w.Length)], unspaced));
    }

    // A Hangul syllable is two or three letters.
    private static int LettersOf(ReadOnlySpan<char> word)
    {
        int letters = 0;
        foreach (char c in word)
            letters += c is >= '\uAC00' and <= '\uD7A3' ? 2 : 1;
        return letters;
    }
}
