namespace ProvenanceAudit.Registry;

/// <summary>
/// A context of one rights holder was about to write a row that is not that rights holder's; nothing was written.
/// </summary>
public sealed class OtherRightsHolderException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    public OtherRightsHolderException(string message) : base(message) { }
}
