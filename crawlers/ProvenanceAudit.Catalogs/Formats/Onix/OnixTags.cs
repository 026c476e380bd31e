using System.Collections.Frozen;
using System.Xml.Linq;

namespace ProvenanceAudit.Catalogs.Formats.Onix;

/// <summary>
/// Elements of ONIX by their reference names, whichever of both sets of tags a message uses. Short tags of data elements are the codes of
/// the format's documentation (EDItEUR, ONIX for Books 2.1 and 3.1); those of composites are the reference names in small letters.
/// </summary>
internal static class OnixTags
{
    private const string ShortTags = """
        a001 RecordReference,a002 NotificationType,a199 DeletionText,b003 PublicationDate,b004 ISBN,b005 EAN13,b009 DOI,b016 SeriesISSN,
        b028 DistinctiveTitle,b029 Subtitle,b030 TitlePrefix,b031 TitleWithoutPrefix,b034 SequenceNumber,b036 PersonName,
        b037 PersonNameInverted,b038 TitlesBeforeNames,b039 NamesBeforeKey,b040 KeyNames,b041 NamesAfterKey,b042 LettersAfterNames,
        b043 TitlesAfterNames,b047 CorporateName,b059 LanguageOfText,b079 ImprintName,b081 PublisherName,b087 CopyrightYear,
        b088 YearFirstPublished,b089 SalesRightsType,b090 RightsCountry,b091 RightsRegion,b201 WorkIDType,b202 TitleType,b203 TitleText,
        b221 ProductIDType,b233 IDTypeName,b244 IDValue,b247 PrefixToKey,b248 SuffixToKey,b249 UnnamedPersons,b251 CountryCode,
        b252 LanguageCode,b253 LanguageRole,b273 SeriesIDType,b291 PublishingRole,b306 Date,b324 StartDate,b325 EndDate,
        b381 SalesRestrictionType,b382 SalesOutletName,b383 SalesRestrictionDetail,b388 RightsTerritory,h208 RelationCode,j260 DateFormat,
        m174 FromCompany,m184 DefaultLanguageOfText,x298 SenderName,x317 EpubTechnicalProtection,x318 EpubUsageType,x319 EpubUsageStatus,
        x320 Quantity,x321 EpubUsageUnit,x344 CollectionIDType,x409 TitleElementLevel,x410 PartNumber,x420 ScriptCode,
        x443 CorporateNameInverted,x448 PublishingDateRole,x449 CountriesIncluded,x450 RegionsIncluded,x451 CountriesExcluded,
        x452 RegionsExcluded,x453 SalesRestrictionNote,x454 WorkRelationCode,x455 ProductRelationCode,x456 ROWSalesRightsType,
        x508 EpubLicenseExpressionType,x510 EpubLicenseExpressionLink,x511 EpubLicenseName,x512 CopyrightType
        """;

    private const string Composites = """
        Product Header Sender ProductIdentifier DescriptiveDetail Collection CollectionIdentifier TitleDetail TitleElement Title Series
        SeriesIdentifier Contributor Language PublishingDetail Imprint Publisher PublishingDate CopyrightStatement CopyrightOwner SalesRights
        Territory SalesRestriction SalesOutlet NotForSale EpubUsageConstraint EpubUsageLimit EpubLicense EpubLicenseExpression
        RelatedMaterial RelatedWork WorkIdentifier RelatedProduct ContentDetail CollateralDetail ProductSupply SupplyDetail
        """;

    private static readonly FrozenDictionary<string, string> References = ShortTags.Split(',', StringSplitOptions.TrimEntries)
        .Select(pair => (pair[..4], pair[5..]))
        .Concat(Composites.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(name => (name.ToLowerInvariant(), name)))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>Whether an element is of this name.</summary>
    public static bool Is(this XElement element, string name) =>
        References.GetValueOrDefault(element.Name.LocalName, element.Name.LocalName) == name;

    /// <summary>The elements of a name that stand directly in this one.</summary>
    public static IEnumerable<XElement> All(this XElement? element, string name) => element?.Elements().Where(child => child.Is(name)) ?? [];

    /// <summary>The first of them; null where there is none.</summary>
    public static XElement? One(this XElement? element, string name) => element.All(name).FirstOrDefault();

    /// <summary>The words of the first of them, runs of white space as one space; null where there are none.</summary>
    public static string? Words(this XElement? element, string name) =>
        element.All(name).Select(WordsOf).FirstOrDefault(words => words is not null);

    /// <summary>The words of an element; null where there are none.</summary>
    public static string? WordsOf(XElement element)
    {
        string words = string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length == 0 ? null : words;
    }
}
