using System.Buffers;
using System.Collections.Frozen;

namespace ProvenanceAudit.Matching;

/// <summary>
/// Pairs the quotation marks of a text: straight and curly, double and single, low and high, guillemets pointing out or in,
/// corner brackets, LaTeX's doubled backticks. One pass, each mark looked at once, whatever the text.
/// </summary>
/// <remarks>
/// Which mark opens and which closes is told by its form where that is enough, else by what stands beside it: an opening mark has
/// space or punctuation before it, a closing one after it. Apostrophes between letters are none, nor is that of <c>'tis</c> and
/// <c>'90s</c>; the apostrophe of <c>dogs'</c> closes a quotation only until a later mark of the same line does. A mark that
/// begins a paragraph inside an open quotation goes on with it.
/// </remarks>
internal sealed class QuotationMarks
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("\"＂“”„‟«»‹›‘’‚‛'＇「」｢｣『』〝〞〟`");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Elisions = FrozenSet.ToFrozenSet(
        ["tis", "twas", "twere", "twill", "twould", "em", "til", "till", "n", "cause", "bout", "round", "gainst", "neath",
            "mid", "midst", "s", "t"],
        StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly Stack<int> _straight = [];
    private readonly Stack<int> _curly = [];
    private readonly Stack<int> _guillemets = [];
    private readonly Stack<int> _singleGuillemets = [];
    private readonly Stack<int> _corners = [];
    private readonly Stack<int> _whiteCorners = [];
    private readonly Stack<int> _primes = [];
    private readonly Stack<int> _backticks = [];

    // The open single quotation, and the end of it that an apostrophe may have been; -1 where there is none.
    private int _single = -1;
    private int _singleEnd = -1;

    /// <summary>What the marks of the text that was last read enclose, the marks included.</summary>
    public Enclosures Pairs { get; } = new();

    /// <summary>Whether a code unit is a quotation mark, or an apostrophe, which looks the same.</summary>
    public static bool IsMark(char c) => c != '`' && Marks.Contains(c);

    /// <summary>Whether the mark at a place opens a quotation, as far as its form and its neighbours tell.</summary>
    public static bool Opens(ReadOnlySpan<char> text, int at)
    {
        char before = Before(text, at), after = After(text, at);
        return text[at] switch
        {
            '„' or '‟' or '‚' or '‛' or '「' or '｢' or '『' or '〝' => true,
            // French puts a space inside.
            '«' or '‹' => !IsWord(before) && (char.IsWhiteSpace(before) || !char.IsWhiteSpace(after)),
            '`' => after == '`',
            '"' or '＂' or '\'' or '＇' or '“' or '”' or '‘' or '»' or '›' => !IsWord(before) && !char.IsWhiteSpace(after),
            _ => false,
        };
    }

    /// <summary>Reads a text; what was known of the one before is forgotten.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        Pairs.Clear();
        foreach (Stack<int> open in (ReadOnlySpan<Stack<int>>)
            [_straight, _curly, _guillemets, _singleGuillemets, _corners, _whiteCorners, _primes, _backticks])
            open.Clear();
        (_single, _singleEnd) = (-1, -1);
        for (int at = 0; ; at++)
        {
            int next = text[at..].IndexOfAny(Marks);
            if (next < 0)
                break;
            at += next;
            Take(text, at, text[at]);
        }
        EndSingle();
        Pairs.Seal();
    }

    private void Take(ReadOnlySpan<char> text, int at, char mark)
    {
        switch (mark)
        {
            case '"' or '＂':
                TakeStraight(text, at);
                break;
            case '„' or '‟':
                Open(_curly, text, at);
                break;
            case '“':
                // German closes with the mark that English opens with.
                if (!char.IsWhiteSpace(Before(text, at)) && TopOf(_curly, text) is '„' or '‟')
                    Close(_curly, at);
                else
                    Open(_curly, text, at);
                break;
            case '”':
                // Swedish opens with the mark that it closes with.
                if (_curly.Count > 0)
                    Close(_curly, at);
                else if (Opens(text, at))
                    Open(_curly, text, at);
                break;
            case '«' or '»':
                TakeGuillemet(_guillemets, text, at, mark == '«');
                break;
            case '‹' or '›':
                TakeGuillemet(_singleGuillemets, text, at, mark == '‹');
                break;
            case '「' or '｢':
                Open(_corners, text, at);
                break;
            case '」' or '｣':
                Close(_corners, at);
                break;
            case '『':
                Open(_whiteCorners, text, at);
                break;
            case '』':
                Close(_whiteCorners, at);
                break;
            case '〝':
                Open(_primes, text, at);
                break;
            case '〞' or '〟':
                Close(_primes, at);
                break;
            case '`':
                if (After(text, at) == '`' && Before(text, at) != '`')
                    Open(_backticks, text, at);
                break;
            case '\'' when _backticks.Count > 0 && Before(text, at) == '\'':
                Close(_backticks, at);
                break;
            default:
                TakeSingle(text, at, mark);
                break;
        }
    }

    private void TakeStraight(ReadOnlySpan<char> text, int at)
    {
        bool wordBefore = IsWord(Before(text, at)), wordAfter = IsWord(After(text, at));
        bool opens = !wordBefore && !char.IsWhiteSpace(After(text, at));
        bool closes = !wordAfter && !char.IsWhiteSpace(Before(text, at));
        if (closes && (!opens || _straight.Count > 0))
            Close(_straight, at);
        else if (opens)
            Open(_straight, text, at);
    }

    private void TakeGuillemet(Stack<int> open, ReadOnlySpan<char> text, int at, bool left)
    {
        // French points outwards, with spaces inside; German inwards; Swedish to the right on both sides.
        bool openedByRight = TopOf(open, text) is '»' or '›';
        if (left)
        {
            if (openedByRight && !char.IsWhiteSpace(Before(text, at)))
                Close(open, at);
            else
                Open(open, text, at);
        }
        else if (open.Count > 0 && !(openedByRight && Opens(text, at)))
        {
            Close(open, at);
        }
        else if (Opens(text, at))
        {
            Open(open, text, at);
        }
    }

    private void TakeSingle(ReadOnlySpan<char> text, int at, char mark)
    {
        char before = Before(text, at), after = After(text, at);
        if (IsWord(before) && IsWord(after))
            return;
        bool opens = mark is '‚' or '‛'
            || (mark != '’' && !IsWord(before) && !char.IsWhiteSpace(after) && !IsElision(text[(at + 1)..]));
        bool closes = mark is not ('‚' or '‛') && !IsWord(after) && !char.IsWhiteSpace(before);
        if (_singleEnd >= 0 && text[_singleEnd..at].Contains('\n'))
            EndSingle();
        if (closes && _single >= 0)
        {
            _singleEnd = at + 1;
            if (!IsWord(before))
                EndSingle();
        }
        else if (opens)
        {
            if (_single >= 0 && _singleEnd < 0 && BeginsLine(text, at))
                return;
            EndSingle();
            _single = Pairs.Open(at);
        }
    }

    private void EndSingle()
    {
        if (_singleEnd >= 0)
            Pairs.Close(_single, _singleEnd);
        (_single, _singleEnd) = (-1, -1);
    }

    private void Open(Stack<int> open, ReadOnlySpan<char> text, int at)
    {
        if (open.Count == 0 || !BeginsLine(text, at))
            open.Push(Pairs.Open(at));
    }

    private void Close(Stack<int> open, int at)
    {
        if (open.TryPop(out int pair))
            Pairs.Close(pair, at + 1);
    }

    private char TopOf(Stack<int> open, ReadOnlySpan<char> text) => open.TryPeek(out int pair) ? text[Pairs.StartOf(pair)] : '\0';

    private static bool IsElision(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (length < Math.Min(8, text.Length) && IsWord(text[length]))
            length++;
        return length > 0 && (char.IsDigit(text[0]) || Elisions.Contains(text[..length]));
    }

    /// <summary>Whether nothing but blanks and the marks of a Markdown quote stand before a place in its line.</summary>
    private static bool BeginsLine(ReadOnlySpan<char> text, int at)
    {
        int i = at - 1;
        while (i >= 0 && text[i] is ' ' or '\t' or '>' or '\u3000')
            i--;
        return i < 0 || text[i] is '\n' or '\r';
    }

    private static char Before(ReadOnlySpan<char> text, int at) => at > 0 ? text[at - 1] : '\n';

    private static char After(ReadOnlySpan<char> text, int at) => at + 1 < text.Length ? text[at + 1] : '\n';

    private static bool IsWord(char c) => char.IsLetterOrDigit(c);
}
