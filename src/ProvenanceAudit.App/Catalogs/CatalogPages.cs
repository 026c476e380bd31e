using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Crawlers.MainText;
using ProvenanceAudit.Crawlers.Rights;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Text.Pages;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>Reads the web pages of catalogs as crawls read those of sites.</summary>
internal static class CatalogPages
{
    private static readonly string[] DateForms = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    /// <summary>Reads a page: its main text, what it says of itself, and of rights.</summary>
    public static PageContent Read(ReadOnlyMemory<byte> html, string name)
    {
        string text = PageDecoder.Decode(html.Span).Text;
        PageText page = MainTextReader.Read(text);
        return new PageContent(
            page.Title, page.Text, page.Authors, DayOf(page.Date), page.Language,
            source => HtmlRightsReader.Read(text, source, KnownAgents.Default));
    }

    // Works are dated by days.
    private static string? DayOf(string? date)
    {
        string? day = date is { Length: > 10 } ? date[..10] : date;
        return day is not null && DateForms.Any(f => DateOnly.TryParseExact(day, f, null, System.Globalization.DateTimeStyles.None, out _)) ? day : null;
    }
}
