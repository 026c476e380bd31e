using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;
using UglyToad.PdfPig;

namespace ProvenanceAudit.Reporting.Tests;

public sealed class PdfTextTests
{
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String, Gen.String[Gen.Char['\u0000', '\uFFFF'], 0, 40], Gen.Int[0x20, 0x10FFFF].Array[0, 30].Select(points =>
            string.Concat(points.Select(p => p is >= 0xD800 and <= 0xDFFF ? "\uD800" : char.ConvertFromUtf32(p)))),
        Gen.OneOf<string>("word", " ", "\n\n", "naïve " +
            "façade", "Жук", "λόγος", "猫である", "العربية", "עברית", "🐋", "e\u0301\u0323", "a\u202Eb", "-- —", "\uD800"));

    [Theory]
    [InlineData("Grüße, naïve façade, Łódź, Đặng, ſtraſse, Ørsted")]
    [InlineData("Ξεσκεπάζω τὴν ψυχοφθόρα βδελυγμία, ἄνθρωπος")]
    [InlineData("Съешь же ещё этих мягких французских булок, ћирилица, їжак")]
    [InlineData("“double” ‘single’ «guillemets» – en — em … § ¶ † ½ × 10⁻¹² №")]
    public void Latin_Greek_and_Cyrillic_come_back_from_the_document_letter_by_letter(string text) =>
        Assert.Contains(Document.Squeeze(text), LettersOf(text));

    [Theory]
    [InlineData("吾輩は猫である", "[7 characters of Japanese script: see the HTML report]")]
    [InlineData("名前", "[2 characters of Chinese script: see the HTML report]")]
    [InlineData("나는 고양이", "[5 characters of Korean script: see the HTML report]")]
    [InlineData("مرحبا بالعالم", "[12 characters of Arabic script: see the HTML report]")]
    [InlineData("ש", "[1 character of Hebrew script: see the HTML report]")]
    [InlineData("🐋🐳", "[2 emoji: see the HTML report]")]
    [InlineData("नमस्ते", "[6 characters of Devanagari script: see the HTML report]")]
    public void Other_scripts_are_counted_and_named_and_the_page_explains_the_note(string text, string note)
    {
        using PdfDocument document = Document.Of(WithPassage($"before {text} after the words of it"));
        int page = document.PageWith(note);
        Assert.Contains(Document.Squeeze($"before {note} after"), document.Letters());
        Assert.Contains(Document.Squeeze("Square brackets with a count stand for characters"), document.Letters(page));
        Assert.DoesNotContain(Document.Squeeze("Square brackets with a count stand for characters"), document.Letters(3));
    }

    [Theory]
    [InlineData("a\0b\u001Bc\u0085d\u202Ee\u2069f", "a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf")]
    [InlineData("soft\u00ADhyphen zero\u200Bwidth \uFEFFmark", "softhyphen zerowidth mark")]
    [InlineData("cafe\u0301", "caf\u00E9")]
    [InlineData("q\u0301", "q\u0301")]
    [InlineData("thin\u2009space\u00A0hard", "thin space\u00A0hard")]
    [InlineData("a\r\nb\rc\u2028d", "a\nb\nc\nd")]
    public void Hostile_and_invisible_characters_are_shown_or_left_out_as_stated(string text, string shown) =>
        Assert.Equal(shown, string.Concat(PrintableText.Of(text, Styles.Body).Select(part => part.Text)));

    [Fact]
    public void Halves_of_pairs_and_noncharacters_are_shown_as_replaced() =>
        Assert.Equal("a\uFFFDb\uFFFDc\uFFFD", Assert.Single(PrintableText.Of("a\uD800b\uFFFEc\uDC00", Styles.Body)).Text);

    [Fact]
    public void Any_text_becomes_one_that_its_typeface_has() => AnyText.Array[1, 6].Sample(parts =>
    {
        foreach (StyledText part in PrintableText.Of(string.Concat(parts), Styles.Body))
            Assert.All(part.Text, c => Assert.True(c == '\n' || part.Style.Face.File.Has(c), $"U+{(int)c:X4}"));
    }, iter: 3_000);

    [Fact]
    public void Lines_hold_all_of_the_text_and_are_no_wider_than_asked() =>
        Gen.Select(AnyText.Array[1, 12], Gen.Double[40, 400]).Sample((parts, width) =>
    {
        List<StyledText> text = PrintableText.Of(string.Concat(parts), Styles.Body);
        List<TextLine> lines = LineBreaker.Break(text, width);
        string expected = Document.Squeeze(string.Concat(text.Select(t => t.Text)));
        Assert.Equal(expected, Document.Squeeze(string.Concat(lines.SelectMany(l => l.Pieces).Select(p => p.Text))));
        Assert.All(lines, line => Assert.InRange(line.Width, 0, width + 0.001));
    }, iter: 2_000);

    [Fact]
    public void No_mix_of_characters_breaks_the_document_or_loses_a_passage() => AnyText.Array[1, 8].Sample(parts =>
    {
        string passage = "begin " + string.Concat(parts) + " end";
        string expected = Document.Squeeze(string.Concat(PrintableText.Of(passage, Styles.Shared).Select(part => part.Text)));
        using PdfDocument document = Document.Of(WithPassage(passage));
        Assert.Contains(Comparable(expected), Comparable(OutputSideOf(document, passage.Length)));
    }, iter: 60);

    [Fact]
    public void The_shipped_fonts_have_every_letter_of_European_languages()
    {
        foreach (Typeface face in new[] { Typeface.Serif, Typeface.SerifItalic, Typeface.SerifBold, Typeface.Sans,
            Typeface.SansBold })
        {
            // Latin-1, Latin Extended-A and Additional, Greek and Greek Extended, Cyrillic; what Unicode has not assigned is
            // left out.
            var ranges = new[] { (0x20, 0x7E), (0xA0, 0x17F), (0x1E00, 0x1EFF), (0x386, 0x3CE), (0x1F00, 0x1FFE),
                (0x400, 0x45F) };
            foreach ((int first, int last) in ranges)
            {
                for (int c = first; c <= last; c++)
                {
                    if (Rune.GetUnicodeCategory(new Rune(c)) != System.Globalization.UnicodeCategory.OtherNotAssigned)
                        Assert.True(face.File.Has((char)c), $"{face.Name} lacks U+{c:X4}");
                }
            }
        }
    }

    private static string LettersOf(string passage)
    {
        using PdfDocument document = Document.Of(WithPassage(passage));
        return document.Letters();
    }

    /// <summary>The letters of the left column from the first exhibit on, without the captions.</summary>
    private static string OutputSideOf(PdfDocument document, int length)
    {
        string column = string.Concat(
            Enumerable.Range(document.PageWith("Exhibit 1-1"), 6).Where(page => page <= document.NumberOfPages)
            .SelectMany(page => document.GetPage(page).Letters).Where(
                l => l.StartBaseLine.X < 290 && l.StartBaseLine.Y is > 70 and < 770).Select(l => l.Value));
        // The number is told exactly: the passage may go on with a digit right behind the caption of its next page.
        string caption = string.Create(
            CultureInfo.InvariantCulture, $@"OUTPUTmodel-a(\(continued\))?Outputoutput-1,characters40–{40 + length:N0}");
        return Regex.Replace(Document.Squeeze(column), caption, "");
    }

    // Marks that stand alone are read back in the order of their place.
    private static string Comparable(string text) => string.Concat(text.Where(c => char.IsLetterOrDigit(c) && c < 0x250));

    private static AuditReport WithPassage(string passage) => Samples.Report(Samples.Finding(
        new Work { Id = "w1", Title = "A work" }, 9_000, Samples.Match("w1", 0, passage)));
}
