namespace ProvenanceAudit.Rights;

/// <summary>What a known licence asks for.</summary>
[Flags]
public enum LicenceElements
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Naming the author and the licence.</summary>
    Attribution = 1,

    /// <summary>No commercial purpose.</summary>
    NonCommercial = 2,

    /// <summary>No adaptation is handed on.</summary>
    NoDerivatives = 4,

    /// <summary>Adaptations come under the same licence.</summary>
    ShareAlike = 8,

    /// <summary>Nothing is granted beyond reading: the terms are a statement, not a licence.</summary>
    NoGrant = 16,
}

/// <summary>
/// A licence that is known: by its SPDX identifier, by the address of its deed. What it means for a use of this product is told by
/// <see cref="For"/>; it says what the licence's own text grants and asks, never what the law allows without it.
/// </summary>
/// <param name="Id">SPDX identifier, or one of our own for what SPDX does not list: <c>InC-1.0</c>.</param>
/// <param name="Name">As its author calls it.</param>
/// <param name="Elements">What it asks for.</param>
/// <param name="Address">Of its deed or text.</param>
/// <param name="IsCreativeCommons">Whether Creative Commons wrote it.</param>
public sealed record LicenceTerms(string Id, string Name, LicenceElements Elements, string Address, bool IsCreativeCommons)
{
    /// <summary>The uses that licences of works speak of: those that copy the work. Crawling and indexing are not theirs.</summary>
    public static IReadOnlyList<RightsUse> Uses { get; } = [RightsUse.TextAndDataMining, RightsUse.AiTraining, RightsUse.AiInput];

    /// <summary>What the licence says of a use.</summary>
    /// <returns>The effect, the conditions, and why in a sentence.</returns>
    public (RightsEffect Effect, IReadOnlyList<RightsCondition> Conditions, string Reason) For(RightsUse use)
    {
        if (!Uses.Contains(use))
            return (RightsEffect.Inform, [], $"{Id} licenses the work; it does not speak of {KebabCase.NameOf(use)}");
        if (Elements.HasFlag(LicenceElements.NoGrant))
            return (RightsEffect.Inform, [], $"{Id} states that the work is in copyright, or its status; it grants nothing");
        var conditions = new List<RightsCondition>();
        if (Elements.HasFlag(LicenceElements.Attribution))
            conditions.Add(new(RightsConditionKind.Attribution, "name the author, the source and the licence", Link: Address));
        if (Elements.HasFlag(LicenceElements.NonCommercial))
            conditions.Add(new(RightsConditionKind.NonCommercial, "no commercial purpose", Link: Address));
        if (Elements.HasFlag(LicenceElements.NoDerivatives))
            conditions.Add(new(RightsConditionKind.NoDerivatives, use == RightsUse.TextAndDataMining
                ? "adaptations may be made and not handed on" : "no model or output that is an adaptation is handed on", Link: Address));
        if (Elements.HasFlag(LicenceElements.ShareAlike))
            conditions.Add(new(RightsConditionKind.ShareAlike, "what is an adaptation comes under the same licence", Link: Address));
        return conditions.Count == 0
            ? (RightsEffect.Permit, conditions, $"{Id} permits every use without a condition")
            : (RightsEffect.Conditional, conditions, $"{Id} permits copying on {(conditions.Count == 1 ? "a condition" : "conditions")}: "
                + string.Join("; ", conditions.Select(condition => condition.Text)));
    }

    /// <summary>The licence of an SPDX identifier, in letters of either case, or of an expression that is one identifier.</summary>
    /// <returns>Null where it is not known.</returns>
    public static LicenceTerms? OfSpdx(string id) => KnownLicences.ById(id.Trim().Trim('(', ')').Trim());

    /// <summary>The licence of the address of its deed, legal code or SPDX page, however it is written.</summary>
    /// <returns>Null where it is not known.</returns>
    public static LicenceTerms? OfAddress(string address) =>
        CreativeCommonsDeed.Read(address) ?? KnownLicences.ByAddress(address);

    /// <summary>The licence that a value names: an address, an SPDX identifier, a common short name (<c>CC BY 4.0</c>).</summary>
    /// <returns>Null where it is not known; a guess is never made.</returns>
    public static LicenceTerms? Of(string value) => OfAddress(value) ?? OfSpdx(value) ?? CreativeCommonsDeed.OfShortName(value);
}
