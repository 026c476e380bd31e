using System.Text.Json.Serialization;

namespace ProvenanceAudit.Rights;

/// <summary>What is decided of a use.</summary>
[JsonConverter(typeof(KebabCase<RightsOutcome>))]
public enum RightsOutcome
{
    /// <summary>Nothing that was seen decides it. It is an answer, and never consent.</summary>
    Unknown,

    /// <summary>It was permitted.</summary>
    Permitted,

    /// <summary>It was permitted on conditions.</summary>
    Conditional,

    /// <summary>It was reserved.</summary>
    Reserved,
}

/// <summary>What is asked about: an address, a work, or a work at an address. One of the two is there.</summary>
/// <param name="Address">Absolute address of the web; null for a work wherever it is.</param>
/// <param name="WorkId">Id of a work; null for whatever stands at the address.</param>
public sealed record RightsSubject(string? Address, string? WorkId = null)
{
    /// <summary>As sentences name it.</summary>
    public override string ToString() => WorkId is null ? Address ?? "" : Address is null ? $"work {WorkId}" : $"work {WorkId} at {Address}";
}

/// <summary>A statement that did not govern.</summary>
/// <param name="Sighting">The statement.</param>
/// <param name="Why">Why it did not; one sentence.</param>
public sealed record ConsideredStatement(RightsSighting Sighting, string Why);

/// <summary>What was decided, on what ground, and what speaks against it.</summary>
public sealed record RightsDecision
{
    /// <summary>What was asked about.</summary>
    public required RightsSubject Subject { get; init; }

    /// <summary>Which use.</summary>
    public required RightsUse Use { get; init; }

    /// <summary>For which moment.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>For which agent, by its product token; null for anybody.</summary>
    public string? Agent { get; init; }

    /// <summary>What was decided.</summary>
    public required RightsOutcome Outcome { get; init; }

    /// <summary>The statement that decides; null where none does, or where a standard decides without any.</summary>
    public RightsSighting? Governing { get; init; }

    /// <summary>On which conditions, where they are told.</summary>
    public IReadOnlyList<RightsCondition> Conditions { get; init; } = [];

    /// <summary>The agents for which alone it is so, where nobody's agent was asked for; empty for anybody.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>Why, in sentences: the rule of the standard, then how sources stand to each other, then how old the sightings are.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>What other standards say against it; each is in force.</summary>
    public IReadOnlyList<ConsideredStatement> Conflicts { get; init; } = [];

    /// <summary>What else was looked at.</summary>
    public IReadOnlyList<ConsideredStatement> Considered { get; init; } = [];
}

/// <summary>A time through which every sighting led to one decision.</summary>
/// <param name="Decision">The decision at its beginning.</param>
/// <param name="From">The first moment at which it is known to have been so.</param>
/// <param name="To">
/// The last moment at which it is known to have been so. When it changed between this and the next period's beginning was not seen.
/// </param>
public sealed record RightsPeriod(RightsDecision Decision, DateTimeOffset From, DateTimeOffset To);
