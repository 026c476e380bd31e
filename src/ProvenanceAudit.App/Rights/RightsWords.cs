using ProvenanceAudit.Rights;

namespace ProvenanceAudit.App.Rights;

/// <summary>Uses, outcomes and statements in words for people.</summary>
public static class RightsWords
{
    /// <summary>A use.</summary>
    public static string Of(RightsUse use) => use switch
    {
        RightsUse.Crawl => "Crawling",
        RightsUse.Index => "Search",
        RightsUse.TextAndDataMining => "Text and data mining",
        RightsUse.AiTraining => "AI training",
        RightsUse.AiInput => "AI input",
        _ => throw new ArgumentOutOfRangeException(nameof(use)),
    };

    /// <summary>An outcome, and how it looks.</summary>
    public static (string Text, string Class) Of(RightsOutcome outcome) => outcome switch
    {
        RightsOutcome.Unknown => ("Unknown", "plain"),
        RightsOutcome.Permitted => ("Permitted", "good"),
        RightsOutcome.Conditional => ("On conditions", "warn"),
        RightsOutcome.Reserved => ("Reserved", "bad"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>What a statement says, and how it looks.</summary>
    public static (string Text, string Class) Of(RightsEffect effect) => effect switch
    {
        RightsEffect.Permit => ("Permits", "good"),
        RightsEffect.Reserve => ("Reserves", "bad"),
        RightsEffect.Conditional => ("On conditions", "warn"),
        RightsEffect.Inform => ("Informs", "plain"),
        _ => throw new ArgumentOutOfRangeException(nameof(effect)),
    };

    /// <summary>What came of looking at a source, and how it looks.</summary>
    public static (string Text, string Class) Of(RightsSourceState state) => state switch
    {
        RightsSourceState.Fetched => ("Read", "good"),
        RightsSourceState.Absent => ("Not there", "plain"),
        RightsSourceState.Failed => ("Not readable", "bad"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>How far a statement can be relied on; null where it is written as its standard says.</summary>
    public static string? Of(RightsStrength strength) => strength switch
    {
        RightsStrength.NonStandard => "spelt otherwise than the standard says",
        RightsStrength.Convention => "a convention, no standard",
        RightsStrength.HumanReadable => "in words for people",
        _ => null,
    };

    /// <summary>What a statement is about.</summary>
    public static string Of(RightsScope scope) => scope.Kind switch
    {
        RightsScopeKind.Site => scope.PathPattern is null ? $"all of {scope.Target}" : $"{scope.Target}, paths like {scope.PathPattern}",
        RightsScopeKind.Part => $"a part of {scope.Target}: {scope.Part}",
        RightsScopeKind.Work => $"the work {scope.Target}",
        _ => scope.Target,
    };
}
