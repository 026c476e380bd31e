namespace ProvenanceAudit.App.Commands;

/// <summary>Exit codes of all commands.</summary>
internal static class ExitCode
{
    /// <summary>Done; a scan found nothing.</summary>
    public const int NothingFound = 0;

    /// <summary>Done; a scan found something.</summary>
    public const int Found = 1;

    /// <summary>Not done: the standard error stream says why.</summary>
    public const int Error = 2;
}
