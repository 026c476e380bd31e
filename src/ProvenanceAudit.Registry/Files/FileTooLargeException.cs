namespace ProvenanceAudit.Registry;

/// <summary>A file has more bytes than are allowed; nothing of it was kept.</summary>
public sealed class FileTooLargeException : Exception
{
    /// <summary>Makes the exception.</summary>
    public FileTooLargeException(string message) : base(message) { }
}
