using AngleSharp.Dom;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Crawlers.Rights;

/// <summary>Elements of pages as statements need them.</summary>
internal static class PageElements
{
    // A page with more license links or properties than this is a catalogue, and each of its entries has a page.
    internal const int MaximumElements = 1000;

    private static readonly HashSet<string> Voids = new(StringComparer.Ordinal) { "meta", "link", "img", "area", "source",
        "base" };

    /// <summary>
    /// The element as the page has it: its tag, and what follows to its end where that is near. Where the parser did not keep the
    /// place, its tag as it was understood. Never what is inside it as a tree, which may nest without end.
    /// </summary>
    internal static string RawOf(IElement element)
    {
        string page = element.Owner?.Source.Text ?? "";
        if (element.SourceReference?.Position.Index is not { } start || start < 0 || start >= page.Length || page[start] != '<')
            return RightsStatement.Bounded($"<{element.LocalName}"
                + string.Concat(element.Attributes.Select(attribute => $" {attribute.Name}=\"{attribute.Value}\"")) + ">");
        string near = page.Substring(start, Math.Min(page.Length - start, RightsStatement.MaximumRawText));
        int tag = EndOfTag(near);
        if (tag < 0 || Voids.Contains(element.LocalName))
            return tag < 0 ? near : near[..tag];
        int close = near.IndexOf($"</{element.LocalName}", tag, StringComparison.OrdinalIgnoreCase);
        int end = close < 0 ? -1 : near.IndexOf('>', close);
        return end < 0 ? near[..tag] : near[..(end + 1)];
    }

    private static int EndOfTag(string text)
    {
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            if (quote != '\0')
                quote = text[i] == quote ? '\0' : quote;
            else if (text[i] is '"' or '\'')
                quote = text[i];
            else if (text[i] == '>')
                return i + 1;
        }
        return -1;
    }

    /// <summary>Line of its tag, from 1; null where the parser did not keep it.</summary>
    internal static int? LineOf(IElement element) => element.SourceReference?.Position.Line;

    /// <summary>Makes a reference absolute, against the base element where the page has one.</summary>
    internal static string Resolve(IElement element, string reference, RightsSource source)
    {
        string? stated = element.Owner?.QuerySelector("base[href]")?.GetAttribute("href");
        string against = stated is null ? source.Address : source.Resolve(stated);
        return (source with { Address = against }).Resolve(reference);
    }

    /// <summary>
    /// What an element in the page hangs on: the page as a whole, or the part about it, so that the licence of a picture is not
    /// taken for the page's.
    /// </summary>
    internal static RightsScope ScopeOf(IElement element, RightsSource source)
    {
        for (IElement? at = element; at is not null && at.LocalName is not ("body" or "html" or "head"); at = at.ParentElement)
        {
            // RDFa: the subject is named.
            if ((at.GetAttribute("about") ?? (at != element ? at.GetAttribute("resource") : null)) is { Length: > 0 } about
                && about[0] != '[')
                return SubjectOf(Resolve(at, about, source), at, source);
            if (at.LocalName is "figure" or "picture" or "figcaption"
                || HasClass(at, "wp-caption", "caption", "credit", "photo-credit", "image-credit"))
                return RightsScope.PartOf(source.Address, PictureIn(at, source));
            if (at.GetAttribute("itemscope") is not null && at.GetAttribute("itemtype") is { } type
                && (type.EndsWith("/ImageObject", StringComparison.Ordinal)
                    || type.EndsWith("/VideoObject", StringComparison.Ordinal)
                    || type.EndsWith("/AudioObject", StringComparison.Ordinal)))
                return RightsScope.PartOf(source.Address, PictureIn(at, source));
            if (HasClass(at, "comment", "comments"))
                return RightsScope.PartOf(source.Address, "a comment");
            if (at.LocalName == "article" && at.Owner!.QuerySelectorAll("article").Take(2).Count() > 1
                && at.Closest("main > article") is null)
                return RightsScope.PartOf(source.Address, $"article {TitleOf(at)}".Trim());
        }
        return source.About;
    }

    private static RightsScope SubjectOf(string subject, IElement at, RightsSource source)
    {
        string page = subject.Split('#')[0];
        if (page.TrimEnd('/') == source.Address.Split('#')[0].TrimEnd('/'))
            return subject.Contains('#', StringComparison.Ordinal) ? RightsScope.PartOf(source.Address, subject) : source.About;
        return at.QuerySelector("img, video, audio") is not null || at.LocalName is "img"
            ? RightsScope.PartOf(source.Address, subject) : RightsScope.Page(subject);
    }

    private static string PictureIn(IElement element, RightsSource source)
    {
        IElement? media = element.QuerySelector("img[src], video, audio, source[src], [itemprop=contentUrl]")
            ?? element.ParentElement?.QuerySelector("img[src], video, audio");
        string? address = media?.GetAttribute("src") ?? media?.GetAttribute("href");
        return address is null ? element.LocalName : $"{media!.LocalName} {Resolve(media, address, source)}";
    }

    private static string TitleOf(IElement article) => article.QuerySelector("h1, h2, h3")?.TextContent.Trim() is { } title
        ? title[..Math.Min(title.Length, 100)] : "";

    private static bool HasClass(IElement element, params string[] names) => Array.Exists(names, element.ClassList.Contains);
}
