using System.Collections.Frozen;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>
/// Words that sites use in classes, ids and roles, and what they hint at. English, since class names are English nearly
/// everywhere; the few words of other languages are those that content management systems of these countries write.
/// </summary>
internal static class HintWords
{
    // A class list longer than this is generated; what matters stands at its beginning.
    private const int LongestNames = 400;

    private static readonly (ElementHints Hint, string Words)[] Whole =
    [
        (ElementHints.Navigation, "nav menu navigation navbar menubar breadcrumb breadcrumbs crumb crumbs pagination pager paging paginator skip toolbar topbar toc "
            + "navi submenu megamenu tabs tab pagenav nextprev prevnext prev next"),
        (ElementHints.Header, "header masthead banner topper head banderole"),
        (ElementHints.Footer, "footer foot bottom colophon copyright imprint legal disclaimer credits contentinfo"),
        (ElementHints.Aside, "aside sidebar rail side complementary sidecar rightcol leftcol rightcolumn leftcolumn secondary tertiary marginalia"),
        (ElementHints.Comments, "comment comments commentlist disqus discussion replies respond livefyre commenting kommentare comentarios "
            + "commentaires viafoura"),
        (ElementHints.Share, "share sharing shares social socials sharethis addthis sharedaddy addtoany twitter facebook linkedin pinterest whatsapp follow "
            + "bookmark sharebar sociable likes like email print printer tweet"),
        (ElementHints.Related, "related recommended recommend recommendation recommendations recommendations popular trending similar more mostread mostpopular latest "
            + "teaser teasers promo promos promotion outbrain taboola recirc recirculation readmore suggested suggestions upnext linked relateds "
            + "headlines river feed jp yarpp zergnet cards card carousel slider explore discover seealso story-list further zemanta interlink"),
        (ElementHints.Advert, "ad ads adv advert adverts advertisement advertising advertorial sponsor sponsored sponsors adbox adslot adunit dfp gpt banner "
            + "banners googlead adsense adsbygoogle commercial affiliate publicidad publicidade anzeige werbung reklama"),
        (ElementHints.Newsletter, "newsletter subscribe subscription signup optin mailchimp mailinglist subscriber subscriptions mc4wp inscription"),
        (ElementHints.Consent, "cookie cookies consent gdpr modal popup overlay dialog lightbox ccpa onetrust didomi notice alert toast interstitial privacy"),
        (ElementHints.Caption, "caption captions figcaption credit imagecredit photocredit legend wp-caption gallery slideshow photo image media video img figure "
            + "player picture thumbnail thumb"),
        (ElementHints.Byline, "byline author authors meta date time timestamp dateline published posted pubdate postmeta entrymeta datetime publish updated info "
            + "kicker eyebrow attribution contributor contributors"),
        (ElementHints.Tags, "tag tags category categories topics topic keywords keyword taxonomy cat-links labels schlagworte"),
        (ElementHints.Form, "form search searchform login signin register poll quiz survey vote input contact"),
        (ElementHints.Widget, "widget widgets module plugin tool tools utility actions action controls icon icons button btn cta ticker weather rating ratings stars "
            + "shop product products price buy stock quote-box infobox factbox accordion tooltip"),
        (ElementHints.Biography, "bio biography aboutauthor authorbox authorinfo vcard profile biog avatar"),
        (ElementHints.Embed, "embed tweet twitter-tweet instagram instagram-media oembed iframe"),
        (ElementHints.Heading, "headline title heading hed h1"),
        (ElementHints.Summary, "summary dek subtitle subheadline standfirst lede lead intro deck abstract excerpt description teaser-text subhead chapo strapline"),
        (ElementHints.Article, "article post story hentry blogpost news entry blogposting newsarticle"),
        (ElementHints.Body, "body content text copy main maincontent paragraphs richtext prose paragraph contenido conteudo texto inhalt contenu artikel articulo testo"),
        (ElementHints.ArticleBody, "articlebody articletext articlecontent storybody storytext storycontent entrycontent postcontent postbody bodycopy articlecopy "
            + "bodytext newstext newsbody blogbody blogcontent"),
        (ElementHints.Paywall, "paywall regwall piano subscriber-only premium-wall meter metered locked"),
        (ElementHints.Hidden, "hidden hide invisible offscreen sr screenreader visuallyhidden noprint noscript sronly"),
    ];

    // Written together with others, as in "socialsharebar" or "relatedposts": found anywhere in a name.
    private static readonly (ElementHints Hint, string Parts)[] Inside =
    [
        (ElementHints.Navigation, "navigation breadcrumb menu pagination"),
        (ElementHints.Footer, "footer copyright disclaimer"),
        (ElementHints.Aside, "sidebar"),
        (ElementHints.Comments, "comment disqus"),
        (ElementHints.Share, "share sharing social addtoany addthis"),
        (ElementHints.Related, "related recommend popular trending outbrain taboola promo mostread teaser readmore recirc"),
        (ElementHints.Advert, "advert sponsor adsense"),
        (ElementHints.Newsletter, "newsletter subscri signup"),
        (ElementHints.Consent, "cookie consent gdpr modal popup overlay"),
        (ElementHints.Caption, "caption photocredit slideshow gallery"),
        (ElementHints.Byline, "byline timestamp pubdate postmeta dateline"),
        (ElementHints.Form, "search login"),
        (ElementHints.Widget, "widget"),
        (ElementHints.Biography, "authorbio aboutauthor authorbox"),
        (ElementHints.ArticleBody, "articlebody articletext articlecontent storybody storytext storycontent entrycontent postcontent postbody bodycopy bodytext"),
        (ElementHints.Article, "article"),
        (ElementHints.Paywall, "paywall"),
    ];

    private static readonly FrozenDictionary<string, ElementHints> ByWord = Words();
    private static readonly FrozenDictionary<string, ElementHints>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByWord.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly (ElementHints Hint, string Part)[] Parts =
        [.. Inside.SelectMany(i => i.Parts.Split(' ').Select(p => (i.Hint, p)))];

    /// <summary>What the names of an element hint at.</summary>
    /// <param name="names">Classes, an id, a role: words of letters, parted by anything else or by a capital after a small letter.</param>
    public static ElementHints Of(ReadOnlySpan<char> names)
    {
        names = names[..Math.Min(names.Length, LongestNames)];
        ElementHints hints = ElementHints.None;
        foreach (Range range in names.Split(' '))
        {
            // WordPress writes what an article is about as "category-reviews" and "tag-newsletter".
            if (!names[range].StartsWith("category-", StringComparison.Ordinal) && !names[range].StartsWith("tag-", StringComparison.Ordinal))
                hints |= OfName(names[range]);
        }
        return hints;
    }

    private static ElementHints OfName(ReadOnlySpan<char> names)
    {
        ElementHints hints = ElementHints.None;
        Span<char> lower = stackalloc char[LongestNames + 1];
        Span<char> word = stackalloc char[LongestNames];
        int length = 0, joined = 0;
        for (int i = 0; i <= names.Length; i++)
        {
            char c = i < names.Length ? names[i] : ' ';
            bool letter = char.IsAsciiLetterOrDigit(c);
            bool newWord = !letter || (char.IsAsciiLetterUpper(c) && i > 0 && char.IsAsciiLetterLower(names[i - 1]));
            if (newWord && length > 0)
            {
                if (BySpan.TryGetValue(word[..length], out ElementHints found))
                    hints |= found;
                length = 0;
            }
            if (letter)
            {
                word[length++] = char.ToLowerInvariant(c);
                lower[joined++] = char.ToLowerInvariant(c);
            }
            else if (c is not ('-' or '_'))
            {
                lower[joined++] = ' ';
            }
        }
        ReadOnlySpan<char> all = lower[..joined];
        foreach ((ElementHints hint, string part) in Parts)
        {
            if ((hints & hint) == 0 && all.Contains(part, StringComparison.Ordinal))
                hints |= hint;
        }
        return hints;
    }

    private static FrozenDictionary<string, ElementHints> Words()
    {
        var words = new Dictionary<string, ElementHints>(StringComparer.Ordinal);
        foreach ((ElementHints hint, string list) in Whole)
        {
            foreach (string word in list.Split(' '))
                words[word] = words.GetValueOrDefault(word) | hint;
        }
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
