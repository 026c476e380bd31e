namespace ProvenanceAudit.Registry;

/// <summary>
/// A number that grows, as a row: drawing from it locks the row until the transaction ends. So numbers become visible in their
/// order, which a sequence of the database does not give: who sees number n sees all that was written under smaller ones, now
/// and later, and a worker that has taken over works up to revision n can never miss one that commits afterwards. The price is
/// that transactions which draw from one sequence wait for each other; they are to be short.
/// </summary>
internal sealed class Sequence : IOperatorOwned
{
    public const string WorkRevisions = "work revisions";
    public const string Scans = "scans";
    public const string Submissions = "submissions";

    public required string Name { get; init; }

    /// <summary>The last number drawn; 0 when none was.</summary>
    public long Last { get; init; }
}
