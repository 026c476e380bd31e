namespace ProvenanceAudit.Crawlers.Addresses;

/// <summary>From where on a <see cref="TrapGuard"/> takes addresses for a trap.</summary>
public sealed record TrapLimits
{
    /// <summary>Longest path and query, in characters; at least 1.</summary>
    public int LongestPath { get; init; } = 2048;

    /// <summary>Most segments of a path; at least 1.</summary>
    public int MaximumSegments { get; init; } = 24;

    /// <summary>Most parameters of a query; at least 1.</summary>
    public int MaximumParameters { get; init; } = 24;

    /// <summary>
    /// How often one run of segments may follow itself, as <c>a/b</c> does three times in <c>/a/b/a/b/a/b</c>; at least 1.
    /// Relative
    /// links that miss a slash grow such paths. One segment alone may stand once more.
    /// </summary>
    public int MaximumRepeats { get; init; } = 2;

    /// <summary>How many years ahead a date in an address may lie: calendars go on for ever.</summary>
    public int YearsAhead { get; init; } = 1;

    /// <summary>How many years back a date of year, month and perhaps day may lie: calendars go back for ever, too.</summary>
    public int YearsBack { get; init; } = 300;

    /// <summary>Most addresses of one host that differ in the values of their query alone.</summary>
    public int MaximumQueries { get; init; } = 20_000;

    /// <summary>Most addresses of one host whose paths differ in their numbers alone.</summary>
    public int MaximumNumberedPaths { get; init; } = 200_000;
}
