namespace ProvenanceAudit.Matching;

/// <summary>
/// Finds the block quotes of a text: Markdown lines behind <c>&gt;</c>, HTML's <c>blockquote</c> and <c>q</c>, LaTeX's quote
/// environments. One pass. A block that the end of the text cuts off ends there.
/// </summary>
internal sealed class BlockQuotes
{
    private static readonly string[] Environments = ["quote}", "quotation}", "verse}", "displayquote}", "quoting}"];

    // Depth of each kind of block, and the number of the outermost one.
    private readonly int[] _depth = new int[3];
    private readonly int[] _outermost = new int[3];

    private int _lines = -1;
    private int _linesEnd;

    private enum Kind
    {
        Block,
        Inline,
        Latex,
    }

    /// <summary>The blocks of the text that was last read.</summary>
    public Enclosures Blocks { get; } = new();

    /// <summary>Reads a text; what was known of the one before is forgotten.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        Blocks.Clear();
        Array.Clear(_depth);
        _lines = -1;
        BeginLine(text, 0);
        for (int at = 0; ; at++)
        {
            int next = text[at..].IndexOfAny('\n', '<', '\\');
            if (next < 0)
                break;
            at += next;
            if (text[at] == '\n')
                BeginLine(text, at + 1);
            else if (text[at] == '<')
                TakeTag(text, at);
            else
                TakeCommand(text, at);
        }
        EndLines();
        foreach (Kind kind in (ReadOnlySpan<Kind>)[Kind.Block, Kind.Latex])
        {
            if (_depth[(int)kind] > 0)
                Blocks.Close(_outermost[(int)kind], text.Length);
        }
        Blocks.Seal();
    }

    /// <summary>Quoted lines are one block with the empty lines between them.</summary>
    private void BeginLine(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> rest = text[start..];
        int length = rest.IndexOf('\n');
        ReadOnlySpan<char> line = (length < 0 ? rest : rest[..length]).TrimStart(" \t");
        if (line.StartsWith('>'))
        {
            if (_lines < 0)
                _lines = Blocks.Open(start);
            _linesEnd = length < 0 ? text.Length : start + length;
        }
        else if (!line.IsWhiteSpace())
        {
            EndLines();
        }
    }

    private void EndLines()
    {
        if (_lines >= 0)
            Blocks.Close(_lines, _linesEnd);
        _lines = -1;
    }

    private void TakeTag(ReadOnlySpan<char> text, int at)
    {
        ReadOnlySpan<char> tag = text[(at + 1)..];
        bool closing = tag.StartsWith('/');
        if (closing)
            tag = tag[1..];
        int length = tag.StartsWith("blockquote", StringComparison.OrdinalIgnoreCase) ? 10
            : tag.StartsWith("q", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (length > 0 && length < tag.Length && (tag[length] is '>' or ' ' or '\n' or '\t' or '\r'))
            Take(length == 1 ? Kind.Inline : Kind.Block, closing, at);
    }

    private void TakeCommand(ReadOnlySpan<char> text, int at)
    {
        ReadOnlySpan<char> command = text[(at + 1)..];
        bool closing = command.StartsWith("end{");
        if (!closing && !command.StartsWith("begin{"))
            return;
        command = command[(closing ? 4 : 6)..];
        foreach (string environment in Environments)
        {
            if (command.StartsWith(environment))
                Take(Kind.Latex, closing, at);
        }
    }

    private void Take(Kind kind, bool closing, int at)
    {
        ref int depth = ref _depth[(int)kind];
        if (!closing && depth++ == 0)
            _outermost[(int)kind] = Blocks.Open(at);
        else if (closing && depth > 0 && --depth == 0)
            Blocks.Close(_outermost[(int)kind], at);
    }
}
