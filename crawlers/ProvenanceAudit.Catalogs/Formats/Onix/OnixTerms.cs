using System.Xml.Linq;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats.Onix;

/// <summary>What a product's record says of its rights, its sale and its use, in words.</summary>
internal static class OnixTerms
{
    private const string TextAndDataMining = "11";

    /// <summary>Notices of copyright.</summary>
    /// <param name="publishing">PublishingDetail of 3.x, the product of 2.1.</param>
    public static IEnumerable<WorkTerm> Copyright(XElement? publishing)
    {
        foreach (XElement statement in publishing.All("CopyrightStatement"))
        {
            string sign = statement.Words("CopyrightType") switch { "P" => "℗", "D" => "database right", _ => "©" };
            string years = string.Join(", ", statement.All("CopyrightYear").Select(OnixTags.WordsOf).OfType<string>());
            string owners = string.Join("; ", Owners(statement));
            if (years.Length + owners.Length > 0)
                yield return new(WorkTermKinds.Copyright, string.Join(' ', new[] { sign, years, owners }.Where(part => part.Length > 0)));
        }
        if (publishing.One("CopyrightStatement") is null && publishing.Words("CopyrightYear") is { } year)
            yield return new(WorkTermKinds.Copyright, $"© {year}");
    }

    /// <summary>Who holds the copyright; null where it is not stated.</summary>
    public static string? Holder(XElement? publishing) => publishing.All("CopyrightStatement")
        .Where(statement => statement.Words("CopyrightType") is null or "C").Select(Owners)
        .Where(owners => owners.Length > 0).Select(owners => string.Join("; ", owners)).FirstOrDefault();

    /// <summary>Rights and restrictions of sale, and embargoes.</summary>
    /// <param name="publishing">PublishingDetail of 3.x, the product of 2.1.</param>
    public static IEnumerable<WorkTerm> Sales(XElement? publishing)
    {
        foreach (XElement rights in publishing.All("SalesRights"))
        {
            yield return new(WorkTermKinds.SalesRights, $"{OnixCodes.SalesRights(rights.Words("SalesRightsType") ?? "00")}: {TerritoryOf(rights)}");
            foreach (XElement restriction in rights.All("SalesRestriction"))
                yield return Restriction(restriction);
        }
        foreach (XElement none in publishing.All("NotForSale"))
            yield return new(WorkTermKinds.SalesRights, $"not for sale: {TerritoryOf(none)}");
        if (publishing.Words("ROWSalesRightsType") is { } rest)
            yield return new(WorkTermKinds.SalesRights, $"{OnixCodes.SalesRights(rest)}: {OnixCodes.Region("ROW")}");
        foreach (XElement restriction in publishing.All("SalesRestriction"))
            yield return Restriction(restriction);
        foreach (XElement date in publishing.All("PublishingDate").Where(date => date.Words("PublishingDateRole") == "02"))
        {
            if (OnixDates.Read(date, "Date") is { } day)
                yield return new(WorkTermKinds.Embargo, $"{day}, not to be sold before");
        }
    }

    /// <summary>Technical protection and constraints of use, but for text and data mining, which rights statements tell.</summary>
    /// <param name="detail">DescriptiveDetail of 3.x, the product of 2.1.</param>
    public static IEnumerable<WorkTerm> Usage(XElement? detail)
    {
        foreach (string code in detail.All("EpubTechnicalProtection").Select(OnixTags.WordsOf).OfType<string>())
            yield return new(WorkTermKinds.UsageTerms, $"technical protection: {OnixCodes.Protection(code)}");
        foreach (XElement constraint in detail.All("EpubUsageConstraint"))
        {
            string? type = constraint.Words("EpubUsageType");
            if (type is null or TextAndDataMining)
                continue;
            string limits = string.Join(", ", constraint.All("EpubUsageLimit")
                .Select(limit => $"{limit.Words("Quantity")} {OnixCodes.UsageUnit(limit.Words("EpubUsageUnit") ?? "")}".Trim()));
            string status = constraint.Words("EpubUsageStatus") is { } code ? OnixCodes.UsageStatus(code) : "constrained";
            yield return new(WorkTermKinds.UsageTerms, $"{OnixCodes.Usage(type)}: {status}{(limits.Length == 0 ? "" : $" ({limits})")}");
        }
    }

    /// <summary>The licence of a digital product: the address for people where there is one, else its name. Null where none is stated.</summary>
    public static string? Licence(XElement? detail)
    {
        XElement? licence = detail.One("EpubLicense");
        return licence.All("EpubLicenseExpression").OrderBy(e => e.Words("EpubLicenseExpressionType") ?? "99", StringComparer.Ordinal)
            .Select(e => e.Words("EpubLicenseExpressionLink")).FirstOrDefault(link => link is not null) ?? licence.Words("EpubLicenseName");
    }

    private static string[] Owners(XElement statement) => [.. statement.All("CopyrightOwner").Select(OnixNames.NameOf).OfType<string>()];

    private static WorkTerm Restriction(XElement restriction)
    {
        string?[] more =
        [
            .. restriction.All("SalesOutlet").Select(outlet => outlet.Words("SalesOutletName")), restriction.Words("SalesRestrictionNote"),
            restriction.Words("SalesRestrictionDetail"),
            OnixDates.Read(restriction, "StartDate") is { } start ? $"from {start}" : null,
            OnixDates.Read(restriction, "EndDate") is { } end ? $"until {end}" : null,
        ];
        string words = string.Join("; ", more.OfType<string>());
        string? type = restriction.Words("SalesRestrictionType");
        string what = type is null or "00" ? "" : OnixCodes.SalesRestriction(type);
        return new(WorkTermKinds.SalesRestriction, words.Length == 0 ? (what.Length == 0 ? "not told further" : what)
            : what.Length == 0 ? words : $"{what}: {words}");
    }

    private static string TerritoryOf(XElement rights)
    {
        // 3.x has a composite, early messages of it and 2.1 the elements themselves.
        XElement territory = rights.One("Territory") ?? rights;
        string[] within = [.. Codes(territory, "CountriesIncluded", "RegionsIncluded", "RightsCountry", "RightsTerritory", "RightsRegion")];
        string[] without = [.. Codes(territory, "CountriesExcluded", "RegionsExcluded")];
        return (within.Length == 0 ? "countries not stated" : string.Join(", ", within))
            + (without.Length == 0 ? "" : $", except {string.Join(", ", without)}");
    }

    private static IEnumerable<string> Codes(XElement territory, params string[] names) => names.SelectMany(name => territory.All(name))
        .Select(OnixTags.WordsOf).OfType<string>().SelectMany(codes => codes.Split(' ')).Select(OnixCodes.Region);
}
