using System.Text.Json.Serialization;

namespace ProvenanceAudit.Rights;

/// <summary>What a statement is about.</summary>
[JsonConverter(typeof(KebabCase<RightsScopeKind>))]
public enum RightsScopeKind
{
    /// <summary>The addresses of one site, or those whose path fits a pattern.</summary>
    Site,

    /// <summary>One address.</summary>
    Address,

    /// <summary>One work, wherever it is published.</summary>
    Work,

    /// <summary>A part of what stands at one address: a picture, a section.</summary>
    Part,
}

/// <summary>What a statement is about, and to whom it speaks.</summary>
public sealed record RightsScope
{
    /// <summary>Kind of thing.</summary>
    public required RightsScopeKind Kind { get; init; }

    /// <summary>
    /// The site's origin (<c>https://example.org</c>, with a port that is not the scheme's own), the address, or the work's id.
    /// </summary>
    public required string Target { get; init; }

    /// <summary>
    /// Of a site, the paths meant, as RFC 9309 writes them: a prefix of path and query, <c>*</c> for any run of characters, a last
    /// <c>$</c> for the end. Null for all.
    /// </summary>
    public string? PathPattern { get; init; }

    /// <summary>Of a part, what the statement hangs on, in words or as its address: <c>img https://example.org/a.jpg</c>.</summary>
    public string? Part { get; init; }

    /// <summary>
    /// The product tokens to which the statement speaks, as it writes them; <c>*</c> is whoever is not named elsewhere in the
    /// same source. Empty for anybody.
    /// </summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>All addresses of a site, or those that fit a pattern.</summary>
    /// <param name="origin">Scheme, host and port.</param>
    /// <param name="pattern">Null for all.</param>
    /// <param name="agents">Empty for anybody.</param>
    public static RightsScope Site(string origin, string? pattern = null, IReadOnlyList<string>? agents = null) =>
        new() { Kind = RightsScopeKind.Site, Target = origin, PathPattern = pattern, Agents = agents ?? [] };

    /// <summary>One address.</summary>
    /// <param name="address">Absolute.</param>
    /// <param name="agents">Empty for anybody.</param>
    public static RightsScope Page(string address, IReadOnlyList<string>? agents = null) =>
        new() { Kind = RightsScopeKind.Address, Target = address, Agents = agents ?? [] };

    /// <summary>One work.</summary>
    /// <param name="id">Its id.</param>
    public static RightsScope Work(string id) => new() { Kind = RightsScopeKind.Work, Target = id };

    /// <summary>A part of a page.</summary>
    /// <param name="address">The page.</param>
    /// <param name="part">What the statement hangs on.</param>
    public static RightsScope PartOf(string address, string part) =>
        new() { Kind = RightsScopeKind.Part, Target = address, Part = part };
}
