using System.Collections.Frozen;
using AngleSharp.Dom;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>How an element takes part in the flow of text.</summary>
internal enum InlineKind
{
    /// <summary>Begins and ends a block.</summary>
    Block,

    /// <summary>As a block, with spaces and lines as they are written.</summary>
    Preformatted,

    /// <summary>Goes on within a block.</summary>
    Inline,

    /// <summary>A link within a block.</summary>
    Link,

    /// <summary>Bold or italic type within a block.</summary>
    Emphasis,

    /// <summary>A new line; two part blocks.</summary>
    Break,

    /// <summary>Parts blocks.</summary>
    Rule,

    /// <summary>Holds nothing that readers read as text.</summary>
    Skipped,
}

/// <summary>What the elements of HTML are to a reader.</summary>
internal static class ElementKinds
{
    /// <summary>Attributes whose words hint at an element's purpose.</summary>
    public static readonly string[] NamingAttributes =
        ["class", "id", "itemprop", "data-testid", "data-component", "data-type", "data-module", "aria-label"];

    private static readonly FrozenDictionary<string, InlineKind> Kinds = KindsByTag();

    private static readonly FrozenDictionary<string, ElementHints> Tags = new Dictionary<string, ElementHints>
    {
        ["nav"] = ElementHints.Navigation,
        ["menu"] = ElementHints.Navigation,
        ["header"] = ElementHints.Header,
        ["footer"] = ElementHints.Footer,
        ["aside"] = ElementHints.Aside,
        ["figure"] = ElementHints.Caption,
        ["figcaption"] = ElementHints.Caption,
        ["form"] = ElementHints.Form,
        ["fieldset"] = ElementHints.Form,
        ["label"] = ElementHints.Form,
        ["noscript"] = ElementHints.Hidden,
        ["dialog"] = ElementHints.Consent,
        ["article"] = ElementHints.Article,
        ["main"] = ElementHints.Body,
        ["address"] = ElementHints.Byline,
        ["time"] = ElementHints.Byline,
        ["blockquote"] = ElementHints.Quote,
        ["ul"] = ElementHints.List,
        ["ol"] = ElementHints.List,
        ["dl"] = ElementHints.List,
        ["table"] = ElementHints.Table,
        ["h1"] = ElementHints.Heading,
        ["h2"] = ElementHints.Heading,
        ["h3"] = ElementHints.Heading,
        ["h4"] = ElementHints.Heading,
        ["h5"] = ElementHints.Heading,
        ["h6"] = ElementHints.Heading,
        ["button"] = ElementHints.Widget,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ElementHints> Roles = new Dictionary<string, ElementHints>
    {
        ["navigation"] = ElementHints.Navigation,
        ["menu"] = ElementHints.Navigation,
        ["menubar"] = ElementHints.Navigation,
        ["banner"] = ElementHints.Header,
        ["contentinfo"] = ElementHints.Footer,
        ["complementary"] = ElementHints.Aside,
        ["search"] = ElementHints.Form,
        ["form"] = ElementHints.Form,
        ["dialog"] = ElementHints.Consent,
        ["alertdialog"] = ElementHints.Consent,
        ["alert"] = ElementHints.Consent,
        ["article"] = ElementHints.Article,
        ["main"] = ElementHints.Body,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How an element takes part in the flow of text.</summary>
    public static InlineKind Of(IElement element) => Kinds.GetValueOrDefault(element.LocalName);

    /// <summary>What tag, role and visibility of an element hint at.</summary>
    public static ElementHints HintsOf(IElement element)
    {
        ElementHints hints = Tags.GetValueOrDefault(element.LocalName);
        if (element.GetAttribute("role") is { Length: > 0 and < 40 } role)
            hints |= Roles.GetValueOrDefault(role);
        if (element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true" || HidesByStyle(element.GetAttribute("style")))
            hints |= ElementHints.Hidden;
        if (element.GetAttribute("itemprop") is { } property && property.Equals("articleBody", StringComparison.OrdinalIgnoreCase))
            hints |= ElementHints.ArticleBody;
        return hints;
    }

    private static bool HidesByStyle(string? style) => style is { Length: < 4000 }
        && (Says(style, "display", "none") || Says(style, "visibility", "hidden"));

    private static bool Says(string style, string property, string value)
    {
        int at = style.IndexOf(property, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && style.AsSpan(at + property.Length).TrimStart(" :").StartsWith(value, StringComparison.OrdinalIgnoreCase);
    }

    private static FrozenDictionary<string, InlineKind> KindsByTag()
    {
        var kinds = new Dictionary<string, InlineKind>(StringComparer.Ordinal);
        void Are(InlineKind kind, string tags)
        {
            foreach (string tag in tags.Split(' '))
                kinds[tag] = kind;
        }
        Are(InlineKind.Inline, "abbr acronym bdi bdo big cite code data del dfn font ins kbd label mark nobr q ruby rb rt s samp small span strike "
            + "sub sup time tt u var wbr");
        Are(InlineKind.Emphasis, "b strong em i");
        Are(InlineKind.Link, "a");
        Are(InlineKind.Break, "br");
        Are(InlineKind.Rule, "hr");
        Are(InlineKind.Preformatted, "pre listing plaintext xmp");
        Are(InlineKind.Skipped, "script style template svg math iframe object embed applet audio video canvas map area select option optgroup datalist textarea "
            + "input progress meter head title meta link base noembed noframes frame frameset img picture source track param rp");
        return kinds.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
