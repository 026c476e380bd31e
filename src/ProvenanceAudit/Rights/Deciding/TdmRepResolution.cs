namespace ProvenanceAudit.Rights.Deciding;

/// <summary>
/// TDMRep: in the file the first rule that fits; a header supersedes the file, metadata in the page or book both; what is absent
/// resets nothing. A policy that the reservation names tells on which conditions it can be lifted.
/// </summary>
internal static class TdmRepResolution
{
    internal static StandardVerdict? Decide(IReadOnlyList<Candidate> candidates, IReadOnlyList<Candidate> policies)
    {
        Candidate? file = candidates.Where(one => LayerOf(one) == 0).OrderBy(one => one.Statement.Sequence).FirstOrDefault();
        Candidate[] layers = [.. candidates.Where(one => LayerOf(one) > 0)];
        if (file is not null && file.Effect != RightsEffect.Inform)
            layers = [.. layers, file];
        layers = [.. layers.Where(one => one.Effect is RightsEffect.Reserve or RightsEffect.Permit)];
        if (layers.Length == 0)
            return null;
        int top = layers.Max(LayerOf);
        Candidate governing = StandardVerdict.MostRestrictive(layers.Where(one => LayerOf(one) == top));
        StandardVerdict verdict = StandardVerdict.Choose(candidates, governing, $"TDMRep: {Name(top)} decides; it supersedes "
            + (top == 0 ? "nothing, and is the first rule of its file that fits" : string.Join(" and ", Enumerable.Range(0, top).Select(Name).Reverse())),
            one => LayerOf(one) < top ? $"{Name(top)} supersedes {Name(LayerOf(one))}"
                : one.Effect == governing.Effect ? "it says the same as the one that governs" : "a rule before it in the file fits");
        if (governing.Effect == RightsEffect.Reserve && governing.Statement.Link is { } link
            && policies.Where(one => one.Statement.SourceAddress == link).ToArray() is { Length: > 0 } offers)
        {
            Candidate offer = StandardVerdict.MostRestrictive(offers);
            return new(offer, $"{verdict.Reason}; it reserves, and the policy that it names offers a permission",
                [new(governing.Sighting, "it reserves; its policy tells how the reservation is lifted"), .. verdict.Others]);
        }
        return verdict;
    }

    private static int LayerOf(Candidate one) => one.Statement switch
    {
        { Sequence: not null } => 0,
        { Evidence.HeaderName: not null } => 1,
        { Declarant.Role: RightsRole.SiteOperator } => 2,
        _ => 3,
    };

    private static string Name(int layer) => layer switch
    {
        0 => "tdmrep.json",
        1 => "the header",
        2 => "the page's metadata",
        _ => "the file's metadata",
    };
}
