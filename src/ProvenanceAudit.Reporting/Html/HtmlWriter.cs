using System.Runtime.CompilerServices;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>
/// Writes markup from interpolated strings: what the code spells out is markup, what stands in holes is text. There is no way to
/// write a value that is not encoded, and a hole of a type without a decision below does not compile.
/// </summary>
/// <param name="output">Where to; stays open.</param>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Writes markup.</summary>
#pragma warning disable IDE0060, CA1822 // All was written while the markup was built, which is what needs the instance.
    public void Write([InterpolatedStringHandlerArgument("")] Markup markup)
    {
    }
#pragma warning restore IDE0060, CA1822

    /// <summary>Writes markup and ends the line.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] Markup markup) => output.Write('\n');

    /// <summary>Writes a part of a longer text, as text.</summary>
    public void Text(ReadOnlySpan<char> text) => DisplayText.Write(output, text);

    /// <summary>Markup on its way to the writer. Values in attributes stand between double quotes.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly TextWriter _output;

        public Markup(int literalLength, int formattedCount, HtmlWriter html) => _output = html.Output;

        /// <summary>Markup as the code spells it.</summary>
        public void AppendLiteral(string markup) => _output.Write(markup);

        /// <summary>A text from anywhere.</summary>
        public void AppendFormatted(string? text) => DisplayText.Write(_output, text);

        /// <summary>A number for the reader, as in 1,234; addresses inside the page are strings.</summary>
        public void AppendFormatted(long number) => _output.Write(Numbers.Whole(number));

        /// <summary>The style sheet, which is the program's own.</summary>
        public void AppendFormatted(StyleSheet sheet) => _output.Write(sheet.Text);

        /// <summary>The attribute <c>lang</c> with a space before it, or nothing.</summary>
        public void AppendFormatted(LanguageAttribute language)
        {
            if (language.Tag is not null)
                _output.Write($" lang=\"{language.Tag}\"");
        }
    }

    private TextWriter Output => output;
}
