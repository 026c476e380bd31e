using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Formats.Tei;

/// <summary>
/// The text of TEI P5 and P4 as somebody reads the edition: corrected, regularised and expanded where the encoding has both forms, lines of the
/// source put together to paragraphs, without what the encoding adds. Notes follow the block that they stand in.
/// </summary>
internal static class TeiText
{
    private static readonly BlockText Reader = new(
        BlockText.Table(
            (TextPart.Block, "ab argument back body byline castGroup castList closer dateline div div0 div1 div2 div3 div4 div5 div6 div7 docAuthor docDate "
                + "docEdition docImprint docTitle entry epigraph epilogue figure floatingText front group head imprimatur lg list listBibl opener p postscript "
                + "prologue salute set signed sp speaker table text titlePage titlePart trailer u"),
            (TextPart.Line, "biblStruct castItem item l row"),
            (TextPart.Cell, "cell"),
            (TextPart.Note, "note"),
            (TextPart.LeftOut, "addSpan anchor certainty del delSpan desc facsimile figDesc fw graphic index interp interpGrp listPrefixDef media notatedMusic "
                + "orgDesc precision rdg rt sourceDoc spanGrp standOff surplus teiHeader witDetail")),
        Look);

    /// <summary>The text of a document; null where it has none.</summary>
    public static string? Of(XElement document)
    {
        string text = Reader.Of(document.Elements().Where(e => e.Name.LocalName == "text"));
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>The words of one element, in one line.</summary>
    public static string Line(XElement element) =>
        string.Join(' ', Reader.Of(element).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static TextPart? Look(XElement element)
    {
        string? parent = element.Parent?.Name.LocalName;
        switch (element.Name.LocalName)
        {
            case "lb":
                return IsInsideWord(element) ? TextPart.Join : TextPart.Space;
            case "pb" or "cb" or "gb" or "milestone":
                return IsInsideWord(element) ? TextPart.Join : TextPart.LeftOut;
            case "sic" or "orig" or "abbr" when parent == "choice":
                return HasBeside(element, "corr", "reg", "expan") ? TextPart.LeftOut : null;
            // Of readings that are equally likely the first is read.
            case "seg" or "unclear" or "corr" or "reg" or "expan" when parent == "choice":
                return element.ElementsBeforeSelf(element.Name).Any() ? TextPart.LeftOut : null;
            case "rdg" when parent is "app" or "rdgGrp" && !HasBeside(element, "lem") && !element.ElementsBeforeSelf(element.Name).Any():
                return TextPart.Inline;
            case "stage" or "label":
                return parent is "p" or "l" or "ab" or "seg" or "head" or "speaker" ? null : parent is "list" ? TextPart.Line : TextPart.Block;
            case "ref" or "ptr":
                return element.Attribute("type")?.Value.Contains("note", StringComparison.OrdinalIgnoreCase) == true && element.Value.Trim().Length <= 6
                    ? TextPart.LeftOut : null;
            default:
                return null;
        }
    }

    private static bool IsInsideWord(XElement element) => element.Attribute("break")?.Value.Trim() == "no";

    private static bool HasBeside(XElement element, params string[] names) =>
        element.Parent!.Elements().Any(e => names.Contains(e.Name.LocalName, StringComparer.Ordinal));
}
