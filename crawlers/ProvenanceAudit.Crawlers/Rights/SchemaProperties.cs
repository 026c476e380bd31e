using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Crawlers.Rights;

/// <summary>
/// schema.org's properties of rights. A licence that is known is stated with what it grants; all else informs: who holds the rights,
/// where terms stand, whether reading is free (which publishers often set wrongly, and which permits nothing).
/// </summary>
internal static class SchemaProperties
{
    private const int LongestName = 300;

    private static readonly Dictionary<string, string> Remarks = new(StringComparer.Ordinal)
    {
        ["license"] = "",
        ["usageInfo"] = "it names a page on how the content may be used",
        ["acquireLicensePage"] = "it names a page where a licence can be had",
        ["copyrightHolder"] = "it names the holder of the copyright",
        ["copyrightYear"] = "it names the year of the copyright",
        ["copyrightNotice"] = "it is a notice of copyright",
        ["creditText"] = "it names who is to be credited",
        ["isAccessibleForFree"] = "it says whether reading is free; that permits nothing",
        ["conditionsOfAccess"] = "it tells conditions of access in words",
    };

    internal static bool IsKnown(string property) => Remarks.ContainsKey(property);

    internal static IEnumerable<string> Names => Remarks.Keys;

    /// <summary>States a property.</summary>
    internal static StatedRights State(string property, string value, string raw, string position, RightsSource source)
    {
        if (value.Length == 0)
            return StatedRights.None;
        if (property == "license")
            return RightsValue.Read(value, raw, $"{position}, license", source, RightsStandard.SchemaOrg);
        var found = new StatementList(source, RightsStandard.SchemaOrg);
        bool address = property is "usageInfo" or "acquireLicensePage";
        found.Add(found.New(source.About, [], RightsEffect.Inform, raw) with
        {
            Position = $"{position}, {property}",
            Declarant = property == "copyrightHolder" ? new(RightsRole.RightsHolder, value[..Math.Min(value.Length, LongestName)]) : source.Declarant,
            Link = address ? source.Resolve(value) : null,
            Remarks = [Remarks[property]],
        });
        StatedRights stated = found.Done();
        // Notices and conditions are words, and words may reserve.
        return property is "copyrightNotice" or "conditionsOfAccess"
            ? StatedRights.All(stated, HumanTermsReader.Read(value, source, $"{position}, {property}")) : stated;
    }
}
