namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// The windows of so many characters (code points) over a text in UTF-8, each one further by one; a shorter text is one window (ISO 24138:2024, sliding
/// window).
/// </summary>
internal ref struct Utf8Windows
{
    private readonly ReadOnlySpan<byte> _text;
    private int _start = -1;
    private int _end;

    /// <param name="text">Well-formed UTF-8.</param>
    /// <param name="width">Characters of a window.</param>
    internal Utf8Windows(ReadOnlySpan<byte> text, int width)
    {
        _text = text;
        for (int i = 0; i < width && _end < text.Length; i++)
            _end += LengthAt(_end);
    }

    /// <summary>The window that was moved to.</summary>
    internal readonly ReadOnlySpan<byte> Current => _text[_start.._end];

    /// <summary>Moves to the next window.</summary>
    internal bool MoveNext()
    {
        if (_start < 0)
        {
            _start = 0;
            return true;
        }
        if (_end == _text.Length)
            return false;
        _start += LengthAt(_start);
        _end += LengthAt(_end);
        return true;
    }

    private readonly int LengthAt(int at) => _text[at] switch { < 0x80 => 1, < 0xE0 => 2, < 0xF0 => 3, _ => 4 };
}
