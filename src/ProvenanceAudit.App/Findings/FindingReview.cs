using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Findings;

/// <summary>Decides on findings, for the pages and the API alike.</summary>
internal sealed class FindingReview(Caller caller, AuditTrail trail)
{
    private const int LongestReason = 2000;

    /// <summary>Decides, or takes a decision back.</summary>
    /// <param name="registry">Where the finding was read, to be changed.</param>
    /// <param name="finding">What is decided on.</param>
    /// <param name="decision">Open takes an earlier decision back.</param>
    /// <param name="reason">Why; needed for a dismissal, at most 2,000 characters.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>What is wrong with the decision; null when it was written.</returns>
    public async Task<string?> DecideAsync(
        RegistryContext registry, StoredFinding finding, FindingDecision decision, string? reason, CancellationToken cancellation)
    {
        string? why = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
        if (!Enum.IsDefined(decision))
            return "Choose a decision.";
        if (decision == FindingDecision.Dismissed && why is null)
            return "A dismissal needs a reason: it stands in reports and in the audit log.";
        if (why?.Length > LongestReason)
            return $"The reason is longer than {LongestReason} characters.";
        bool isOpen = decision == FindingDecision.Open;
        finding.Decision = decision;
        finding.DecisionReason = isOpen ? null : why;
        finding.DecidedById = isOpen ? null : caller.PersonId;
        finding.Decided = isOpen ? null : DateTimeOffset.UtcNow;
        trail.Add(
            registry, "finding.decided", "finding", finding.Id, finding.RightsHolderId, new { Decision = decision.ToString(), Reason = why });
        await registry.SaveChangesAsync(cancellation);
        return null;
    }
}
