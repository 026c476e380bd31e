using System.Globalization;

namespace ProvenanceAudit.Rights.Deciding;

/// <summary>Whether a statement stood at a moment, by what was seen before and after.</summary>
/// <param name="InForce">Whether it counts.</param>
/// <param name="Note">One sentence: why it does not count, or what is not certain of it; null where nothing is to be said.</param>
internal readonly record struct Standing(bool InForce, string? Note)
{
    /// <summary>Tells it for a moment.</summary>
    /// <param name="sighting">The statement and when it was seen.</param>
    /// <param name="looks">All looks at its source, in the order of time.</param>
    /// <param name="at">The moment.</param>
    internal static Standing Of(RightsSighting sighting, IReadOnlyList<RightsSourceObservation> looks, DateTimeOffset at)
    {
        RightsStatement statement = sighting.Statement;
        if (at < sighting.FirstSeen)
            return new(false, $"it was first seen on {Day(sighting.FirstSeen)}, after the moment asked");
        if (statement.ValidFrom is { } from && at < from)
            return new(false, $"it says that it holds from {Day(from)}");
        if (statement.ValidUntil is { } until && at >= until)
            return new(false, $"it says that it held until {Day(until)}");
        if (at <= sighting.LastSeen)
            return new(true, null);
        RightsSourceObservation[] later = [.. looks.Where(look => look.ObservedAt > sighting.LastSeen && look.ObservedAt <= at)];
        RightsSourceObservation? gone = later.FirstOrDefault(look => look.State != RightsSourceState.Failed);
        if (gone is not null)
            return new(false, gone.State == RightsSourceState.Absent
                ? $"its source was no longer there on {Day(gone.ObservedAt)}; it was last seen on {Day(sighting.LastSeen)}"
                : $"its source no longer stated it on {Day(gone.ObservedAt)}; it was last seen on {Day(sighting.LastSeen)}");
        bool reserves = statement.Effect == RightsEffect.Reserve;
        if (statement.MaximumAge is { } age && at > sighting.LastSeen + age)
        {
            string old = $"it was last seen on {Day(sighting.LastSeen)}, and its standard asks for another look after {age.TotalDays:0} days";
            return reserves ? new(true, old + "; a reservation is reported all the same") : new(false, old);
        }
        RightsSourceObservation? next = looks.FirstOrDefault(look => look.ObservedAt > at && look.State != RightsSourceState.Failed);
        string note = $"it was last seen on {Day(sighting.LastSeen)}, before the moment asked";
        if (later.Length > 0)
            note += $"; its source could not be read on {Day(later[^1].ObservedAt)}";
        if (next is not null && next.ObservedAt > sighting.LastSeen)
            note += $"; by {Day(next.ObservedAt)} it was gone, and when it went was not seen";
        return new(true, note);
    }

    internal static string Day(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
