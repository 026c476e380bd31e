namespace ProvenanceAudit.Registry;

/// <summary>An address that a <see cref="CrawlPlan"/> knows, and what came of visiting it last.</summary>
public sealed class CrawledAddress : ITenantOwned
{
    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>128 bits of the hash of the address: 16 bytes.</summary>
    public required byte[] Key { get; init; }

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>Place among the plan's addresses in the order of their finding, from 0.</summary>
    public required long Ordinal { get; init; }

    /// <summary>The address.</summary>
    public required string Address { get; init; }

    /// <summary>What it is visited for: <c>Page</c>, <c>List</c>, <c>RightsFile</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Links from a seed to it.</summary>
    public required int Depth { get; init; }

    /// <summary>Redirects that led to it.</summary>
    public int Redirects { get; init; }

    /// <summary>Of a file of rights, what it is; null of others.</summary>
    public string? RightsKind { get; init; }

    /// <summary>Of a file of rights that a statement named, what that statement is about, a JSON object; null of others.</summary>
    public string? RightsSubjectJson { get; init; }

    /// <summary>Where it was found; null for seeds.</summary>
    public string? FoundOn { get; init; }

    /// <summary>The run that last visited it to an end; 0 before the first.</summary>
    public int Run { get; set; }

    /// <summary>How its last visit ended; null before the first.</summary>
    public string? Outcome { get; set; }

    /// <summary>Why it ended so; null where there is nothing to say.</summary>
    public string? Reason { get; set; }

    /// <summary>Status of the last answer; null where there was none.</summary>
    public int? Status { get; set; }

    /// <summary>When it was last visited.</summary>
    public DateTimeOffset? Visited { get; set; }

    /// <summary>When its content was last sent; a visit that finds nothing changed leaves it.</summary>
    public DateTimeOffset? ContentSeen { get; set; }

    /// <summary>Media type of the last content.</summary>
    public string? MediaType { get; set; }

    /// <summary>SHA-256 of the last content, 64 small hexadecimal digits.</summary>
    public string? BodySha256 { get; set; }

    /// <summary><c>ETag</c> of the last content.</summary>
    public string? EntityTag { get; set; }

    /// <summary><c>Last-Modified</c> of the last content.</summary>
    public string? LastModified { get; set; }

    /// <summary>Where it sends to.</summary>
    public string? RedirectsTo { get; set; }

    /// <summary>File that holds the last answer.</summary>
    public string? WarcFile { get; set; }

    /// <summary>Byte in that file at which the answer stands.</summary>
    public long? WarcOffset { get; set; }

    /// <summary>The address that the text goes by; null where it has no text.</summary>
    public string? TextAddress { get; set; }

    /// <summary>Sketch of the text, by which duplicates are found.</summary>
    public byte[]? Sketch { get; set; }

    /// <summary>The address whose page has the same text; null where this one's is the first.</summary>
    public string? DuplicateOf { get; set; }

    /// <summary>The work that the text became.</summary>
    public Guid? WorkId { get; set; }
}
