namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// References to licences: of headers, pages and metadata. A known licence is stated with what it grants and asks; of another, that
/// it exists and where, which decides nothing.
/// </summary>
internal static class LicenceLink
{
    private const string RslType = "application/rsl+xml";

    /// <summary>Reads a link of the relation license.</summary>
    /// <param name="target">As written.</param>
    /// <param name="type">Media type as written; null where none is.</param>
    /// <param name="raw">As it stands in the source.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="source">The source, with the scope that the link hangs on.</param>
    internal static StatedRights Read(string target, string? type, string raw, string position, RightsSource source)
    {
        if (type?.Split(';')[0].Trim().Equals(RslType, StringComparison.OrdinalIgnoreCase) == true)
            return Rsl(target, raw, position, source);
        return Value(source.Resolve(target), raw, position, source, RightsStandard.RelLicense);
    }

    /// <summary>A link to an RSL document: its terms are in that document.</summary>
    internal static StatedRights Rsl(string target, string raw, string position, RightsSource source, int? line = null)
    {
        var found = new StatementList(source, RightsStandard.Rsl, "1.0");
        bool absolute = Addresses.Web(target.Trim()) is not null;
        if (target.Trim().Length == 0)
            found.Problem("a link to an RSL document names no address", line);
        else
            found.Add(found.New(source.About, [], RightsEffect.Inform, raw) with
            {
                Position = position,
                Line = line,
                Link = source.Resolve(target),
                Strength = absolute ? RightsStrength.Standard : RightsStrength.NonStandard,
                Remarks = absolute ? ["the terms are in the RSL document that it names"]
                    : ["the terms are in the RSL document that it names", "RSL asks for an absolute address"],
            });
        return found.Done();
    }

    /// <summary>Reads a value that names a licence: an address, an SPDX identifier, a short name, or words.</summary>
    /// <param name="value">The value.</param>
    /// <param name="raw">As it stands in the source.</param>
    /// <param name="position">Where it stands.</param>
    /// <param name="source">The source, with the scope that it covers.</param>
    /// <param name="unknown">The standard of the statement where the licence is not known.</param>
    /// <param name="complete">Adds dates and the like.</param>
    internal static StatedRights Value(string value, string raw, string position, RightsSource source, RightsStandard unknown,
        Func<RightsStatement, RightsStatement>? complete = null)
    {
        complete ??= statement => statement;
        string text = value.Trim();
        if (text.Length == 0)
            return StatedRights.None;
        if (LicenceTerms.Of(text) is not { } licence)
        {
            var other = new StatementList(source, unknown);
            other.Add(complete(other.New(source.About, [], RightsEffect.Inform, raw) with
            {
                Position = position,
                Link = Addresses.Web(text) is null ? null : text,
                Remarks = ["it names terms that are not known here; what they say is not guessed"],
            }));
            return other.Done();
        }
        var found = new StatementList(source, licence.IsCreativeCommons || licence.Id.StartsWith("CC", StringComparison.Ordinal)
            ? RightsStandard.CreativeCommons : RightsStandard.Spdx, licence.Id);
        // Uses on the same conditions are one statement.
        foreach (IGrouping<string, RightsUse> uses in LicenceTerms.Uses.GroupBy(use => licence.For(use).Reason
            + string.Concat(licence.For(use).Conditions.Select(condition => condition.Text))))
        {
            (RightsEffect effect, IReadOnlyList<RightsCondition> conditions, string reason) = licence.For(uses.First());
            found.Add(complete(found.New(source.About, effect == RightsEffect.Inform ? [] : [.. uses], effect, raw) with
            {
                Conditions = conditions,
                Position = position,
                Link = licence.Address,
                Remarks = [reason],
            }));
        }
        return found.Done();
    }
}
