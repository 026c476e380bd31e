using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ProvenanceAudit.Text.Pages;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>
/// Reads the main text of a page, and what it tells of title, authors, date, language, address and site. Scripts are not run, and nothing is fetched. Any
/// page is read, however broken or deep; the time that it takes grows with its length.
/// </summary>
public static class MainTextReader
{
    // Real pages seldom nest deeper than 100; browsers stop at 512. What is deeper stays, side by side.
    private const int DeepestNesting = 400;

    /// <summary>Reads a page.</summary>
    /// <param name="html">The page as text; see <see cref="PageDecoder"/>.</param>
    /// <param name="address">Where it was found, for relative links and for dates in addresses.</param>
    public static PageText Read(string html, Uri? address = null)
    {
        using IDocument document = Parse(html);
        return Read(document, address);
    }

    /// <summary>Reads a page that was parsed. The document is left as it is.</summary>
    /// <param name="document">The page.</param>
    /// <param name="address">Where it was found, for relative links and for dates in addresses.</param>
    public static PageText Read(IDocument document, Uri? address = null)
    {
        (PageMetadata metadata, PageTree tree, PageClues clues) = Survey(document, address);
        double[] odds = BlockJudge.Judge(tree, clues);
        string text = TextAssembly.Of(tree, odds, clues.StatedText);
        string? language = clues.Language.Length > 0 ? clues.Language : null;
        return new PageText
        {
            Title = metadata.Title(),
            Authors = metadata.Authors(),
            Date = metadata.Date(language),
            Language = language,
            CanonicalAddress = metadata.CanonicalAddress(),
            SiteName = metadata.SiteName,
            Text = text,
        };
    }

    /// <summary>
    /// Parses a page as this reader does: without scripts, to a bounded depth. Elements know their places in it, which of pages that
    /// nest deeper are those of what was left of them.
    /// </summary>
    public static IDocument Parse(string html) =>
        new HtmlParser(new HtmlParserOptions { MaximumDepth = DeepestNesting, IsKeepingSourceReferences = true })
            .ParseDocument(NestingLimit.Apply(html));

    /// <summary>Everything about a page but the decision what its text is.</summary>
    internal static (PageMetadata Metadata, PageTree Tree, PageClues Clues) Survey(IDocument document, Uri? address)
    {
        var data = StructuredData.Of(document);
        var metadata = new PageMetadata(PageFacts.Of(document), data, address);
        var tree = PageTree.Of(document.Body ?? document.DocumentElement);
        string sample = Sample(tree);
        string? language = metadata.Language();
        if (language is null)
            language = LanguageDetector.Detect(sample);
        else if (LanguageDetector.Contradicts(sample, language, out string? detected))
            language = detected;
        return (metadata, tree, new PageClues(metadata.Title() ?? "", metadata.Description, PlainText(data.Text), language ?? ""));
    }

    /// <summary>The prose of a page, or all of its text where there is little.</summary>
    private static string Sample(PageTree tree)
    {
        const int Enough = 20_000;
        string prose = Join(tree.Blocks.Where(b => b.ProseWords > 0));
        return prose.Length >= 200 ? prose : Join(tree.Blocks);

        static string Join(IEnumerable<TextBlock> blocks)
        {
            var text = new System.Text.StringBuilder();
            foreach (TextBlock block in blocks.TakeWhile(_ => text.Length < Enough))
                text.Append(block.Text).Append('\n');
            return text.ToString();
        }
    }

    /// <summary>Text that structured data states, which may be HTML.</summary>
    private static string PlainText(string? stated)
    {
        if (stated is null)
            return "";
        if (!stated.Contains('<', StringComparison.Ordinal) || !stated.Contains('>', StringComparison.Ordinal))
            return stated;
        using IDocument fragment = Parse(stated);
        return fragment.Body is null ? "" : string.Join("\n\n", PageTree.Of(fragment.Body).Blocks.Select(b => b.Text));
    }
}
