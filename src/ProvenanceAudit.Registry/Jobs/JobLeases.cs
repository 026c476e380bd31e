namespace ProvenanceAudit.Registry;
/// <summary>x</summary>
public sealed class JobLeases;
