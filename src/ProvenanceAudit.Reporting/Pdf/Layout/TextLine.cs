using ProvenanceAudit.Reporting.Pdf.Type;

namespace ProvenanceAudit.Reporting.Pdf.Layout;

/// <summary>A stretch of a line in one style.</summary>
/// <param name="Text">What is drawn.</param>
/// <param name="Style">Its style.</param>
/// <param name="X">Distance from the start of the line, in points.</param>
/// <param name="Width">Its width, in points.</param>
internal readonly record struct LinePiece(string Text, TextStyle Style, double X, double Width);

/// <summary>One set line.</summary>
/// <param name="Pieces">From left to right; none on an empty line.</param>
/// <param name="Width">Its width, in points.</param>
internal readonly record struct TextLine(IReadOnlyList<LinePiece> Pieces, double Width);
