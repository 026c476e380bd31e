using System.Text;

namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>
/// Puts a text together from markup, block by block: paragraphs a blank line apart, lines within them by line feeds, cells by tabs.
/// White space is collapsed as HTML does it (space, tab, line ends; no-break spaces are text), soft hyphens and what marks where a
/// line may break are left out, and nothing is put between characters but where the markup ends a cell, a line or a block.
/// </summary>
internal sealed class TextBlocks
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _notes = [];
    private Gap _gap = Gap.None;
    private int _cells;
    private bool _joins;

    private enum Gap
    {
        None,
        Space,
        Cell,
        Line,
        Block,
    }

    /// <summary>Whether the block under way has no text yet.</summary>
    public bool IsAtStart => _text.Length == 0 || _gap == Gap.Block;

    /// <summary>Writes characters.</summary>
    /// <param name="text">The characters, entities read.</param>
    /// <param name="isPreformatted">Whether its spaces and line ends stand as they are.</param>
    public void Text(ReadOnlySpan<char> text, bool isPreformatted = false)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '\u00AD' or '\u200B' or '\u2060' or '\uFEFF':
                    break;
                case '\r' when isPreformatted && i + 1 < text.Length && text[i + 1] == '\n':
                    break;
                case '\n' or '\r' when isPreformatted:
                    // Like HTML, which lets the first line begin below its tag.
                    if (_text.Length == 0 || _gap >= Gap.Line)
                        break;
                    Fill();
                    _text.Append('\n');
                    break;
                case ' ' or '\t' or '\n' or '\r' or '\f' when !isPreformatted:
                    if (_gap == Gap.None && !_joins)
                        _gap = Gap.Space;
                    break;
                default:
                    if (_joins)
                        Join(c);
                    Fill();
                    _text.Append(c);
                    break;
            }
        }
    }

    /// <summary>Begins another line.</summary>
    public void Line() => Raise(Gap.Line);

    /// <summary>Ends a block, notes to it following.</summary>
    public void Block()
    {
        Raise(Gap.Block);
        foreach (string note in _notes)
        {
            Text(note, isPreformatted: true);
            Raise(Gap.Block);
        }
        _notes.Clear();
    }

    /// <summary>Ends a cell of a row.</summary>
    public void Cell()
    {
        _cells++;
        Raise(Gap.Cell);
    }

    /// <summary>
    /// Joins what stands here to what follows, white space about it left out: a line of the edition ended inside a word. A hyphen that it
    /// ended with goes where the word goes on in small letters.
    /// </summary>
    public void Join()
    {
        if (_gap == Gap.Space)
            _gap = Gap.None;
        _joins = _gap == Gap.None && _text.Length > 0;
    }

    /// <summary>Keeps a note for the end of the block; where none is under way, it is a block of its own.</summary>
    public void Note(string note)
    {
        if (note.Length == 0)
            return;
        if (!IsAtStart)
        {
            _notes.Add(note);
            return;
        }
        Text(note, isPreformatted: true);
        Block();
    }

    /// <summary>The text.</summary>
    public override string ToString()
    {
        Block();
        TrimEnd();
        return _text.ToString();
    }

    private void Raise(Gap gap)
    {
        _joins = false;
        if (gap > _gap)
            _gap = gap;
    }

    private void Join(char next)
    {
        _joins = false;
        if (_text[^1] is '-' or '\u2010' or '\u00AC' or '\u2E17' && char.IsLower(next))
            _text.Length--;
    }

    private void Fill()
    {
        if (_text.Length > 0)
        {
            switch (_gap)
            {
                case Gap.Space:
                    _text.Append(' ');
                    break;
                case Gap.Cell:
                    _text.Append('\t', _cells);
                    break;
                case Gap.Line:
                    TrimEnd();
                    _text.Append('\n');
                    break;
                case Gap.Block:
                    TrimEnd();
                    _text.Append("\n\n");
                    break;
            }
        }
        _gap = Gap.None;
        _cells = 0;
    }

    // Only preformatted text ends like this.
    private void TrimEnd()
    {
        while (_text.Length > 0 && _text[^1] is ' ' or '\t' or '\n')
            _text.Length--;
    }
}
