namespace ProvenanceAudit.Registry;

/// <summary>The registry cannot be used; the message says why and what to do.</summary>
public sealed class RegistryUnusableException : Exception
{
    /// <summary>Makes the exception.</summary>
    public RegistryUnusableException(string message, Exception? inner = null) : base(message, inner) { }
}
