namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>What an element's tag, role, class, id and the like say of its purpose.</summary>
[Flags]
internal enum ElementHints
{
    None = 0,
    Navigation = 1 << 0,
    Header = 1 << 1,
    Footer = 1 << 2,
    Aside = 1 << 3,
    Comments = 1 << 4,
    Share = 1 << 5,
    Related = 1 << 6,
    Advert = 1 << 7,
    Newsletter = 1 << 8,
    Consent = 1 << 9,
    Caption = 1 << 10,
    Byline = 1 << 11,
    Tags = 1 << 12,
    Hidden = 1 << 13,
    Form = 1 << 14,
    Widget = 1 << 15,
    Biography = 1 << 16,
    Embed = 1 << 17,
    Heading = 1 << 18,
    Summary = 1 << 19,
    Article = 1 << 20,
    Body = 1 << 21,
    ArticleBody = 1 << 22,
    List = 1 << 23,
    Table = 1 << 24,
    Quote = 1 << 25,
    Paywall = 1 << 26,

    /// <summary>Hints that something is no part of the article.</summary>
    Negative = Navigation | Footer | Aside | Comments | Share | Related | Advert | Newsletter | Consent | Tags | Hidden | Form | Widget
        | Biography | Paywall | Header | Byline | Caption,
}
