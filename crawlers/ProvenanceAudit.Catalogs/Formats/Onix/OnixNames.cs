using System.Globalization;
using System.Xml.Linq;

namespace ProvenanceAudit.Catalogs.Formats.Onix;

/// <summary>Titles and names of a product.</summary>
internal static class OnixNames
{
    /// <summary>
    /// The product's distinctive title with its subtitle, as a title page has them; another title where none is called so. Null where there is
    /// none.
    /// </summary>
    /// <param name="detail">DescriptiveDetail of 3.x, the product of 2.1.</param>
    public static string? Title(XElement? detail)
    {
        XElement[] titles = [.. detail.All("TitleDetail"), .. detail.All("Title")];
        // The sort is stable: 01 is the distinctive title, 00 is undefined; what else there is comes as it stands.
        return titles.OrderBy(t => t.Words("TitleType") switch { "01" => 0, "00" or null => 1, _ => 2 }).Select(TitleOf).FirstOrDefault(t => t is not null)
            ?? WithSubtitle(detail.Words("DistinctiveTitle"), detail.Words("Subtitle"));
    }

    /// <summary>Contributors whose names are stated, in their order; persons that are not named are left out.</summary>
    /// <param name="detail">DescriptiveDetail of 3.x, the product of 2.1.</param>
    public static List<string> Contributors(XElement? detail) =>
        [.. detail.All("Contributor").OrderBy(SequenceOf).Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Name of a person or a body as it is to be shown; null where none is stated.</summary>
    public static string? NameOf(XElement holder)
    {
        if (holder.Words("PersonName") is { } name)
            return name;
        string[] parts =
        [
            .. new[] { "TitlesBeforeNames", "NamesBeforeKey", "PrefixToKey", "KeyNames", "NamesAfterKey", "SuffixToKey" }
                .Select(part => holder.Words(part)).OfType<string>(),
        ];
        if (parts.Length > 0)
            return string.Join(' ', parts);
        return Forward(holder.Words("PersonNameInverted")) ?? holder.Words("CorporateName") ?? holder.Words("CorporateNameInverted");
    }

    // "Melville, Herman" is what is sorted by.
    private static string? Forward(string? inverted)
    {
        int comma = inverted?.IndexOf(", ", StringComparison.Ordinal) ?? -1;
        return comma <= 0 ? inverted : $"{inverted![(comma + 2)..]} {inverted[..comma]}";
    }

    private static int SequenceOf(XElement contributor) =>
        int.TryParse(contributor.Words("SequenceNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : int.MaxValue;

    private static string? TitleOf(XElement title)
    {
        XElement[] elements = [.. title.All("TitleElement")];
        if (elements.Length == 0)
            return TextOf(title);
        // Level 01 is the product; a part of a collection may have no title but that one and a number.
        XElement? product = Array.Find(elements, e => e.Words("TitleElementLevel") == "01");
        if (product is not null && TextOf(product) is { } own)
            return own;
        string[] parts = [.. elements.OrderBy(SequenceOf).SelectMany(e => new[] { TextOf(e), e.Words("PartNumber") }).OfType<string>()];
        return parts.Length == 0 ? null : string.Join(", ", parts);
    }

    private static string? TextOf(XElement element)
    {
        string? prefix = element.Words("TitlePrefix"), rest = element.Words("TitleWithoutPrefix");
        string? text = rest is null ? element.Words("TitleText") ?? prefix
            : prefix is null ? rest : prefix.EndsWith('\'') || prefix.EndsWith('’') ? prefix + rest : $"{prefix} {rest}";
        return WithSubtitle(text, element.Words("Subtitle"));
    }

    private static string? WithSubtitle(string? title, string? subtitle) => title is null || subtitle is null ? title : $"{title}: {subtitle}";
}
