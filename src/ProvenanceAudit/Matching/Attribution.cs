using ProvenanceAudit.Text;

namespace ProvenanceAudit.Matching;

/// <summary>
/// Tells whether the title or an author of a work stands beside a passage of an output: within 200 characters of it, or in its
/// own or the adjoining line as far as 600 characters. Words that were copied themselves name nobody.
/// </summary>
/// <remarks>
/// Names are compared without case and diacritics, except that a short title or a surname that the catalog writes with capitals
/// counts with capitals only. A title of one word, and a surname of four letters or more, need another sign: each other, a mark
/// or markup about the title or a line of its own, a dash or bracket or a word like "by" before the name. A novel named for its
/// hero may seem attributed where the output goes on to tell of him by first and last name.
/// </remarks>
internal sealed class Attribution
{
    private const int NearCharacters = 200;
    private const int LineCharacters = 600;

    // Shorter ones are words of everyday, "Emma" and "Faust" unless the author is named, "She" and "It" even then.
    private const int LeastTitle = 6;
    private const int LeastNamed = 4;
    private const int LeastSurname = 4;

    // Titles of two short words are often said without being meant: "the trial", "great hopes".
    private const int LongTitle = 12;

    // A first name, an initial and a particle may stand between: "Johann W. von Goethe".
    private const int NameReach = 4;

    private static readonly HashSet<ulong> Articles = WorkNames.Hashes(
        "the a an le la les l der die das den ein eine o os as um uma el los las un una il lo gli i de het een");
    private static readonly HashSet<ulong> Particles = WorkNames.Hashes("van von der den del della dos das the and und");
    private static readonly HashSet<ulong> Cues = WorkNames.Hashes(
        "by von van par por per de di do da af av door przez od from author autor auteur autore автор автора от");

    private readonly List<ulong> _hashes = [];
    private readonly List<int> _words = [];

    /// <summary>Reads what stands beside a passage.</summary>
    /// <param name="text">The output.</param>
    /// <param name="tokens">Its words.</param>
    /// <param name="copied">Whether each word lies in a copied passage.</param>
    /// <param name="first">First word of the passage.</param>
    /// <param name="end">One past its last word.</param>
    public void Read(ReadOnlySpan<char> text, WordTokens tokens, ReadOnlySpan<bool> copied, int first, int end)
    {
        _hashes.Clear();
        _words.Clear();
        int from = BeginningOf(text, tokens.Starts[first]), to = EndOf(text, tokens.Ends[end - 1]);
        int word = first;
        while (word > 0 && tokens.Starts[word - 1] >= from)
            word--;
        for (; word < first; word++)
            Add(text, tokens, copied, word);
        // What stands before and what stands after make no name together.
        _hashes.Add(0);
        _words.Add(-1);
        for (word = end; word < tokens.Count && tokens.Ends[word] <= to; word++)
            Add(text, tokens, copied, word);
    }

    /// <summary>Whether what was read names a work.</summary>
    public bool Names(WorkNames names, ReadOnlySpan<char> text, WordTokens tokens)
    {
        bool title = false, surname = false;
        foreach (NamePhrase phrase in names.Titles)
        {
            for (int at = Find(phrase, 0, text, tokens); at >= 0; at = Find(phrase, at + 1, text, tokens))
            {
                bool telling = phrase.Unspaced || phrase.Length >= LeastTitle;
                if (telling && (!IsOneWord(phrase) || IsSetApart(at, at + phrase.Words.Length, text, tokens)))
                    return true;
                title = true;
            }
        }
        foreach (NamePhrase person in names.Contributors)
        {
            if (person.Unspaced && person.Words.Length > 1)
            {
                if (Find(person, 0, text, tokens) >= 0)
                    return true;
                continue;
            }
            int last = person.Words.Length - 1;
            for (int at = 0; at < _hashes.Count; at++)
            {
                if (_hashes[at] != person.Words[last])
                    continue;
                if (IsFullName(person, at, text, tokens))
                    return true;
                if (person.Lengths[last] < LeastSurname || (person.Capitals[last] && !HasCapital(at, text, tokens)))
                    continue;
                if (HasCue(at, text, tokens))
                    return true;
                surname = true;
            }
        }
        return title && surname;
    }

    private void Add(ReadOnlySpan<char> text, WordTokens tokens, ReadOnlySpan<bool> copied, int word)
    {
        ReadOnlySpan<char> written = text[tokens.Starts[word]..tokens.Ends[word]];
        bool plain = !written.ContainsAnyExceptInRange('0', 'z');
        _hashes.Add(copied[word] ? 0 : plain ? tokens.Hashes[word] : WorkNames.HashOf(written));
        _words.Add(word);
    }

    private int Find(NamePhrase phrase, int from, ReadOnlySpan<char> text, WordTokens tokens)
    {
        if (phrase.Length < LeastNamed && !phrase.Unspaced)
            return -1;
        bool capitals = phrase.Length < LongTitle || phrase.Words.Length < 2;
        for (int at = from; at + phrase.Words.Length <= _hashes.Count; at++)
        {
            int same = 0;
            while (same < phrase.Words.Length && _hashes[at + same] == phrase.Words[same]
                && !(capitals && phrase.Capitals[same] && !HasCapital(at + same, text, tokens)))
                same++;
            if (same == phrase.Words.Length)
                return at;
        }
        return -1;
    }

    private static bool IsOneWord(NamePhrase title) =>
        title.Words.Length - (Articles.Contains(title.Words[0]) ? 1 : 0) < 2 && !(title.Unspaced && title.Length > LeastTitle);

    private bool IsFullName(NamePhrase person, int surname, ReadOnlySpan<char> text, WordTokens tokens)
    {
        ReadOnlySpan<ulong> given = person.Words.AsSpan(..^1);
        for (int at = Math.Max(0, surname - NameReach); at < Math.Min(_hashes.Count, surname + 3); at++)
        {
            int name = at == surname || _hashes[at] == 0 ? -1 : given.IndexOf(_hashes[at]);
            if (name >= 0 && person.Lengths[name] > 2 && !Particles.Contains(_hashes[at]))
                return true;
        }
        // "H. Melville"
        int initial = surname - 1;
        return given.Length > 0 && person.Lengths[^1] >= LeastSurname && initial >= 0 && _words[initial] is >= 0 and int word
            && tokens.Ends[word] - tokens.Starts[word] == 1 && char.IsUpper(text[tokens.Starts[word]])
            && tokens.Ends[word] < text.Length && text[tokens.Ends[word]] == '.';
    }

    private bool HasCapital(int at, ReadOnlySpan<char> text, WordTokens tokens) => !char.IsLower(text[tokens.Starts[_words[at]]]);

    private bool HasCue(int at, ReadOnlySpan<char> text, WordTokens tokens)
    {
        if (at > 0 && Cues.Contains(_hashes[at - 1]))
            return true;
        ReadOnlySpan<char> before = text[..tokens.Starts[_words[at]]].TrimEnd(" \t*_\u00A0");
        return before.Length > 0 && (before[^1] is '—' or '–' or '―' or '(' or '[' or '~'
            || (before.EndsWith('-') && (before.Length == 1 || char.IsWhiteSpace(before[^2]) || before[^2] == '-')));
    }

    /// <summary>Whether marks or markup stand on both sides of a title, or nothing else in its line.</summary>
    private bool IsSetApart(int at, int end, ReadOnlySpan<char> text, WordTokens tokens)
    {
        int start = tokens.Starts[_words[at]], stop = tokens.Ends[_words[end - 1]];
        char before = start > 0 ? text[start - 1] : '\n', after = stop < text.Length ? text[stop] : '\n';
        if ((QuotationMarks.IsMark(before) && QuotationMarks.IsMark(after)) || (before == after && before is '*' or '_')
            || (before == '>' && after == '<') || (before is '《' or '〈' or '{' or '(' && after is '》' or '〉' or '}' or ')'))
            return true;
        int word = _words[at], next = _words[end - 1] + 1;
        return (word == 0 || text[tokens.Ends[word - 1]..start].Contains('\n'))
            && (next >= tokens.Count || text[stop..tokens.Starts[next]].Contains('\n'));
    }

    private static int BeginningOf(ReadOnlySpan<char> text, int start)
    {
        int furthest = Math.Max(0, start - LineCharacters);
        ReadOnlySpan<char> near = text[furthest..start];
        int line = near.LastIndexOf('\n');
        int adjoining = line < 0 ? furthest : furthest + near[..line].TrimEnd().LastIndexOf('\n') + 1;
        return Math.Min(adjoining, Math.Max(0, start - NearCharacters));
    }

    private static int EndOf(ReadOnlySpan<char> text, int end)
    {
        ReadOnlySpan<char> near = text[end..Math.Min(text.Length, end + LineCharacters)];
        int line = near.IndexOf('\n');
        int adjoining = near.Length;
        if (line >= 0)
        {
            ReadOnlySpan<char> rest = near[line..].TrimStart();
            int next = rest.IndexOf('\n');
            adjoining = next < 0 ? near.Length : near.Length - rest.Length + next;
        }
        return Math.Min(text.Length, end + Math.Max(adjoining, NearCharacters));
    }
}
