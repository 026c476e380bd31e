using System.Text.Json.Serialization;

namespace ProvenanceAudit.Rights;

/// <summary>
/// A statement and when it was seen. Between two sightings nobody looked; that it stood there meanwhile is likely, not known.
/// </summary>
/// <param name="Statement">The statement, with the evidence of its last sighting.</param>
/// <param name="FirstSeen">In UTC.</param>
/// <param name="LastSeen">In UTC, not before the first.</param>
public sealed record RightsSighting(RightsStatement Statement, DateTimeOffset FirstSeen, DateTimeOffset LastSeen)
{
    /// <summary>A statement that was seen once.</summary>
    public static RightsSighting Once(RightsStatement statement) =>
        new(statement, statement.Evidence.ObservedAt, statement.Evidence.ObservedAt);
}

/// <summary>What came of looking at a source.</summary>
[JsonConverter(typeof(KebabCase<RightsSourceState>))]
public enum RightsSourceState
{
    /// <summary>It was read; what it does not state, it did not state then.</summary>
    Fetched,

    /// <summary>There is none: the server said so (404, 410).</summary>
    Absent,

    /// <summary>It could not be had. What it states is unknown, which is never consent.</summary>
    Failed,
}

/// <summary>That a source was looked at. Each is kept: what was not there, and what could not be seen, are facts too.</summary>
/// <param name="SourceAddress">Its address, as statements name it.</param>
/// <param name="State">What came of it.</param>
/// <param name="ObservedAt">When, in UTC.</param>
/// <param name="HttpStatus">Status of the response; null where there was none.</param>
/// <param name="Reason">Why it failed, one sentence; null otherwise.</param>
/// <param name="BodySha256">Hash of the body, 64 small hexadecimal digits; null where there was none.</param>
public sealed record RightsSourceObservation(string SourceAddress, RightsSourceState State, DateTimeOffset ObservedAt,
    int? HttpStatus = null, string? Reason = null, string? BodySha256 = null);

/// <summary>What of a source could not be used.</summary>
/// <param name="SourceAddress">Its address.</param>
/// <param name="Line">Line, from 1; null where lines mean nothing.</param>
/// <param name="Reason">One sentence.</param>
public sealed record RightsProblem(string SourceAddress, int? Line, string Reason);

/// <summary>What a reader found in a source.</summary>
/// <param name="Statements">In the order of the source.</param>
/// <param name="Problems">What could not be used, in the order of the source.</param>
public sealed record StatedRights(IReadOnlyList<RightsStatement> Statements, IReadOnlyList<RightsProblem> Problems)
{
    /// <summary>Nothing was stated.</summary>
    public static StatedRights None { get; } = new([], []);

    /// <summary>What several readers found, one after the other.</summary>
    public static StatedRights All(params IEnumerable<StatedRights> parts)
    {
        StatedRights[] found = [.. parts];
        return new([.. found.SelectMany(part => part.Statements)], [.. found.SelectMany(part => part.Problems)]);
    }
}
