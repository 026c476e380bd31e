using System.Text;
using AngleSharp.Dom;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Crawlers.Rights;

/// <summary>
/// Sentences for people: a page of terms, by its address or title, speaks for its site and is read whole; of other pages the
/// footer and notices of copyright are read, which speak for the page. News that report on reservations state none.
/// </summary>
internal static class PageTerms
{
    private const int MaximumText = 1 << 20;

    private static readonly string[] TermsWords =
    [
        "terms", "conditions", "legal", "copyright", "impressum", "imprint", "agb", "nutzungsbedingungen", "nutzungsvorbehalt",
        "mentions-legales", "mentions légales", "cgu", "conditions-generales", "conditions générales", "aviso-legal",
            "aviso legal",
        "condiciones", "note-legali", "note legali", "termini", "condizioni", "voorwaarden", "disclaimer", "termos", "condicoes",
            "condições",
        "tdm", "text-and-data-mining", "text and data mining", "ai-policy", "ai policy", "rechtliche", "rights-and-permissions",
            "permissions",
        "urheberrecht", "tos",
    ];

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "div", "li", "ul", "ol", "section", "article", "h1", "h2", "h3", "h4", "h5", "h6", "td", "tr", "table", "footer",
            "header",
        "main", "aside", "blockquote", "dd", "dt", "dl", "br", "nav", "form",
    };

    internal static StatedRights Read(IDocument document, RightsSource source)
    {
        if (IsTerms(source.Address, document.Title))
        {
            IElement? body = document.QuerySelector("main") ?? document.Body;
            return body is null ? StatedRights.None
                : HumanTermsReader.Read(TextOf(body), source with { Subject = RightsScope.Site(source.Origin) }, "page of terms");
        }
        var parts = new List<StatedRights>();
        IElement? last = null;
        foreach (IElement notice in document.QuerySelectorAll(
            "footer, [role=contentinfo], .copyright, #copyright, .footer, #footer, .legal, .tdm-reservation, .copyright-notice")
                .Take(20))
        {
            // A notice in a footer is read with it.
            if (last is not null && last.Contains(notice))
                continue;
            last = notice;
            parts.Add(HumanTermsReader.Read(TextOf(notice), source with { Subject = PageElements.ScopeOf(notice, source) },
                notice.LocalName));
        }
        StatedRights all = StatedRights.All(parts);
        return all with { Statements = [.. all.Statements.DistinctBy(statement => (statement.RawText, statement.Scope.Part))] };
    }

    /// <summary>
    /// Whether a page is one of terms: a word of its last path segment, or of a short title, says so. Sections of that name hold
    /// news (<c>/legal/publisher-sues</c>), and so do long segments and titles.
    /// </summary>
    internal static bool IsTerms(string address, string? title)
    {
        string path = Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) ? Uri.UnescapeDataString(uri.AbsolutePath) : "";
        string last = path.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries)
            .LastOrDefault(segment => !segment.StartsWith("index.", StringComparison.Ordinal)) ?? "";
        string[] words = last.Split(['-', '_', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        string name = (title ?? "").Trim().ToLowerInvariant();
        return Array.Exists(TermsWords, word => (words.Length <= 5 && (word.Contains('-', StringComparison.Ordinal)
                ? last.Contains(word, StringComparison.Ordinal) : words.Contains(word)))
            || (name.Length <= 60 && (name.StartsWith(word + " ", StringComparison.Ordinal)
                || name.Split(['|', '-', '–', '—', ':']).Any(piece => piece.Trim() == word))));
    }

    /// <summary>The text of an element: an empty line between blocks, items of lists with a mark, no scripts.</summary>
    internal static string TextOf(IElement root)
    {
        var text = new StringBuilder();
        INode? at = root.FirstChild;
        while (at is not null && text.Length < MaximumText)
        {
            bool skip = false;
            if (at is IElement element)
            {
                skip = element.LocalName is "script" or "style" or "noscript" or "template" or "svg";
                if (Blocks.Contains(element.LocalName))
                    text.Append("\n\n");
                if (element.LocalName == "li")
                    text.Append("• ");
            }
            else if (at is IText words)
                text.Append(words.Data.ReplaceLineEndings(" "));
            if (!skip && at.FirstChild is { } child)
            {
                at = child;
                continue;
            }
            while (at is not null && at != root && at.NextSibling is null)
            {
                at = at.Parent;
                if (at is IElement closed && at != root && Blocks.Contains(closed.LocalName))
                    text.Append("\n\n");
            }
            at = at is null || at == root ? null : at.NextSibling;
        }
        return text.ToString();
    }
}
