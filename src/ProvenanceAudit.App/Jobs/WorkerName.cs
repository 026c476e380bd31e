namespace ProvenanceAudit.App.Jobs;

/// <summary>What this process is called where jobs say who has them.</summary>
internal sealed class WorkerName
{
    /// <summary>Machine and process, with a random part: in containers, all processes have one number.</summary>
    public string Value { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid().ToString("N")[..6]}";
}
