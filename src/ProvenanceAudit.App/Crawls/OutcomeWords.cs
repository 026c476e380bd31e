using ProvenanceAudit.Crawlers.Crawling;

namespace ProvenanceAudit.App.Crawls;

/// <summary>How visits ended, in words for people.</summary>
/// <param name="Name">In a word or two.</param>
/// <param name="Meaning">What it means, a sentence.</param>
/// <param name="Class">How it looks: <c>good</c>, <c>warn</c>, <c>bad</c>, <c>plain</c>.</param>
public sealed record OutcomeWords(string Name, string Meaning, string Class)
{
    /// <summary>Addresses that no run has visited to an end.</summary>
    public static OutcomeWords Waiting { get; } = new("Waiting", "It was found and not visited yet.", "plain");

    /// <summary>The words of an outcome.</summary>
    public static OutcomeWords Of(VisitOutcome outcome) => outcome switch
    {
        VisitOutcome.Fetched => new("Fetched", "It answered with content.", "good"),
        VisitOutcome.NotModified => new("Not modified", "Nothing changed since the visit before.", "good"),
        VisitOutcome.Redirected => new("Redirected", "It sends elsewhere; that address is visited in its own right.", "plain"),
        VisitOutcome.Gone => new("Gone", "The server says that there is nothing.", "plain"),
        VisitOutcome.Refused => new("Refused", "The server refuses, or wants a login or a payment.", "warn"),
        VisitOutcome.Disallowed => new("Disallowed", "robots.txt forbids it; it was not asked for.", "warn"),
        VisitOutcome.Trap => new("Trap", "It looks like one of endless many; it was not asked for.", "warn"),
        VisitOutcome.Failed => new("Failed", "No answer, or none that can be read, after all attempts.", "bad"),
        VisitOutcome.Postponed => new("Postponed", "The host asked for patience; the next run tries again.", "plain"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    /// <summary>The words of an outcome as the registry keeps it.</summary>
    public static OutcomeWords Of(string? outcome) => outcome is null ? Waiting : Of(Enum.Parse<VisitOutcome>(outcome));
}
