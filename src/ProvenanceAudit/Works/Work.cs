namespace ProvenanceAudit.Works;

/// <summary>What a catalog says about one work: everything but its text.</summary>
public sealed record Work
{
    /// <summary>Longest <see cref="Id"/>, in UTF-16 code units.</summary>
    public const int LongestId = 512;

    /// <summary>Identifier of the work, unique in an index. Not empty; at most <see cref="LongestId"/> UTF-16 code units.</summary>
    public required string Id { get; init; }

    /// <summary>Title as the catalog states it; the id where none is stated.</summary>
    public required string Title { get; init; }

    /// <summary>Authors, editors, translators, in the order of the catalog.</summary>
    public IReadOnlyList<string> Contributors { get; init; } = [];

    /// <summary>Identifiers by scheme, for example <c>isbn</c> or <c>doi</c>.</summary>
    public IReadOnlyDictionary<string, string> Identifiers { get; init; } = new Dictionary<string, string>();

    /// <summary>BCP 47 language tag, when stated.</summary>
    public string? Language { get; init; }

    /// <summary>Who published it, when stated: a publisher's or an imprint's name.</summary>
    public string? Publisher { get; init; }

    /// <summary>Who holds the rights, when stated.</summary>
    public string? RightsHolder { get; init; }

    /// <summary>Licence as stated: an SPDX id, an address, or words.</summary>
    public string? Licence { get; init; }

    /// <summary>
    /// Date of first publication, ISO 8601 with as much as is known: <c>1851</c>, <c>1851-10</c>, <c>1851-10-18</c>.
    /// Compared as text, which orders these forms correctly; unknown comes after every date.
    /// </summary>
    public string? Published { get; init; }

    /// <summary>What the catalog says about use and sale beside the licence, in words, in its order.</summary>
    // Reports of before there were any lack them, which readers made by the compiler take for null.
    public IReadOnlyList<WorkTerm> Terms { get; init => field = value ?? []; } = [];

    /// <summary>Other works and products that the catalog says this one belongs to.</summary>
    public IReadOnlyList<WorkRelation> Relations { get; init => field = value ?? []; } = [];
}
