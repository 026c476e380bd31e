namespace ProvenanceAudit.Rights.Readers;

/// <summary>The controlled values of the PLUS data mining property (PLUS LDF 2.0.1), which IPTC uses in XMP and in NewsML-G2.</summary>
internal static class PlusDataMining
{
    private const string Vocabulary = "http://ns.useplus.org/ldf/vocab/";

    private static readonly RightsUse[] Mining = [RightsUse.TextAndDataMining, RightsUse.AiTraining];

    /// <summary>Reads a value: the address of a term, or its name alone.</summary>
    internal static StatedRights Read(string value, string? constraints, string raw, string position, RightsSource source,
        RightsStandard standard)
    {
        var found = new StatementList(source, standard);
        string term = value[(value.LastIndexOfAny(['/', ':']) + 1)..].Trim().ToUpperInvariant();
        List<string> remarks = [];
        bool asWritten = value.StartsWith(Vocabulary, StringComparison.Ordinal);
        if (!asWritten)
            remarks.Add($"the value is not an address in {Vocabulary}");
        void State(IReadOnlyList<RightsUse> uses, RightsEffect effect, string? remark, params RightsCondition[] conditions)
        {
            found.Add(found.New(source.About, uses, effect, raw) with
            {
                Position = position,
                Conditions = conditions,
                Strength = asWritten ? RightsStrength.Standard : RightsStrength.NonStandard,
                Remarks = remark is null ? [.. remarks] : [.. remarks, remark],
            });
        }
        switch (term)
        {
            case "DMI-UNSPECIFIED":
                State([], RightsEffect.Inform, "the property says that nothing is specified");
                break;
            case "DMI-ALLOWED":
                State(Mining, RightsEffect.Permit, null);
                break;
            case "DMI-PROHIBITED":
                State(Mining, RightsEffect.Reserve, null);
                break;
            case "DMI-PROHIBITED-AIMLTRAINING":
                State([RightsUse.AiTraining], RightsEffect.Reserve, null);
                break;
            case "DMI-PROHIBITED-GENAIMLTRAINING":
                State([RightsUse.AiTraining], RightsEffect.Reserve, "the value speaks of training generative models");
                break;
            case "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING":
                State(Mining, RightsEffect.Reserve, null);
                State([RightsUse.Index], RightsEffect.Permit, null);
                break;
            case "DMI-PROHIBITED-SEECONSTRAINT":
                State(Mining, RightsEffect.Reserve, "exceptions are in the property plus:OtherConstraints",
                    constraints is null ? [] : [new RightsCondition(RightsConditionKind.Other, RightsStatement.Bounded(constraints))]);
                break;
            case "DMI-PROHIBITED-SEEEMBEDDEDRIGHTSEXPR":
                State(Mining, RightsEffect.Reserve, "exceptions are in the rights expression that the file embeds");
                break;
            case "DMI-PROHIBITED-SEELINKEDRIGHTSEXPR":
                State(Mining, RightsEffect.Reserve, "exceptions are in the rights expression that the file links to");
                break;
            default:
                found.Problem($"{position} is {StatementList.Quoted(value)}, which is no term of its vocabulary");
                break;
        }
        return found.Done();
    }
}
