using PdfSharp.Drawing;

namespace ProvenanceAudit.Reporting.Pdf.Type;

/// <summary>How a stretch of text is set.</summary>
/// <param name="Face">Typeface.</param>
/// <param name="Size">Size in points.</param>
/// <param name="Colour">Colour of the letters.</param>
internal sealed record TextStyle(Typeface Face, double Size, XColor Colour)
{
    /// <summary>Whether a line is drawn under it.</summary>
    public bool Underlined { get; init; }

    /// <summary>Colour of the ground behind it; none when null.</summary>
    public XColor? Ground { get; init; }

    /// <summary>Whether the program says this in place of characters that it has no font for.</summary>
    public bool IsNote { get; init; }

    /// <summary>Width of a text in this style, in points.</summary>
    public double WidthOf(ReadOnlySpan<char> text) => Face.File.WidthOf(text) * Size;
}

/// <summary>A stretch of text that can be set as it is: only characters that its typeface has.</summary>
/// <param name="Text">The text; <c>\n</c> ends a line.</param>
/// <param name="Style">Its style.</param>
internal readonly record struct StyledText(string Text, TextStyle Style);
