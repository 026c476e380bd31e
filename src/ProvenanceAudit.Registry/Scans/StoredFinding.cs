using System.Security.Cryptography;

namespace ProvenanceAudit.Registry;

/// <summary>What people made of a finding.</summary>
public enum FindingDecision
{
    /// <summary>Nobody has decided yet.</summary>
    Open,

    /// <summary>It stands.</summary>
    Confirmed,

    /// <summary>It does not, for the reason stated.</summary>
    Dismissed,
}

/// <summary>What one scan says about one work, and what people made of it.</summary>
public sealed class StoredFinding : ITenantOwned
{
    /// <summary>Key, <see cref="IdOf"/>: the same whenever the scan's last step is run again.</summary>
    public required Guid Id { get; init; }

    /// <summary>The scan.</summary>
    public required Guid ScanId { get; init; }

    /// <summary>The scan.</summary>
    public Scan? Scan { get; init; }

    /// <summary>The work.</summary>
    public required Guid WorkId { get; init; }

    /// <summary>The work.</summary>
    public RegisteredWork? Work { get; init; }

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>
    /// Which of the work's texts was scanned for, <see cref="RegisteredText.Sha256"/>: places in the work are places in it.
    /// </summary>
    public required byte[] TextSha256 { get; init; }

    /// <summary>Matches whose source is the work.</summary>
    public required int Matches { get; init; }

    /// <summary>Of them, paraphrases: they say the same in other words, and are in no measure of copied text but by identical words.</summary>
    public int Paraphrases { get; init; }

    /// <summary>Outputs with such a match.</summary>
    public required int Outputs { get; init; }

    /// <summary>Identical words over all matches; a passage recited twice counts twice.</summary>
    public required long CopiedWords { get; init; }

    /// <summary>Share of the work's characters that a match of words covers, 0 to 1.</summary>
    public required double ShareOfWork { get; init; }

    /// <summary>Longest verbatim run, in words.</summary>
    public required int LongestRun { get; init; }

    /// <summary>Smallest E-value of the matches.</summary>
    public required double SmallestEValue { get; init; }

    /// <summary>Share of characters that a match of words covers in each of equal slices of the work, 0 to 1, as in <c>Finding.Coverage</c>.</summary>
    public required IReadOnlyList<double> Coverage { get; init; }

    /// <summary>Probability of the verdict, 0 to 1, by which findings are sought; null where none was reckoned.</summary>
    public double? Probability { get; init; }

    /// <summary>The verdict on all evidence, a <c>CalibratedVerdict</c> as JSON; null where none was reckoned.</summary>
    public string? VerdictJson { get; init; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>What people made of it.</summary>
    public FindingDecision Decision { get; set; }

    /// <summary>Why; always there for a dismissal.</summary>
    public string? DecisionReason { get; set; }

    /// <summary>Who decided.</summary>
    public Guid? DecidedById { get; set; }

    /// <summary>When it was decided; null while open.</summary>
    public DateTimeOffset? Decided { get; set; }

    /// <summary>The id of what a scan says about a work: a version 8 UUID (RFC 9562, 5.8) by hash of the two.</summary>
    public static Guid IdOf(Guid scanId, Guid workId)
    {
        Span<byte> both = stackalloc byte[32];
        scanId.TryWriteBytes(both, bigEndian: true, out _);
        workId.TryWriteBytes(both[16..], bigEndian: true, out _);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(both, hash);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash[..16], bigEndian: true);
    }
}
