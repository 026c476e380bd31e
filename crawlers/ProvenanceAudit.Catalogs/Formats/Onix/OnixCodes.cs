using System.Collections.Frozen;

namespace ProvenanceAudit.Catalogs.Formats.Onix;

/// <summary>What codes of the ONIX code lists (EDItEUR, issue 70) mean, in words for people; of each list what works are described with.</summary>
internal static class OnixCodes
{
    /// <summary>List 46: rights of sale.</summary>
    public static string SalesRights(string code) => Word(SalesRightsTypes, code, "of sales rights type");

    /// <summary>List 71: restrictions of sale.</summary>
    public static string SalesRestriction(string code) => Word(SalesRestrictions, code, "of sales restriction type");

    /// <summary>List 144: technical protection.</summary>
    public static string Protection(string code) => Word(Protections, code, "of protection type");

    /// <summary>List 145: uses of electronic publications.</summary>
    public static string Usage(string code) => Word(Usages, code, "usage of type");

    /// <summary>List 146: whether a use is permitted.</summary>
    public static string UsageStatus(string code) => Word(UsageStatuses, code, "of status");

    /// <summary>List 147: units of limits.</summary>
    public static string UsageUnit(string code) => Word(UsageUnits, code, "of unit");

    /// <summary>Lists 5 and 16: name of the scheme of an identifier of products or works; null for proprietary ones.</summary>
    public static string? IdentifierScheme(string code) => IdentifierSchemes.GetValueOrDefault(code);

    /// <summary>List 13: name of the scheme of an identifier of collections; null for others than those that other catalogs know.</summary>
    public static string? CollectionScheme(string code) => code switch
    {
        "02" or "38" => "issn",
        "06" => "doi",
        "15" => "isbn",
        _ => null,
    };

    /// <summary>List 49: regions that are no part of a country, in words; others as they are.</summary>
    public static string Region(string code) => code switch
    {
        "WORLD" => "the whole world",
        "ROW" => "the rest of the world",
        "ECZ" => "the Eurozone",
        _ => code,
    };

    private static readonly FrozenDictionary<string, string> SalesRightsTypes = Table("""
        00 sales rights not stated
        01 for sale with exclusive rights
        02 for sale with non-exclusive rights
        03 not for sale
        04 not for sale, though the publisher holds exclusive rights
        05 not for sale, though the publisher holds non-exclusive rights
        06 not for sale, since the publisher holds no rights
        07 for sale with exclusive rights, under a sales restriction
        08 for sale with non-exclusive rights, under a sales restriction
        """);

    private static readonly FrozenDictionary<string, string> SalesRestrictions = Table("""
        01 exclusive to a retailer, or its own brand
        02 sold through office suppliers only
        03 for internal use of the publisher only
        04 exclusive to a retailer
        05 a retailer's own brand
        06 to libraries only
        07 to schools only
        08 on the German index of media harmful to minors
        09 not to libraries
        10 sold through news outlets only
        11 not through certain retailers
        12 not to subscription services
        13 to subscription services only
        14 not through online shops
        15 through online shops only
        16 not to schools
        17 printed on demand, without stock
        18 printed on demand while out of stock
        19 not printed on demand
        20 not to certain subscription services
        21 exclusive to a subscription service
        22 to education only
        23 not to education
        99 no restriction on sales
        """);

    private static readonly FrozenDictionary<string, string> Protections = Table("""
        00 none
        01 digital rights management
        02 digital watermarks
        03 Adobe DRM
        04 Apple DRM
        05 OMA DRM
        06 Readium LCP
        07 Sony DRM
        """);

    private static readonly FrozenDictionary<string, string> Usages = Table("""
        00 any use
        01 preview before purchase
        02 printing
        03 copying and pasting
        04 sharing between devices
        05 text to speech
        06 lending to others
        07 licence for a time
        08 renewal of library loans
        09 licence for several users
        10 preview on premises
        11 text and data mining
        16 library loan
        """);

    private static readonly FrozenDictionary<string, string> UsageStatuses = Table("""
        01 permitted without limit
        02 permitted within limits
        03 prohibited
        """);

    private static readonly FrozenDictionary<string, string> UsageUnits = Table("""
        01 copies
        02 characters
        03 words
        04 pages
        05 % of the content
        06 devices
        07 concurrent users
        08 % of the content in a period
        09 days
        10 times
        11 as the first page
        12 as the last page
        13 weeks
        14 months
        15 users
        16 as hours, minutes and seconds
        17 as the time of the beginning
        18 as the time of the end
        19 concurrent classes
        20 classes
        21 dots per inch
        22 times a day
        23 times a month
        24 times a year
        26 dots per centimetre
        27 days after publication
        28 weeks after publication
        29 months after publication
        31 institutions
        98 as the first day
        99 as the last day
        """);

    private static readonly FrozenDictionary<string, string> IdentifierSchemes = Table("""
        02 isbn-10
        03 gtin-13
        04 upc
        05 ismn
        06 doi
        11 istc
        13 lccn
        14 gtin-14
        15 isbn-13
        17 legal-deposit
        18 isrc
        22 urn
        23 oclc
        24 co-publisher-isbn
        25 ismn
        26 isbn-a
        27 jp-e-code
        28 olcc
        29 jp-magazine
        30 upc-12+5
        31 bnf
        32 glimir
        33 oclc-work
        34 issn-13
        35 ark
        39 iscc
        """);

    private static FrozenDictionary<string, string> Table(string lines) => lines.Split('\n', StringSplitOptions.TrimEntries)
        .ToFrozenDictionary(line => line[..2], line => line[3..], StringComparer.Ordinal);

    private static string Word(FrozenDictionary<string, string> table, string code, string otherwise) =>
        table.GetValueOrDefault(code) ?? $"{otherwise} {code}";
}
