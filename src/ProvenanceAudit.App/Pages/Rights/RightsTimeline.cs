using System.Globalization;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.App.Pages.Rights;

/// <summary>
/// What was decided of an address for each use, and when that changed, as lines of a picture and as lists; units of the picture are pixels
/// before scaling. What it shows by colour it shows by letter and pattern too.
/// </summary>
public sealed class RightsTimeline
{
    /// <summary>Width of the picture.</summary>
    public const int Width = 760;

    /// <summary>Where time begins.</summary>
    public const int Left = 170;

    /// <summary>Where it ends.</summary>
    public const int Right = Width - 14;

    /// <summary>Height of a line.</summary>
    public const int Row = 34;

    /// <summary>Height of a bar.</summary>
    public const int Bar = 20;

    // What was seen once must be seen here too.
    private const double NarrowestBar = 16;

    private readonly DateTimeOffset _first;
    private readonly DateTimeOffset _last;

    internal RightsTimeline(string id, RightsPolicy policy, RightsSubject subject, DateTimeOffset at, string? agent)
    {
        (Id, At, Agent, Address) = (id, at, agent, subject.Address ?? "");
        Uses = [.. Enum.GetValues<RightsUse>().Select(use =>
            new UseLine(use, policy.Decide(subject, use, at, agent), policy.History(subject, use, agent)))];
        RightsPeriod[] all = [.. Uses.SelectMany(u => u.History)];
        (_first, _last) = all.Length == 0 ? (at, at) : (all.Min(p => p.From), all.Max(p => p.To));
    }

    /// <summary>Name of the picture in the page.</summary>
    public string Id { get; }

    /// <summary>The moment that was asked for.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The agent that was asked for; null for anybody.</summary>
    public string? Agent { get; }

    /// <summary>The address that was asked for.</summary>
    public string Address { get; }

    /// <summary>The uses, one line each.</summary>
    public IReadOnlyList<UseLine> Uses { get; }

    /// <summary>Whether anything was ever looked at.</summary>
    public bool HasHistory => Uses.Any(u => u.History.Count > 0);

    /// <summary>Whether anything ever changed.</summary>
    public bool HasChanges => Uses.Any(u => u.History.Count > 1);

    /// <summary>Height of the picture.</summary>
    public int Height => (Uses.Count * Row) + 34;

    /// <summary>The dates below: place, how the text stands to it, and the text.</summary>
    internal IEnumerable<(string X, string Anchor, string Text)> Dates => Day(_first) == Day(_last)
        ? [(Number((Left + Right) / 2.0), "middle", Day(_first))]
        : [(Number(Left), "start", Day(_first)), (Number(Right), "end", Day(_last))];

    /// <summary>The bars of a use: place, width, and the period.</summary>
    internal IEnumerable<(string X, string Width, string Middle, RightsPeriod Period)> BarsOf(UseLine use)
    {
        double free = Left;
        foreach (RightsPeriod period in use.History)
        {
            // A bar that would lie under the one before it is moved to its end.
            double from = Math.Min(Math.Max(X(period.From), free), Right - NarrowestBar);
            double width = Math.Max(NarrowestBar, X(period.To) - from);
            width = Math.Min(width, Right - from);
            yield return (Number(from), Number(width), Number(from + (width / 2)), period);
            free = from + width + 2;
        }
    }

    /// <summary>The letter of an outcome in the picture.</summary>
    public static string LetterOf(RightsOutcome outcome) => outcome switch
    {
        RightsOutcome.Reserved => "R",
        RightsOutcome.Conditional => "C",
        RightsOutcome.Permitted => "P",
        _ => "?",
    };

    /// <summary>The name of an outcome among the picture's styles.</summary>
    public static string ClassOf(RightsOutcome outcome) => KebabCase.NameOf(outcome);

    /// <summary>A period in words.</summary>
    public static string WordsOf(RightsPeriod period) => period.From == period.To
        ? $"{RightsWords.Of(period.Decision.Outcome).Text} on {Minute(period.From)}"
        : $"{RightsWords.Of(period.Decision.Outcome).Text} from {Minute(period.From)} to {Minute(period.To)}";

    private double X(DateTimeOffset time) => _first == _last ? (Left + Right) / 2.0
        : Left + ((double)(time.UtcTicks - _first.UtcTicks) / (_last.UtcTicks - _first.UtcTicks) * (Right - Left));

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Minute(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}

/// <summary>One use on a timeline.</summary>
/// <param name="Use">The use.</param>
/// <param name="Decision">What was decided for the moment asked.</param>
/// <param name="History">What was so when.</param>
public sealed record UseLine(RightsUse Use, RightsDecision Decision, IReadOnlyList<RightsPeriod> History);
