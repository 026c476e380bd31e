using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Formats.Onix;

/// <summary>What a message says for all its products.</summary>
/// <param name="Version"><c>2.1</c>, <c>3.0</c>, <c>3.1</c>, or another that it states; null where it states none.</param>
/// <param name="UsesShortTags">Whether its tags are the short ones.</param>
/// <param name="DefaultLanguage">Language of text of products that state none, a BCP 47 tag; null where it is not stated.</param>
/// <param name="Sender">Who sent it; null where it is not stated.</param>
internal sealed record OnixMessage(string? Version, bool UsesShortTags, string? DefaultLanguage, string? Sender)
{
    /// <summary>Format in words: <c>ONIX for Books 3.0, short tags</c>.</summary>
    public string Format => $"ONIX for Books{(Version is null ? "" : $" {Version}")}, {(UsesShortTags ? "short tags" : "reference names")}";

    /// <summary>Whether it is of the second release, whose updates are complete records.</summary>
    public bool IsOfRelease2 => Version?.StartsWith('2') == true;

    /// <summary>Tells what a message says.</summary>
    /// <param name="root">Its outermost element; null where a product stands alone.</param>
    /// <param name="header">Its header; null where it has none that can be read.</param>
    /// <param name="first">Its first product; null where it has none.</param>
    public static OnixMessage Of(XElement? root, XElement? header, XmlRecord? first)
    {
        XElement? product = first?.Element;
        string space = (product ?? header)?.Name.NamespaceName ?? "";
        string? version = root?.Attribute("release")?.Value.Trim() is { Length: > 0 } stated ? Shorten(stated)
            : space.Contains("/3.1/", StringComparison.Ordinal) ? "3.1"
            : space.Contains("/3.0/", StringComparison.Ordinal) ? "3.0"
            : space.Contains("/2.1/", StringComparison.Ordinal) ? "2.1"
            : product?.One("DescriptiveDetail") is not null || product?.One("PublishingDetail") is not null ? null
            : product is null ? null : "2.1";
        bool isShort = root is not null ? root.Name.LocalName == "ONIXmessage" : first?.Name == "product";
        return new OnixMessage(
            version, isShort, LanguageTags.Of(header.Words("DefaultLanguageOfText")), header.One("Sender").Words("SenderName") ?? header.Words("FromCompany"));
    }

    private static string Shorten(string version) => version.Length <= 10 ? version : version[..10];
}
